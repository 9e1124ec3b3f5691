import type { Instant } from '../../kernel/instant.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import { remainingDays, type Limit } from '../../time/limits.ts';
import { CARD_LEVELS, DEFAULT_CARDS, type CardRule, type CardTrigger } from '../supervision/card-rules.ts';
import { limitsOf } from './limits.ts';
import type { CaseClock } from './state.ts';

export type Card = 'green' | 'yellow' | 'red';

/** The last moment at which the clock says something: a case that is over keeps its card. */
const asOf = ({ endedAt }: CaseClock, now: Instant): Instant =>
  endedAt !== undefined && endedAt < now ? endedAt : now;

/** Working days of the promise that are left, negative when it has passed. */
export const remainingOf = (clock: CaseClock, calendar: WorkingCalendar, now: Instant): number =>
  remainingDays(calendar, limitsOf(clock).promised, asOf(clock, now));

/** How many days left of a limit are little; the whole of a limit never is. */
export const littleOf = (
  { days, extension = 0 }: Pick<Limit, 'days' | 'extension'>,
  trigger: { readonly days: number; readonly percent: number },
): number => {
  const total = days + extension;
  return Math.min(Math.max(trigger.days, Math.floor((total * trigger.percent) / 100)), total - 1);
};

/** Whether a trigger holds by the days alone; how long a card has been up, the log knows and not the clock. */
const holds = (trigger: CardTrigger, clock: CaseClock, calendar: WorkingCalendar, now: Instant): boolean => {
  if (trigger.kind === 'uncured') return false;
  const { promised, statutory } = limitsOf(clock);
  const limit = trigger.of === 'promise' ? promised : statutory;
  const left = remainingDays(calendar, limit, asOf(clock, now));
  if (trigger.kind === 'passed') return left < 0;
  const little = littleOf(limit, trigger);
  return little >= 0 && left <= little;
};

/**
 * 电子监察: the card of a case as of `now` by the hall's own levels, everything above yellow being red; one that is over
 * keeps the card it ended with.
 */
export const cardOf = (
  clock: CaseClock,
  calendar: WorkingCalendar,
  now: Instant,
  rules: readonly CardRule[] = DEFAULT_CARDS,
): Card => {
  const up = rules.filter(({ when }) => when.some((trigger) => holds(trigger, clock, calendar, now)));
  if (up.length === 0) return 'green';
  return up.every(({ level }) => level === CARD_LEVELS[0]) ? 'yellow' : 'red';
};
