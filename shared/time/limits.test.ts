import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochMsOf, instantAt, instantOf, type Day, type Instant } from '../kernel/instant.ts';
import { createCalendar } from './calendar.ts';
import { explainLimit } from './explain.ts';
import {
  announcedEnd,
  dueDay,
  elapsedDays,
  instantWhenRemaining,
  isOverdue,
  OpenPauseError,
  overdueFrom,
  remainingDays,
  type Limit,
  type Pause,
} from './limits.ts';
import { PLAIN, SEASONAL } from './random-limits.test-support.ts';

const calendar = createCalendar(PLAIN);
const at = (day: string, time = '10:00'): Instant => instantAt(day as Day, time);
const limit = (start: string, days: number, more: Partial<Limit> = {}): Limit => ({
  start: at(start),
  days,
  pauses: [],
  ...more,
});
const review = (from: Instant, to?: Instant): Pause =>
  to === undefined ? { from, reason: '专家评审' } : { from, to, reason: '专家评审' };

describe('worked examples', () => {
  it.each([
    ['T1: the one-time notice is due after five working days', limit('2026-09-18', 5), '2026-09-24'],
    ['T2: a decision over National Day', limit('2026-09-18', 20), '2026-10-22'],
    ['T3: a decision over Spring Festival', limit('2026-02-10', 20), '2026-03-16'],
    ['T4: T3 extended by ten days', limit('2026-02-10', 20, { extension: 10 }), '2026-03-30'],
    ['T5: joint handling', limit('2026-02-10', 45), '2026-04-21'],
    ['T6: T5 extended by fifteen days', limit('2026-02-10', 45, { extension: 15 }), '2026-05-14'],
    ['T7: delivery', limit('2026-09-29', 10), '2026-10-19'],
    ['T8: accepted on a make-up Saturday', limit('2026-10-10', 20), '2026-11-06'],
    ['T9: one day before the long holiday', limit('2026-09-30', 1), '2026-10-08'],
  ])('%s', (_, given, due) => {
    expect(dueDay(calendar, given)).toBe(due);
  });

  it.each([
    ['during the day', '10:00'],
    ['after close of business', '18:30'],
  ])('T10: an expert review that starts and ends %s does not count for ten days', (_, time) => {
    const pauses = [review(at('2026-03-10', time), at('2026-03-24', time))];
    const paused = limit('2026-03-02', 20, { pauses });
    expect(dueDay(calendar, limit('2026-03-02', 20))).toBe('2026-03-30');
    expect(dueDay(calendar, paused)).toBe('2026-04-14');
    expect(elapsedDays(calendar, paused, at('2026-03-24', '09:00'))).toBe(time === '18:30' ? 6 : 5);
    expect(elapsedDays(calendar, paused, at('2026-03-24', '23:00'))).toBe(6);
  });
});

describe('what counts', () => {
  it('第45条: counts a day if and only if the clock runs at its close of business', () => {
    const due = (from: Instant, to: Instant) =>
      dueDay(calendar, limit('2026-11-16', 3, { pauses: [review(from, to)] }));
    expect(dueDay(calendar, limit('2026-11-16', 3))).toBe('2026-11-19');
    expect(due(at('2026-11-17', '08:30'), at('2026-11-17', '17:59'))).toBe('2026-11-19');
    expect(due(at('2026-11-17', '08:30'), at('2026-11-17', '18:00'))).toBe('2026-11-19');
    expect(due(at('2026-11-17', '08:30'), at('2026-11-17', '18:01'))).toBe('2026-11-20');
    expect(due(at('2026-11-17', '18:01'), at('2026-11-18', '08:00'))).toBe('2026-11-19');
    expect(due(at('2026-11-17', '17:59'), at('2026-11-18', '08:00'))).toBe('2026-11-20');
  });

  it('does not count the day on which the limit starts, at whatever hour', () => {
    for (const time of ['00:00', '08:30', '17:59', '23:59']) {
      expect(dueDay(calendar, { start: at('2026-11-16', time), days: 1, pauses: [] })).toBe('2026-11-17');
    }
  });

  it('is due on the start day for 0 days, be it a day off', () => {
    expect(dueDay(calendar, limit('2026-11-16', 0))).toBe('2026-11-16');
    expect(dueDay(calendar, limit('2026-11-21', 0))).toBe('2026-11-21');
    expect(isOverdue(calendar, limit('2026-11-16', 0), at('2026-11-16', '23:59'))).toBe(false);
    expect(isOverdue(calendar, limit('2026-11-16', 0), at('2026-11-17', '00:00'))).toBe(true);
  });

  it('counts a day once that lies in two pauses', () => {
    const pauses = [
      review(at('2026-11-17'), at('2026-11-19')),
      { from: at('2026-11-18'), to: at('2026-11-20'), reason: '听证' },
    ];
    expect(dueDay(calendar, limit('2026-11-16', 3, { pauses }))).toBe('2026-11-24');
  });
});

describe('a pause that goes on', () => {
  const open = limit('2026-03-02', 20, { pauses: [review(at('2026-03-10'))] });

  it('第45条: moves the due day by exactly the announced working days', () => {
    const announced = announcedEnd(calendar, at('2026-03-10'), 10);
    expect(announced).toBe(at('2026-03-24', '00:00'));
    expect(dueDay(calendar, open, announced)).toBe('2026-04-14');
    const late = at('2026-03-10', '19:00');
    const startedLate = limit('2026-03-02', 20, { pauses: [review(late)] });
    expect(dueDay(calendar, startedLate, announcedEnd(calendar, late, 10))).toBe('2026-04-14');
  });

  it('has no due day as long as nobody says until when, unless the limit ended before', () => {
    expect(() => dueDay(calendar, open)).toThrow(OpenPauseError);
    expect(dueDay(calendar, { ...open, days: 3 })).toBe('2026-03-05');
  });

  it('keeps the clock still: nothing elapses and nothing becomes overdue', () => {
    expect(remainingDays(calendar, open, at('2026-03-10', '20:00'))).toBe(15);
    expect(remainingDays(calendar, open, at('2027-03-10'))).toBe(15);
    expect(isOverdue(calendar, open, at('2027-03-10'))).toBe(false);
  });

  it('does not heal a limit that was overdue before', () => {
    const given = limit('2026-03-02', 3, { pauses: [review(at('2026-03-10'))] });
    expect(isOverdue(calendar, given, at('2026-03-20'))).toBe(true);
    expect(remainingDays(calendar, given, at('2026-03-20'))).toBe(-2);
  });
});

