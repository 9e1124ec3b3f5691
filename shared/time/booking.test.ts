import { describe, expect, it } from 'vitest';
import { instantAt, type Day } from '../kernel/instant.ts';
import { canBookHoliday, latestBookingDay, nextHoliday } from './booking.ts';
import { createCalendar } from './calendar.ts';
import { PLAIN } from './random-limits.test-support.ts';

const calendar = createCalendar(PLAIN);
const d = (text: string) => text as Day;

describe('365 service', () => {
  it('T11: the latest booking day before National Day 2026 is Monday 28 September', () => {
    expect(latestBookingDay(calendar, d('2026-10-01'))).toBe('2026-09-28');
  });

  it.each([
    ['2026-05-01', '2026-04-28'],
    ['2026-02-15', '2026-02-12'],
    ['2026-09-25', '2026-09-22'],
  ])('T12: the latest booking day before the holiday from %s is %s', (start, latest) => {
    expect(latestBookingDay(calendar, d(start))).toBe(latest);
  });

  it('E46: the booking deadline is three working days before the holiday, that day included', () => {
    const canBook = (day: string, time: string) =>
      canBookHoliday(calendar, d('2026-10-01'), instantAt(d(day), time));
    expect(canBook('2026-09-28', '23:59')).toBe(true);
    expect(canBook('2026-09-29', '00:00')).toBe(false);
  });
});

describe('the next holiday', () => {
  it.each([
    ['2026-09-20', { name: '中秋', first: '2026-09-25', last: '2026-09-27' }],
    ['2026-09-25', { name: '国庆节', first: '2026-10-01', last: '2026-10-07' }],
    ['2026-01-31', { name: '春节', first: '2026-02-15', last: '2026-02-23' }],
    ['2026-10-01', { name: '元旦', first: '2027-01-01', last: '2027-01-01' }],
  ])('after %s is read from the notice', (day, period) => {
    expect(nextHoliday(calendar, d(day))).toEqual(period);
  });

  it('is none when a hall recorded years without any', () => {
    const none = createCalendar({
      ...PLAIN,
      overrides: [2026, 2027].map((year) => ({ year, holidays: [], workdays: [] })),
    });
    expect(nextHoliday(none, d('2026-06-01'))).toBeUndefined();
  });
});
