import { describe, expect, it } from 'vitest';
import type { Day } from '../kernel/instant.ts';
import { CalendarRulesError, createCalendar } from './calendar.ts';
import { CalendarRangeError } from './day-table.ts';
import { PLAIN, SEASONAL } from './random-limits.test-support.ts';
import { checkCalendarRules, type CalendarRules } from './rules.ts';

const d = (text: string) => text as Day;
const plain = createCalendar(PLAIN);
const seasonal = createCalendar(SEASONAL);

const workingDaysOf = (month: string): number => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  const before = new Date(Date.UTC(year, number - 1, 0)).toISOString().slice(0, 10);
  return plain.workingDaysBetween(d(before), d(last));
};

describe('working days of the published years', () => {
  it.each([
    [2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]],
    [2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]],
  ])('has the working days of the notices in each month of %i', (year, months) => {
    const counted = months.map((_, index) => workingDaysOf(`${year}-${String(index + 1).padStart(2, '0')}`));
    expect(counted).toEqual(months);
  });

  it.each([2025, 2026])('has 248 working days in %i', (year) => {
    expect(plain.workingDaysBetween(d(`${year - 1}-12-31`), d(`${year}-12-31`))).toBe(248);
  });
});

describe('why a day is worked or not', () => {
  it.each([
    ['2026-11-20', true, '工作日'],
    ['2026-11-21', false, '周末'],
    ['2026-10-03', false, '国庆节'],
    ['2026-10-10', true, '调休上班'],
    ['2026-02-15', false, '春节'],
  ])('第82条: says of %s that working is %s because of %s', (day, working, why) => {
    expect(plain.reasonOf(d(day))).toEqual({ working, why });
    expect(plain.isWorkingDay(d(day))).toBe(working);
  });

  it('takes a closed day out and tells why', () => {
    expect(seasonal.reasonOf(d('2026-01-22'))).toEqual({ working: false, why: '闭馆：大雪' });
    expect(seasonal.sessionsOf(d('2026-01-22'))).toEqual([]);
  });

  it('keeps a day that is closed half, with the other half of its hours', () => {
    expect(seasonal.reasonOf(d('2026-07-30'))).toEqual({ working: true, why: '工作日（下午闭馆：暴雨）' });
    expect(seasonal.sessionsOf(d('2026-07-30'))).toEqual([{ from: '08:00', to: '12:00' }]);
    expect(seasonal.closeOf(d('2026-07-30'))).toBe('2026-07-30T04:00:00.000Z');
    expect(seasonal.sessionsOf(d('2026-08-04'))).toEqual([{ from: '15:00', to: '18:00' }]);
  });

  it('cuts hours that run through noon when half a day is closed, and closes the day when both halves are', () => {
    const day = d('2026-11-20');
    const through: CalendarRules = {
      hours: [{ from: '09:00', to: '17:00' }],
      closures: [{ day, half: 'morning', reason: '停电' }],
    };
    expect(createCalendar(through).sessionsOf(day)).toEqual([{ from: '12:00', to: '17:00' }]);
    const both: CalendarRules = {
      ...through,
      closures: [
        { day, half: 'morning', reason: '停电' },
        { day, half: 'afternoon', reason: '停水' },
      ],
    };
    expect(createCalendar(both).reasonOf(day)).toEqual({ working: false, why: '闭馆：停电、停水' });
  });
});

describe('opening hours', () => {
  it('closes at the end of the last session, and at 24:00 on a day off', () => {
    expect(plain.closeOf(d('2026-11-20'))).toBe('2026-11-20T10:00:00.000Z');
    expect(plain.closeOf(d('2026-11-21'))).toBe('2026-11-21T16:00:00.000Z');
  });

  it('changes to the summer hours on their first day and back after their last', () => {
    const firstOpening = (day: string) => seasonal.sessionsOf(d(day))[0]?.from;
    expect(['2026-05-29', '2026-06-01', '2026-09-30', '2026-10-08'].map(firstOpening)).toEqual([
      '08:30',
      '08:00',
      '08:00',
      '08:30',
    ]);
  });

  it('knows weekdays with hours of their own, a make-up Saturday among them', () => {
    const calendar = createCalendar({
      ...PLAIN,
      weekdays: { '5': [{ from: '08:30', to: '12:00' }], '6': [{ from: '09:00', to: '16:00' }] },
    });
    expect(calendar.closeOf(d('2026-11-20'))).toBe('2026-11-20T04:00:00.000Z');
    expect(calendar.closeOf(d('2026-10-10'))).toBe('2026-10-10T08:00:00.000Z');
    expect(calendar.closeOf(d('2026-11-19'))).toBe('2026-11-19T10:00:00.000Z');
  });
});