describe('remaining days', () => {
  it('count down at each close of business, and below zero from 00:00 after the due day', () => {
    const given = limit('2026-11-17', 3); // due Friday 2026-11-20
    const remaining = [
      at('2026-11-17', '10:00'),
      at('2026-11-17', '23:00'),
      at('2026-11-18', '17:59'),
      at('2026-11-18', '18:00'),
      at('2026-11-20', '09:00'),
      at('2026-11-20', '18:00'),
      at('2026-11-21', '00:00'),
      at('2026-11-23', '17:00'),
      at('2026-11-23', '18:00'),
      at('2026-11-24', '18:00'),
    ].map((instant) => remainingDays(calendar, given, instant));
    expect(remaining).toEqual([3, 3, 3, 2, 1, 0, -1, -1, -1, -2]);
  });

  it('tell when to look again: the close at which so many are left, and the first overdue instant', () => {
    const given = limit('2026-11-17', 3);
    expect([3, 2, 1, 0].map((days) => instantWhenRemaining(calendar, given, days))).toEqual([
      given.start,
      at('2026-11-18', '18:00'),
      at('2026-11-19', '18:00'),
      at('2026-11-20', '18:00'),
    ]);
    expect(overdueFrom(calendar, given)).toBe(at('2026-11-21', '00:00'));
  });
});

const instants = fc
  .integer({ min: epochMsOf(at('2025-01-01')), max: epochMsOf(at('2026-10-01')) })
  .map((ms) => instantOf(Math.floor(ms / 60_000) * 60_000));
const pausesArb = fc.array(
  fc
    .record({ from: instants, minutes: fc.integer({ min: 0, max: 40_000 }) })
    .map(({ from, minutes }) => review(from, instantOf(epochMsOf(from) + minutes * 60_000))),
  { maxLength: 4 },
);
const daysArb = fc.integer({ min: 0, max: 90 });
const halls = [calendar, createCalendar(SEASONAL)];
const hallArb = fc.constantFrom(...halls);

describe('properties', () => {
  it('due days grow with the start', () => {
    fc.assert(
      fc.property(hallArb, instants, instants, daysArb, pausesArb, (hall, a, b, days, pauses) => {
        const [first, second] = a <= b ? [a, b] : [b, a];
        expect(
          dueDay(hall, { start: first, days, pauses }) <= dueDay(hall, { start: second, days, pauses }),
        ).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('due days grow with the length, and an extension is nothing but length', () => {
    fc.assert(
      fc.property(hallArb, instants, daysArb, daysArb, pausesArb, (hall, start, days, extension, pauses) => {
        const extended = dueDay(hall, { start, days, pauses, extension });
        expect(extended).toBe(dueDay(hall, { start, days: days + extension, pauses }));
        expect(extended >= dueDay(hall, { start, days, pauses })).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('due days grow with every further pause, whatever the order of the pauses', () => {
    fc.assert(
      fc.property(hallArb, instants, daysArb, pausesArb, pausesArb, (hall, start, days, pauses, more) => {
        const due = dueDay(hall, { start, days, pauses: [...pauses, ...more] });
        expect(due).toBe(dueDay(hall, { start, days, pauses: [...more, ...pauses].reverse() }));
        expect(due >= dueDay(hall, { start, days, pauses })).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('days paused at close of business never count, and the counting days sum to the limit', () => {
    fc.assert(
      fc.property(hallArb, instants, daysArb, pausesArb, (hall, start, days, pauses) => {
        const counting = explainLimit(hall, { start, days, pauses }).filter(({ counts }) => counts);
        expect(counting).toHaveLength(days);
        for (const { day } of counting) {
          const close = hall.closeOf(day);
          expect(hall.isWorkingDay(day)).toBe(true);
          expect(pauses.some(({ from, to }) => from <= close && to !== undefined && close < to)).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('remaining days are negative if and only if the limit is overdue, and never grow', () => {
    fc.assert(
      fc.property(
        hallArb,
        instants,
        daysArb,
        pausesArb,
        instants,
        instants,
        (hall, start, days, pauses, a, b) => {
          const given = { start, days, pauses };
          const [first, second] = a <= b ? [a, b] : [b, a];
          const remaining = remainingDays(hall, given, second);
          expect(remaining < 0).toBe(isOverdue(hall, given, second));
          expect(isOverdue(hall, given, second)).toBe(second >= overdueFrom(hall, given));
          expect(remaining <= remainingDays(hall, given, first)).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('a pause that ends before close of business of its day costs nothing', () => {
    fc.assert(
      fc.property(
        hallArb,
        instants,
        daysArb,
        fc.integer({ min: 0, max: 700 }),
        (hall, start, days, offset) => {
          const day = hall.addWorkingDays('2025-01-01' as Day, 1 + (offset % 400));
          const pause = review(instantAt(day, '08:00'), instantAt(day, '11:59'));
          expect(dueDay(hall, { start, days, pauses: [pause] })).toBe(
            dueDay(hall, { start, days, pauses: [] }),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});
