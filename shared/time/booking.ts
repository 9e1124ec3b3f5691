import { dayNumberOf, dayOf, type Day, type Instant } from '../kernel/instant.ts';
import type { WorkingCalendar } from './calendar.ts';

/** Consecutive days off of a year's notice, named after the first; two festivals that meet are one period. */
export interface HolidayPeriod {
  readonly name: string;
  readonly first: Day;
  readonly last: Day;
}

/** How far ahead to look for a festival; there is at least one in any twelve months. */
const SEARCH_DAYS = 366;

/** 驻马店六(一): apply three working days before the statutory holiday. */
export const HOLIDAY_BOOKING_DAYS = 3;

/** The next period of a notice that starts after `day`, from its first to its last festival day. */
export const nextHoliday = ({ table }: WorkingCalendar, day: Day): HolidayPeriod | undefined => {
  const after = dayNumberOf(day);
  for (let number = after + 1; number <= after + SEARCH_DAYS; number += 1) {
    const name = table.facts(number).festival;
    if (name === undefined || table.facts(number - 1).festival !== undefined) continue;
    let last = number;
    while (table.facts(last + 1).festival !== undefined) last += 1;
    return { name, first: table.dayAt(number), last: table.dayAt(last) };
  }
  return undefined;
};

/** The last day on which service inside a holiday (365服务, E46) can be booked: `days` working days before it starts. */
export const latestBookingDay = (
  calendar: WorkingCalendar,
  holidayStart: Day,
  days: number = HOLIDAY_BOOKING_DAYS,
): Day => calendar.addWorkingDays(holidayStart, -days);

/** Whether service inside the holiday can still be booked; the last day counts until 24:00. */
export const canBookHoliday = (
  calendar: WorkingCalendar,
  holidayStart: Day,
  now: Instant,
  days: number = HOLIDAY_BOOKING_DAYS,
): boolean => dayOf(now) <= latestBookingDay(calendar, holidayStart, days);
