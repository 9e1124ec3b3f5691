import type { MovedDays, ProcedureRun } from './events.ts';
import type { Fold } from './fold.ts';
import { daysOf } from './move-dues.ts';
import type { CaseClock, OpenedCase } from './state.ts';

/** A running clock goes on under a new epoch when one of its days has moved. */
const clockBy = (
  clock: CaseClock,
  { promisedDue = clock.promisedDue, statutoryDue = clock.statutoryDue }: MovedDays,
): CaseClock =>
  promisedDue === clock.promisedDue && statutoryDue === clock.statutoryDue
    ? clock
    : { ...clock, promisedDue, statutoryDue, epoch: clock.epoch + 1 };

const proceduresBy = (
  procedures: readonly ProcedureRun[],
  { procedureDue }: MovedDays,
): readonly ProcedureRun[] =>
  procedureDue === undefined
    ? procedures
    : procedures.map((run) => (run.finishedAt === undefined ? { ...run, due: procedureDue } : run));

const before = (state: OpenedCase, to: MovedDays): MovedDays =>
  Object.fromEntries(Object.entries(daysOf(state)).filter(([name]) => name in to));

export const duesMoved: Fold<'DuesMoved'> = (state, { reason, ...to }, { at }) => {
  const { received, clock, supplementRequest, decided, procedures, moves } = state;
  const { noticeDue, supplementDue, deliveryDue } = to;
  return {
    ...state,
    ...(noticeDue !== undefined && { received: { ...received, noticeDue } }),
    ...(clock && { clock: clockBy(clock, to) }),
    ...(supplementDue !== undefined &&
      supplementRequest && { supplementRequest: { ...supplementRequest, due: supplementDue } }),
    ...(deliveryDue !== undefined && decided && { decided: { ...decided, deliveryDue } }),
    procedures: proceduresBy(procedures, to),
    moves: Object.keys(to).length > 0 ? [...moves, { at, reason, from: before(state, to), to }] : moves,
  };
};
