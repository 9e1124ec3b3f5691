import { epochMsOf, instantOf, type Instant } from '../../kernel/instant.ts';
import { ok } from '../../kernel/result.ts';
import { addWorkingMinutes, workingMinutesBetween } from '../../time/working-minutes.ts';
import type { MatterVersion } from '../matter/matter.ts';
import type { CaseCommand } from './commands.ts';
import type { CaseEvent } from './events.ts';
import type { Fold } from './fold.ts';
import { refusal, refused, type CaseRefusal, type Decision } from './refusals.ts';
import type { OpenedCase, Summons } from './state.ts';
import { isOneStep } from './steps.ts';

type CommandOf<Type extends CaseCommand['type']> = Extract<CaseCommand, { type: Type }>;

/**
 * 事进人不进 (E17): once the case of a unit without staff in the hall is accepted, its handler is called there. What the
 * general window decides by itself calls nobody.
 */
export const withSummons = (
  { summonsMinutes: minutes, calendar, now }: CaseCommand,
  matter: MatterVersion,
  events: readonly CaseEvent[],
): readonly CaseEvent[] => {
  const isAccepted = events.some(({ type }) => type === 'CaseAccepted');
  if (minutes === undefined || !isAccepted || isOneStep(matter)) return events;
  const { department } = matter;
  const due = addWorkingMinutes(calendar, now, minutes);
  return [...events, { type: 'HandlerSummoned', data: { department, minutes, due } }];
};

/** The summons that nobody has come for yet. */
export const openSummons = ({ summons }: OpenedCase): Summons | undefined =>
  summons?.arrived === undefined ? summons : undefined;

export const somebodyAwaited = (state: OpenedCase): CaseRefusal | undefined =>
  openSummons(state) ? undefined : refusal('wrong-status', '本办件没有待签到的到场通知');

/** 到场签到: minutes are those of the hall's working time. */
export const checkIn = ({ calendar, now }: CommandOf<'check-in'>, state: OpenedCase): Decision => {
  const summons = openSummons(state);
  if (!summons) return ok([]);
  const minutes = Math.ceil(workingMinutesBetween(calendar, summons.at, now));
  return ok([{ type: 'HandlerCheckedIn', data: { minutes, late: now > summons.due } }]);
};

/** 逾时未到: what the clock records when nobody has come in time. */
export const missSummons = ({ now }: CommandOf<'miss-summons'>, state: OpenedCase): Decision => {
  const summons = openSummons(state);
  if (!summons || summons.missedAt !== undefined) return ok([]);
  return now > summons.due
    ? ok([{ type: 'SummonsMissed', data: {} }])
    : refused(refusal('too-early', '到场时限尚未届满'));
};

/** From when on the handler is late; none where that was recorded or nobody is awaited. */
export const summonsDeadline = (state: OpenedCase): Instant | undefined => {
  const summons = openSummons(state);
  if (!summons || summons.missedAt !== undefined) return undefined;
  return instantOf(epochMsOf(summons.due) + 1);
};

const summoned: Fold<'HandlerSummoned'> = (state, data, { at }) => ({ ...state, summons: { ...data, at } });

const missed: Fold<'SummonsMissed'> = (state, _data, { at }) => ({
  ...state,
  ...(state.summons && { summons: { ...state.summons, missedAt: at } }),
});

const checkedIn: Fold<'HandlerCheckedIn'> = (state, data, { at, actor }) => ({
  ...state,
  ...(state.summons && { summons: { ...state.summons, arrived: { ...data, at, by: actor.sub } } }),
});

/** What a summons leaves in the state of a case. */
export const SUMMONS_FOLDS = {
  HandlerSummoned: summoned,
  SummonsMissed: missed,
  HandlerCheckedIn: checkedIn,
} as const;
