import { areTagsOf, CURRENT_TAGS } from '../../codes/evaluation-tags.ts';
import type { EvaluationChannel } from '../../codes/channels.ts';
import type { Grade } from '../../codes/satisfaction.ts';
import type { Subject } from '../../kernel/ids.ts';
import type { Day, Instant } from '../../kernel/instant.ts';
import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import type { Decider } from '../decider.ts';
import type { WrittenText } from '../text.ts';

/** E31: the applicant rates both sides, the window that accepted and the back office that approved. */
export const SIDES = ['front', 'back'] as const;
export type Side = (typeof SIDES)[number];

export interface Rating {
  readonly side: Side;
  /** Who is rated. */
  readonly who: Subject;
  readonly grade: Grade;
  readonly tags: readonly string[];
}

export interface EvaluationGiven {
  /** 1, or 2 for a second one (追评). */
  readonly number: 1 | 2;
  readonly channel: EvaluationChannel;
  /** Version of the national tags that were offered. */
  readonly tagVersion: string;
  readonly ratings: readonly Rating[];
  readonly comment?: WrittenText;
  readonly anonymous: boolean;
}

export type EvaluationEvent = { readonly type: 'EvaluationGiven'; readonly data: EvaluationGiven };

/** A service act as it may be rated, from its own stream. */
export interface RateableAct {
  readonly hasEnded: boolean;
  readonly served: readonly { readonly side: Side; readonly who: Subject }[];
}

/** What the rater chose for one side. */
export interface Choice {
  readonly grade: Grade;
  readonly tags: readonly string[];
}

export interface EvaluateCommand {
  readonly type: 'evaluate';
  readonly act: RateableAct;
  readonly by: Subject;
  readonly channel: EvaluationChannel;
  readonly overall: Choice;
  /** Another choice for the back office; absent: the same. */
  readonly back?: Choice;
  readonly comment?: WrittenText;
  readonly anonymous: boolean;
  /** 追评: a second one by the same rater. */
  readonly again: boolean;
}

export interface Evaluations {
  readonly given: readonly (EvaluationGiven & { readonly at: Instant; readonly by: Subject })[];
}

export type EvaluationRefusal = Refusal<
  'act-not-ended' | 'self-evaluation' | 'already-evaluated' | 'not-evaluated' | 'bad-input'
>;
type Decision = Result<readonly EvaluationEvent[], EvaluationRefusal>;

const tagFault = ({ grade, tags }: Choice, path: string) =>
  areTagsOf(grade, tags) ? [] : [{ path, message: '不是该等次的评价标签，或有重复' }];

/** One evaluation a service act, and a second one by the same rater at most (一次一评、一事一评; 追评). */
const turnRefusal = ({ given }: Evaluations, { again, by }: EvaluateCommand): Decision | undefined => {
  const [first] = given;
  if (!again) return first ? refuse('already-evaluated', '本次服务已经评价') : undefined;
  if (first?.by !== by) return refuse('not-evaluated', '只有评价人本人可以追评');
  return given.length > 1 ? refuse('already-evaluated', '本次服务已经追评') : undefined;
};

const decide = (command: EvaluateCommand, state: Evaluations): Decision => {
  const { act, by, channel, overall, back = overall, comment, anonymous, again } = command;
  if (!act.hasEnded) return refuse('act-not-ended', '服务尚未结束，不能评价');
  if (act.served.some(({ who }) => who === by)) return refuse('self-evaluation', '工作人员不能评价自己');
  const errors = [...tagFault(overall, 'tags'), ...tagFault(back, 'backOffice.tags')];
  if (errors.length > 0) return refuse('bad-input', '评价标签有误', errors);
  const refused = turnRefusal(state, command);
  if (refused) return refused;
  const ratings = act.served.map(({ side, who }): Rating => ({
    side,
    who,
    ...(side === 'back' ? back : overall),
  }));
  const data: EvaluationGiven = {
    number: again ? 2 : 1,
    channel,
    tagVersion: CURRENT_TAGS,
    ratings,
    anonymous,
    ...(comment ? { comment } : {}),
  };
  return ok([{ type: 'EvaluationGiven', data }]);
};

const decider: Decider<Evaluations, EvaluateCommand, EvaluationEvent, EvaluationRefusal> = {
  initial: { given: [] },
  decide,
  evolve: ({ given }, { data }, { at, actor }) => ({ given: [...given, { ...data, at, by: actor.sub }] }),
  upcasters: { EvaluationGiven: [] },
};

/** 好差评: one stream per service act. */
export const evaluationAggregate = { name: 'evaluation', decider } as const;

export const caseActStream = (caseNo: string): string => `case:${caseNo}`;
export const ticketActStream = (zone: string, day: Day, no: string): string => `ticket:${zone}:${day}:${no}`;
