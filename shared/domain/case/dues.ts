import { dayOf, type Day, type Instant } from '../../kernel/instant.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import { dueDay, type Pause } from '../../time/limits.ts';
import type { MatterVersion } from '../matter/matter.ts';
import type { Dues } from './events.ts';
import { limitsOf } from './limits.ts';

/** 行政许可法 第32条 第四项: everything that is missing is told within five working days. */
export const NOTICE_DAYS = 5;
/** 行政许可法 第44条: the result is delivered within ten working days of the decision. */
export const DELIVERY_DAYS = 10;
/** How long the applicant may take to supplement unless the notice says otherwise. */
export const SUPPLEMENT_DAYS = 15;

/** 行政许可法 第42条: twenty days, by 第26条 forty-five for cases that several departments handle together. */
const STATUTORY_DAYS = 20;
const JOINT_STATUTORY_DAYS = 45;
/** 行政许可法 第42条: the one extension. */
const EXTENSION_DAYS = 10;
const JOINT_EXTENSION_DAYS = 15;

export const maxExtension = ({ caseType }: MatterVersion): number =>
  caseType === '联办件' ? JOINT_EXTENSION_DAYS : EXTENSION_DAYS;

/** Both limits of a matter in working days. */
export const limitDaysOf = ({
  caseType,
  promisedDays,
  statutoryDays,
}: MatterVersion): { readonly promisedDays: number; readonly statutoryDays: number } => ({
  promisedDays,
  statutoryDays: statutoryDays ?? (caseType === '联办件' ? JOINT_STATUTORY_DAYS : STATUTORY_DAYS),
});

/** The day that ends `days` working days after today; today does not count (行政许可法 第82条). */
export const dueAfter = (calendar: WorkingCalendar, now: Instant, days: number): Day =>
  calendar.addWorkingDays(dayOf(now), days);

export const noticeDue = (calendar: WorkingCalendar, receivedAt: Instant): Day =>
  dueAfter(calendar, receivedAt, NOTICE_DAYS);
export const deliveryDue = (calendar: WorkingCalendar, decidedAt: Instant): Day =>
  dueAfter(calendar, decidedAt, DELIVERY_DAYS);

/** A day is over for what is due on it: its close of business has passed. */
export const hasPassed = (calendar: WorkingCalendar, day: Day, now: Instant): boolean =>
  now > calendar.closeOf(day);

/** Both due days. A pause that is still open is taken to last until `assumedEnd`. */
export const duesOf = (
  calendar: WorkingCalendar,
  clock: Parameters<typeof limitsOf>[0],
  assumedEnd?: Instant,
): Dues => {
  const { promised, statutory } = limitsOf(clock);
  return {
    promisedDue: dueDay(calendar, promised, assumedEnd),
    statutoryDue: dueDay(calendar, statutory, assumedEnd),
  };
};

/** The pauses with the open one closed at `at`. */
export const closePauses = (pauses: readonly Pause[], at: Instant): readonly Pause[] =>
  pauses.map((pause) => (pause.to === undefined ? { ...pause, to: at } : pause));