describe('a year without a notice', () => {
  it('is provisional, keeps weekends and the festivals of fixed date off, and says so', () => {
    expect([2025, 2026, 2027].map((year) => plain.isProvisional(year))).toEqual([false, false, true]);
    expect(plain.reasonOf(d('2027-10-01'))).toEqual({ working: false, why: '国庆节（暂定）' });
    expect(plain.reasonOf(d('2027-10-04'))).toEqual({ working: true, why: '工作日（暂定）' });
    expect(plain.reasonOf(d('2027-10-10'))).toEqual({ working: false, why: '周末（暂定）' });
  });

  it('is settled by the hall’s own record of the notice', () => {
    const calendar = createCalendar({
      ...PLAIN,
      overrides: [
        {
          year: 2027,
          holidays: [{ day: d('2027-02-08'), name: '春节' }],
          workdays: [d('2027-02-13')],
        },
      ],
    });
    expect(calendar.isProvisional(2027)).toBe(false);
    expect(calendar.reasonOf(d('2027-02-08'))).toEqual({ working: false, why: '春节' });
    expect(calendar.reasonOf(d('2027-02-13'))).toEqual({ working: true, why: '调休上班' });
    expect(calendar.reasonOf(d('2027-10-01'))).toEqual({ working: true, why: '工作日' });
  });

  it('lets the hall’s record of a published year replace the published one', () => {
    const calendar = createCalendar({ ...PLAIN, overrides: [{ year: 2026, holidays: [], workdays: [] }] });
    expect(calendar.reasonOf(d('2026-10-01'))).toEqual({ working: true, why: '工作日' });
    expect(calendar.reasonOf(d('2026-10-10'))).toEqual({ working: false, why: '周末' });
    expect(calendar.reasonOf(d('2025-10-01'))).toEqual({ working: false, why: '国庆节' });
  });
});

describe('stepping by working days', () => {
  it('begins and ends years on their own days, leap years and centuries among them', () => {
    for (const year of [1949, 1969, 1970, 1972, 1999, 2000, 2024, 2026, 2028, 2100, 2400, 9998]) {
      const { first, labels } = plain.table.year(year);
      expect([labels[0], labels.at(-1)]).toEqual([`${year}-01-01`, `${year}-12-31`]);
      expect([plain.table.dayAt(first), plain.table.dayAt(first + labels.length - 1)]).toEqual([
        labels[0],
        labels.at(-1),
      ]);
    }
  });

  it('ends with a fault outside the calendar', () => {
    expect(() => plain.isWorkingDay(d('1948-12-31'))).toThrow(CalendarRangeError);
  });

  it('steps forward and back, over the turn of the year, and stays for 0', () => {
    expect(plain.addWorkingDays(d('2025-12-31'), 1)).toBe('2026-01-04');
    expect(plain.addWorkingDays(d('2026-01-04'), -1)).toBe('2025-12-31');
    expect(plain.addWorkingDays(d('2026-01-01'), -1)).toBe('2025-12-31');
    expect(plain.addWorkingDays(d('2026-01-04'), -249)).toBe('2024-12-31');
    expect(plain.addWorkingDays(d('2026-11-21'), 0)).toBe('2026-11-21');
  });

  it('undoes every step between working days by the step back', () => {
    const start = d('2025-06-03');
    for (let count = 0; count <= 600; count += 1) {
      const there = plain.addWorkingDays(start, count);
      expect(plain.addWorkingDays(there, -count)).toBe(start);
      expect(plain.workingDaysBetween(start, there)).toBe(count);
    }
  });
});

describe('rules of a calendar', () => {
  it('survive a journey as JSON', () => {
    const copy = JSON.parse(JSON.stringify(SEASONAL)) as CalendarRules;
    expect(createCalendar(copy).reasonOf(d('2026-01-22'))).toEqual(seasonal.reasonOf(d('2026-01-22')));
  });

  it.each<[string, CalendarRules, string]>([
    ['no hours', { hours: [] }, 'hours'],
    ['hours that overlap', { hours: [...PLAIN.hours, { from: '17:00', to: '19:00' }] }, 'hours'],
    ['hours that run backwards', { hours: [{ from: '12:00', to: '08:30' }] }, 'hours'],
    ['a time that is none', { hours: [{ from: '8:30', to: '24:30' }] }, 'hours'],
    ['an empty weekday', { ...PLAIN, weekdays: { '5': [] } }, 'weekdays.5'],
    [
      'a summer of no dates',
      { ...PLAIN, summer: { from: '02-30', to: '09-30', hours: PLAIN.hours } },
      'summer',
    ],
    [
      'a day of another year',
      { ...PLAIN, overrides: [{ year: 2027, holidays: [], workdays: [d('2026-10-10')] }] },
      'overrides[0]',
    ],
    [
      'a day both off and worked',
      {
        ...PLAIN,
        overrides: [
          { year: 2027, holidays: [{ day: d('2027-02-13'), name: '春节' }], workdays: [d('2027-02-13')] },
        ],
      },
      'overrides[0]',
    ],
    [
      'a year twice',
      { ...PLAIN, overrides: [2027, 2027].map((year) => ({ year, holidays: [], workdays: [] })) },
      'overrides',
    ],
    [
      'a closed day that is none',
      { ...PLAIN, closures: [{ day: d('2026-02-30'), reason: '大雪' }] },
      'closures[0]',
    ],
  ])('are refused for %s', (_, rules, path) => {
    const result = checkCalendarRules(rules);
    expect(result.ok ? undefined : [result.refusal.code, result.refusal.errors?.[0]?.path]).toEqual([
      'invalid-calendar',
      path,
    ]);
    expect(() => createCalendar(rules)).toThrow(CalendarRulesError);
  });
});
