import { movedJointDues } from '../../shared/domain/bundle/move-dues.ts';
import { bundleAggregate } from '../../shared/domain/bundle/decide.ts';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import type { CaseCommand } from '../../shared/domain/case/commands.ts';
import { nextStep, type ClockAct } from '../../shared/domain/case/next-step.ts';
import type { CaseState } from '../../shared/domain/case/state.ts';
import { consultationAggregate } from '../../shared/domain/consultation/consultation.ts';
import { matterAggregate } from '../../shared/domain/matter/decide.ts';
import {
  isRunning,
  nextDutyStep,
  type Duty,
  type DutyAct,
  type DutyCommand,
} from '../../shared/domain/supervision/duty.ts';
import { limitClock, type LimitClock, type Occasion } from './limits.ts';

const caseCommand = (
  act: ClockAct,
  state: CaseState,
  { hall, now, actor }: Occasion,
  anew = false,
): CaseCommand => {
  const department = state.status === 'none' ? '' : state.received.matter.department;
  const context = { now, actor, ...hall.contextOf(department) };
  return act === 'move-dues'
    ? { ...context, type: act, changes: hall.calendarChanges, anew }
    : { ...context, type: act };
};

/** 办件: all limits of a case. */
export const caseClock: LimitClock<CaseState> = limitClock(caseAggregate, {
  stretchOf: (state) => (state.status === 'none' ? undefined : state),
  nextStep,
  commandOf: caseCommand,
  anew: (state, occasion) => caseCommand('move-dues', state, occasion, true),
});

const dutyCommand = (act: DutyAct, { hall, now }: Occasion, anew = false): DutyCommand => {
  const context = { now, calendar: hall.calendar, cards: hall.settings.cards };
  return act === 'move-due'
    ? { ...context, type: act, changes: hall.calendarChanges, anew }
    : { ...context, type: act };
};

const runningOf = (duty: Duty | undefined): Duty | undefined => (isRunning(duty) ? duty : undefined);

/** The rules of a stream that holds one duty at a time. */
const dutyRules = <State>(dutyOf: (state: State) => Duty | undefined) => ({
  stretchOf: (state: State) => runningOf(dutyOf(state)),
  nextStep: (state: State, ...around: Tail<Parameters<typeof nextDutyStep>>) => {
    const duty = runningOf(dutyOf(state));
    return duty ? nextDutyStep(duty, ...around) : {};
  },
  commandOf: (act: DutyAct, _state: State, occasion: Occasion): DutyCommand => dutyCommand(act, occasion),
  anew: (_state: State, occasion: Occasion): DutyCommand => dutyCommand('move-due', occasion, true),
});
type Tail<All extends readonly unknown[]> = All extends readonly [unknown, ...infer Rest] ? Rest : never;

/** 联办件: its cases have the cards; the joint days follow the calendar. */
const bundleClock = limitClock(bundleAggregate, {
  stretchOf: (state) =>
    state.status === 'none' || !state.clock || state.clock.endedAt !== undefined
      ? undefined
      : { stretch: 0, datedAt: state.clock.datedAt },
  nextStep: (state, calendar) => (movedJointDues(state, calendar) ? { due: 'move-dues' as const } : {}),
  commandOf: (type, _state, { hall }) => ({
    type,
    calendar: hall.calendar,
    changes: hall.calendarChanges,
  }),
});

/** Every stream beside the cases that has a limit, by the name of its aggregate. */
export const OTHER_CLOCKS = {
  /** C16: the answer to a question. */
  consultation: limitClock(
    consultationAggregate,
    dutyRules((state) => (state.status === 'none' ? undefined : state.duty)),
  ),
  /** C10, E34: the change of a guide. */
  matter: limitClock(
    matterAggregate,
    dutyRules(({ change }) => change?.duty),
  ),
  bundle: bundleClock,
} as const;
