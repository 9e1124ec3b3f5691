import { areTagsOf, CURRENT_TAGS } from '../../codes/evaluation-tags.ts';
import type { EvaluationChannel } from '../../codes/channels.ts';
import { isBadGrade, type Grade } from '../../codes/satisfaction.ts';
import type { CaseNo, Subject } from '../../kernel/ids.ts';
import type { Day, Instant } from '../../kernel/instant.ts';
import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import type { CommitMeta, Decider } from '../decider.ts';
import type { HallSettings } from '../tenant/hall.ts';
import type { WrittenText } from '../text.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import { dueDay } from '../../time/limits.ts';
import { openingOf, type FollowUp, type FollowUpEvent } from './follow-up.ts';
import {
  decideFollowUp,
  evolveFollowUp,
  type FollowUpCommand,
  type FollowUpRefusal,
} from './follow-up-acts.ts';

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

/** Where the service was given: the unit of the matter, the window, the case. */
export interface ServedAt {
  readonly unit?: string;
  readonly window?: string;
  readonly caseNo?: CaseNo;
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
  readonly about?: ServedAt;
  /** A bad one: the day by which it is verified. */
  readonly verifyBy?: Day;
}

export type EvaluationEvent =
  { readonly type: 'EvaluationGiven'; readonly data: EvaluationGiven } | FollowUpEvent;

/** A service act as it may be rated, from its own stream. */
export interface RateableAct {
  readonly hasEnded: boolean;
  readonly served: readonly { readonly side: Side; readonly who: Subject }[];
  readonly about?: ServedAt;
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
  readonly now: Instant;
  readonly calendar: WorkingCalendar;
  readonly settings: Pick<HallSettings, 'badRatingVerifyDays'>;
}

export type EvaluationCommand = EvaluateCommand | FollowUpCommand;

export interface Evaluations {
  readonly given: readonly (EvaluationGiven & { readonly at: Instant; readonly by: Subject })[];
  /** 差评闭环, from the first bad one on. A second one after it is the rater's word on the result. */
  readonly followUp?: FollowUp;
}

export type EvaluationRefusal =
  | Refusal<
      'act-not-ended' | 'self-evaluation' | 'already-evaluated' | 'not-evaluated' | 'not-found' | 'bad-input'
    >
  | FollowUpRefusal;
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

/** 安阳市政务服务条例 第52条: a bad rating is verified within a working day. */
const verifyByOf = (
  ratings: readonly Rating[],
  { now, calendar, settings }: EvaluateCommand,
): { readonly verifyBy?: Day } =>
  ratings.some(({ grade }) => isBadGrade(grade))
    ? { verifyBy: dueDay(calendar, { start: now, days: settings.badRatingVerifyDays, pauses: [] }) }
    : {};

const evaluate = (command: EvaluateCommand, state: Evaluations): Decision => {
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
    ...(act.about ? { about: act.about } : {}),
    ...verifyByOf(ratings, command),
  };
  return ok([{ type: 'EvaluationGiven', data }]);
};

const evolve = (state: Evaluations, event: EvaluationEvent, meta: CommitMeta): Evaluations => {
  const { given, followUp } = state;
  if (event.type === 'EvaluationGiven') {
    const opened = followUp ?? openingOf(event.data, meta.at);
    return {
      given: [...given, { ...event.data, at: meta.at, by: meta.actor.sub }],
      ...(opened ? { followUp: opened } : {}),
    };
  }
  return followUp ? { given, followUp: evolveFollowUp(followUp, event, meta) } : state;
};

const decider: Decider<Evaluations, EvaluationCommand, EvaluationEvent, EvaluationRefusal> = {
  initial: { given: [] },
  decide: (command, state) => {
    if (command.type === 'evaluate') return evaluate(command, state);
    if (state.given.length === 0) return refuse('not-found', '没有这件评价');
    return decideFollowUp(command, state.followUp);
  },
  evolve,
  upcasters: {
    EvaluationGiven: [],
    BadRatingVerified: [],
    BadRatingRechecked: [],
    BadRatingRectified: [],
    BadRatingAnswered: [],
    RaterRevisited: [],
  },
};

/** The evaluation that an act counts with: the bad one that was followed up, or the last word. */
export const standingOf = ({ given, followUp }: Evaluations): Evaluations['given'][number] | undefined =>
  followUp ? given.find(({ number }) => number === followUp.of) : given.at(-1);

/** 好差评: one stream per service act. */
export const evaluationAggregate = { name: 'evaluation', decider } as const;

export const caseActStream = (caseNo: string): string => `case:${caseNo}`;
export const ticketActStream = (zone: string, day: Day, no: string): string => `ticket:${zone}:${day}:${no}`;
