import type { ActorRecord } from '../../kernel/actor.ts';
import type { Subject } from '../../kernel/ids.ts';
import type { Day } from '../../kernel/instant.ts';
import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import { dueDay } from '../../time/limits.ts';
import type { CommitMeta } from '../decider.ts';
import type { HallSettings } from '../tenant/hall.ts';
import type { WrittenText } from '../text.ts';
import {
  entryOf,
  nextStepOf,
  type FollowUp,
  type FollowUpEntry,
  type FollowUpEvent,
  type FollowUpStep,
  type Outcome,
  type Said,
} from './follow-up.ts';

/** What every act of the follow-up leans on. */
export interface FollowUpContext {
  readonly by: Subject;
  readonly calendar: WorkingCalendar;
  readonly settings: Pick<HallSettings, 'badRatingSimpleDays' | 'badRatingComplexDays'>;
}

export type FollowUpAct =
  | ({ readonly type: 'verify' } & Omit<Said['BadRatingVerified'], 'correctBy'>)
  | ({ readonly type: 'recheck' } & Omit<Said['BadRatingRechecked'], 'correctBy'>)
  | ({ readonly type: 'rectify' } & Said['BadRatingRectified'])
  | ({ readonly type: 'answer' } & Said['BadRatingAnswered'])
  | ({ readonly type: 'revisit' } & Said['RaterRevisited']);
export type FollowUpCommand = FollowUpAct & FollowUpContext;
export type FollowUpRefusal = Refusal<'wrong-status' | 'separation-of-duties'>;
type Decision = Result<readonly FollowUpEvent[], FollowUpRefusal>;

const STEP_NAMES: Readonly<Record<FollowUpStep, string>> = {
  verify: '核实',
  recheck: '复核',
  rectify: '整改',
  answer: '反馈',
  revisit: '回访',
};

const STEP_OF: Readonly<Record<FollowUpEvent['type'], FollowUpStep>> = {
  BadRatingVerified: 'verify',
  BadRatingRechecked: 'recheck',
  BadRatingRectified: 'rectify',
  BadRatingAnswered: 'answer',
  RaterRevisited: 'revisit',
};

const correctByOf = (
  { openedAt }: FollowUp,
  outcome: Outcome,
  { calendar, settings }: FollowUpContext,
): Day =>
  dueDay(calendar, {
    start: openedAt,
    days: outcome === 'complex' ? settings.badRatingComplexDays : settings.badRatingSimpleDays,
    pauses: [],
  });

/** Nobody looks into a rating of his own, and a second look is somebody else's (A17). */
const whoRefusal = (followUp: FollowUp, { type, by }: FollowUpCommand): Decision | undefined => {
  if (followUp.rated.includes(by)) return refuse('separation-of-duties', '被评价人不能办理对本人的差评');
  if (type === 'recheck' && entryOf(followUp, 'verify')?.by === by)
    return refuse('separation-of-duties', '复核人不能是核实人');
  return undefined;
};

const eventOf = (command: FollowUpCommand, followUp: FollowUp): FollowUpEvent => {
  switch (command.type) {
    case 'verify': {
      const { outcome, unit, note } = command;
      const correctBy = correctByOf(followUp, outcome, command);
      const data = { outcome, ...(unit === undefined ? {} : { unit }), correctBy, note };
      return { type: 'BadRatingVerified', data };
    }
    case 'recheck': {
      const { outcome, note } = command;
      const correctBy = correctByOf(followUp, outcome, command);
      return { type: 'BadRatingRechecked', data: { outcome, correctBy, note } };
    }
    case 'rectify':
      return { type: 'BadRatingRectified', data: { measure: command.measure } };
    case 'answer':
      return { type: 'BadRatingAnswered', data: { text: command.text } };
    case 'revisit': {
      const { reached, satisfied, note } = command;
      const said = satisfied === undefined ? {} : { satisfied };
      return { type: 'RaterRevisited', data: { reached, ...said, ...(note ? { note } : {}) } };
    }
    default:
      return command satisfies never;
  }
};

/** Decides one act on the bad rating of a service act, step after step. */
export const decideFollowUp = (command: FollowUpCommand, followUp: FollowUp | undefined): Decision => {
  if (!followUp) return refuse('wrong-status', '没有差评，无需办理');
  const next = nextStepOf(followUp);
  if (command.type !== next) {
    return refuse(
      'wrong-status',
      next === undefined
        ? '差评已办结'
        : `差评待${STEP_NAMES[next]}，须按核实、复核、整改、反馈、回访依次办理`,
    );
  }
  const refused = whoRefusal(followUp, command);
  if (refused) return refused;
  return ok([eventOf(command, followUp)]);
};

const textOf = ({ type, data }: FollowUpEvent): WrittenText | undefined => {
  switch (type) {
    case 'BadRatingRectified':
      return data.measure;
    case 'BadRatingAnswered':
      return data.text;
    case 'BadRatingVerified':
    case 'BadRatingRechecked':
    case 'RaterRevisited':
      return data.note;
    default:
      return type satisfies never;
  }
};

const factsOf = (event: FollowUpEvent): Partial<FollowUpEntry> => {
  if (event.type === 'BadRatingVerified' || event.type === 'BadRatingRechecked')
    return { outcome: event.data.outcome };
  if (event.type !== 'RaterRevisited') return {};
  const { reached, satisfied } = event.data;
  return { reached, ...(satisfied === undefined ? {} : { satisfied }) };
};

const nameOf = ({ name }: ActorRecord): { readonly who?: string } => (name ? { who: name } : {});

/** The follow-up after one of its events. */
export const evolveFollowUp = (
  followUp: FollowUp,
  event: FollowUpEvent,
  { at, actor }: CommitMeta,
): FollowUp => {
  const text = textOf(event);
  const entry: FollowUpEntry = {
    step: STEP_OF[event.type],
    at,
    by: actor.sub,
    ...nameOf(actor),
    ...factsOf(event),
    ...(text ? { text } : {}),
  };
  const isOutcome = event.type === 'BadRatingVerified' || event.type === 'BadRatingRechecked';
  return {
    ...followUp,
    ...(isOutcome ? { correctBy: event.data.correctBy } : {}),
    ...(event.type === 'BadRatingVerified' && event.data.unit ? { unit: event.data.unit } : {}),
    entries: [...followUp.entries, entry],
  };
};
