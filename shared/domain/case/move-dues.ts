import { ok } from '../../kernel/result.ts';
import type { Day } from '../../kernel/instant.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import { announcedEnd } from '../../time/limits.ts';
import { changesSince } from '../tenant/calendar-changes.ts';
import type { CaseCommand } from './commands.ts';
import { deliveryDue, dueAfter, duesOf, noticeDue } from './dues.ts';
import type { MovedDays } from './events.ts';
import type { Decision } from './refusals.ts';
import { runningProcedure, type OpenedCase } from './state.ts';
import { awaitsNotice } from './watched.ts';

type CommandOf<Type extends CaseCommand['type']> = Extract<CaseCommand, { type: Type }>;

/** 民法典 第203条: a day that was told to the applicant and is no working day any more gives way to the next one. */
const onWorkingDay = (calendar: WorkingCalendar, day: Day): Day =>
  calendar.isWorkingDay(day) ? day : calendar.addWorkingDays(day, 1);

const handlingDues = (state: OpenedCase, calendar: WorkingCalendar): MovedDays => {
  const { clock } = state;
  if (!clock || clock.endedAt !== undefined) return {};
  const run = runningProcedure(state);
  const until = run?.stopsClock ? announcedEnd(calendar, run.startedAt, run.days) : undefined;
  return duesOf(calendar, clock, until);
};

/** The days of all limits that still run, by this calendar. */
const daysBy = (state: OpenedCase, calendar: WorkingCalendar): MovedDays => {
  const { status, receivedAt, supplementRequest, decided } = state;
  const run = status === 'in-procedure' ? runningProcedure(state) : undefined;
  const awaitsDelivery = status === 'decided' || status === 'produced';
  return {
    ...(awaitsNotice(state) && { noticeDue: noticeDue(calendar, receivedAt) }),
    ...(status === 'supplement-requested' &&
      supplementRequest && { supplementDue: onWorkingDay(calendar, supplementRequest.due) }),
    ...handlingDues(state, calendar),
    ...(run && { procedureDue: dueAfter(calendar, run.startedAt, run.days) }),
    ...(awaitsDelivery && decided && { deliveryDue: deliveryDue(calendar, decided.at) }),
  };
};

/** The days as they stand in the case. */
export const daysOf = (state: OpenedCase): MovedDays => {
  const { received, supplementRequest, clock, decided } = state;
  const run = runningProcedure(state);
  return {
    noticeDue: received.noticeDue,
    ...(supplementRequest && { supplementDue: supplementRequest.due }),
    ...(clock && { promisedDue: clock.promisedDue, statutoryDue: clock.statutoryDue }),
    ...(run && { procedureDue: run.due }),
    ...(decided && { deliveryDue: decided.deliveryDue }),
  };
};

/** Days of running limits that end elsewhere by this calendar than they stand in the case; none: nothing has moved. */
export const movedDays = (state: OpenedCase, calendar: WorkingCalendar): MovedDays | undefined => {
  const known = daysOf(state);
  const moved = Object.entries(daysBy(state, calendar)).filter(
    ([name, day]) => known[name as keyof MovedDays] !== day,
  );
  return moved.length > 0 ? Object.fromEntries(moved) : undefined;
};

/**
 * 工作日历调整: every day of a running limit is worked out anew (行政许可法 第82条); nothing moved, nothing is recorded.
 * `anew`: no day has moved, but a warning comes earlier than the clock waits for; it begins to wait anew.
 */
export const moveDues = (
  { calendar, changes, anew }: CommandOf<'move-dues'>,
  state: OpenedCase,
): Decision => {
  const moved = movedDays(state, calendar);
  if (!moved && !anew) return ok([]);
  return ok([{ type: 'DuesMoved', data: { reason: changesSince(changes, state.datedAt), ...moved } }]);
};
