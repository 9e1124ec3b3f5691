import {
  dayNumberAt,
  dayNumberOf,
  epochMsOf,
  instantAt,
  instantOf,
  type Day,
  type Instant,
} from '../kernel/instant.ts';
import type { WorkingCalendar } from './calendar.ts';

const MINUTE_MS = 60_000;

/** Opening hours of a day in milliseconds since 1970. */
const spansOf = (calendar: WorkingCalendar, day: Day): { from: number; to: number }[] =>
  calendar
    .sessionsOf(day)
    .map(({ from, to }) => ({ from: epochMsOf(instantAt(day, from)), to: epochMsOf(instantAt(day, to)) }));

/**
 * Minutes of the hall's working time from one instant to a later one, not rounded; 0 when `to` is not later.
 * Minutes run only while the hall is open (X11).
 */
export const workingMinutesBetween = (calendar: WorkingCalendar, from: Instant, to: Instant): number => {
  const start = epochMsOf(from);
  const end = epochMsOf(to);
  let ms = 0;
  for (let day = dayNumberAt(from); day <= dayNumberAt(to); day += 1) {
    for (const span of spansOf(calendar, calendar.table.dayAt(day))) {
      ms += Math.max(0, Math.min(end, span.to) - Math.max(start, span.from));
    }
  }
  return ms / MINUTE_MS;
};

/**
 * The instant at which `minutes` (0 or more) of the hall's working time have run since `from`: 20 minutes from 11:50
 * end at 14:40 when the hall rests from 12:00 to 14:30 (X11). 0 minutes end at once.
 */
export const addWorkingMinutes = (calendar: WorkingCalendar, from: Instant, minutes: number): Instant => {
  if (minutes <= 0) return from;
  const start = epochMsOf(from);
  let rest = minutes * MINUTE_MS;
  let day = dayNumberAt(from);
  for (;;) {
    for (const span of spansOf(calendar, calendar.table.dayAt(day))) {
      const open = Math.max(start, span.from);
      if (open + rest <= span.to) return instantOf(open + rest);
      rest -= Math.max(0, span.to - open);
    }
    day = dayNumberOf(calendar.addWorkingDays(calendar.table.dayAt(day), 1));
  }
};
