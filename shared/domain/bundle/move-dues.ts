import { ok } from '../../kernel/result.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import { duesOf } from '../case/dues.ts';
import type { Dues } from '../case/events.ts';
import { changesSince } from '../tenant/calendar-changes.ts';
import type { BundleRecord } from './commands.ts';
import type { Decision } from './refusals.ts';
import type { BundleState, OpenedBundle } from './state.ts';

/** The joint days by this calendar, if they are others than stand in the bundle (行政许可法 第82条). */
export const movedJointDues = (state: BundleState, calendar: WorkingCalendar): Dues | undefined => {
  const clock = state.status === 'none' ? undefined : state.clock;
  if (!clock || clock.endedAt !== undefined) return undefined;
  const dues = duesOf(calendar, { ...clock, pauses: [] });
  const stands = dues.promisedDue === clock.promisedDue && dues.statutoryDue === clock.statutoryDue;
  return stands ? undefined : dues;
};

/** The calendar has changed: both joint days are worked out anew; nothing moved, nothing is recorded. */
export const moveJointDues = (
  { calendar, changes }: Extract<BundleRecord, { type: 'move-dues' }>,
  state: OpenedBundle,
): Decision => {
  const moved = movedJointDues(state, calendar);
  const reason = changesSince(changes, state.clock?.datedAt ?? state.openedAt);
  return ok(moved ? [{ type: 'JointDuesMoved', data: { reason, ...moved } }] : []);
};
