import type { Instant } from '../../kernel/instant.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import { remainingDays } from '../../time/limits.ts';
import { limitsOf } from './limits.ts';
import type { CaseClock } from './state.ts';

export type Card = 'green' | 'yellow' | 'red';

/** When a case turns yellow: so many working days left, or such a share of the promise. A setting of the hall. */
interface CardThresholds {
  readonly days: number;
  readonly share: number;
}

const DEFAULT_THRESHOLDS: CardThresholds = { days: 1, share: 0.2 };

/** The last moment at which the clock says something: a case that is over keeps its card. */
const asOf = ({ endedAt }: CaseClock, now: Instant): Instant =>
  endedAt !== undefined && endedAt < now ? endedAt : now;

/** Working days of the promise that are left, negative when it has passed. */
export const remainingOf = (clock: CaseClock, calendar: WorkingCalendar, now: Instant): number =>
  remainingDays(calendar, limitsOf(clock).promised, asOf(clock, now));

/** 电子监察, of the working days that are left of a promise: red when it has passed, yellow when little is left. */
export const cardOfRemaining = (
  remaining: number,
  promisedDays: number,
  { days, share }: CardThresholds = DEFAULT_THRESHOLDS,
): Card => {
  if (remaining < 0) return 'red';
  return remaining <= days || remaining <= share * promisedDays ? 'yellow' : 'green';
};

/** The card of a case as of `now`; one that is over keeps the card it ended with. */
export const cardOf = (
  clock: CaseClock,
  calendar: WorkingCalendar,
  now: Instant,
  thresholds: CardThresholds = DEFAULT_THRESHOLDS,
): Card =>
  cardOfRemaining(remainingOf(clock, calendar, now), clock.promisedDays + clock.extendedDays, thresholds);
