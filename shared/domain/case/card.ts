import type { Instant } from '../../kernel/instant.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import { remainingDays } from '../../time/limits.ts';
import { limitOf } from './dues.ts';
import type { CaseClock } from './state.ts';

export type Card = 'green' | 'yellow' | 'red';

/** When a case turns yellow: so many working days left, or such a share of the promise. A setting of the hall. */
export interface CardThresholds {
  readonly days: number;
  readonly share: number;
}

const DEFAULT_THRESHOLDS: CardThresholds = { days: 1, share: 0.2 };

/** The last moment at which the clock says something: a case that is over keeps its card. */
const asOf = ({ endedAt }: CaseClock, now: Instant): Instant =>
  endedAt !== undefined && endedAt < now ? endedAt : now;

/** Working days of the promise that are left, negative when it has passed. */
export const remainingOf = (clock: CaseClock, calendar: WorkingCalendar, now: Instant): number =>
  remainingDays(calendar, limitOf(clock, clock.promisedDays), asOf(clock, now));

/** 电子监察: red when the promise has passed, yellow when little of it is left. */
export const cardOf = (
  clock: CaseClock,
  calendar: WorkingCalendar,
  now: Instant,
  { days, share }: CardThresholds = DEFAULT_THRESHOLDS,
): Card => {
  const remaining = remainingOf(clock, calendar, now);
  if (remaining < 0) return 'red';
  const isClose = remaining <= days || remaining <= share * (clock.promisedDays + clock.extendedDays);
  return isClose ? 'yellow' : 'green';
};
