import { instantOf, type Instant } from '../kernel/instant.ts';
import type { WorkingCalendar } from './calendar.ts';
import { explainLimit } from './explain.ts';
import { dueDay, elapsedDays, isOverdue, remainingDays, type Limit, type Pause } from './limits.ts';
import { CLOSURES, type Oracle, type OracleAnswer } from './oracle.test-support.ts';
import type { CalendarRules } from './rules.ts';

/** Two halls: one keeps one set of hours the year round, the other has summer hours and closed days. */
export const PLAIN: CalendarRules = {
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '14:30', to: '18:00' },
  ],
};

export const SEASONAL: CalendarRules = {
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '14:00', to: '17:30' },
  ],
  summer: {
    from: '06-01',
    to: '09-30',
    hours: [
      { from: '08:00', to: '12:00' },
      { from: '15:00', to: '18:00' },
    ],
  },
  closures: CLOSURES,
};

export const seasonalClose = (date: string): string =>
  date >= '06-01' && date <= '09-30' ? '18:00' : '17:30';

export interface RandomCase {
  readonly limit: Limit;
  readonly asOf: Instant;
  readonly assumedEnd: Instant | undefined;
}

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const FIRST = Date.UTC(2025, 0, 1);

/** mulberry32: a small seeded generator, so that a failing case can be told and repeated. */
const generator = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

/** Minutes are drawn anywhere in the day, and often exactly on a closing time. */
const instantWithin = (random: (below: number) => number, fromMs: number, days: number): number => {
  const day = Math.floor(fromMs / DAY) * DAY + random(days) * DAY;
  const onTheBell = [9.5, 10, 16][random(12)];
  return onTheBell === undefined ? day + random(1_440) * MINUTE : day + onTheBell * 60 * MINUTE;
};

const pauseFrom = (random: (below: number) => number, startMs: number, isOpen: boolean): Pause => {
  const from = instantWithin(random, startMs, 60);
  const to = from + random(25 * 1_440) * MINUTE;
  const pause = { from: instantOf(from), reason: '专家评审' };
  return isOpen ? pause : { ...pause, to: instantOf(to) };
};

export const randomCase = (seed: number): RandomCase => {
  const random = generator(seed);
  const startMs = instantWithin(random, FIRST, 600);
  const opens = random(4) === 0;
  const pauses = Array.from({ length: random(4) }, (_, index) =>
    pauseFrom(random, startMs, opens && index === 0),
  );
  const limit: Limit = {
    start: instantOf(startMs),
    days: random(61),
    pauses,
    ...(random(3) === 0 ? { extension: random(16) } : {}),
  };
  const lastFrom = Math.max(startMs, ...pauses.map(({ from }) => Date.parse(from)));
  return {
    limit,
    asOf: instantOf(instantWithin(random, startMs, 150)),
    assumedEnd: opens ? instantOf(lastFrom + random(30 * 1_440) * MINUTE) : undefined,
  };
};

/** What the real implementation says about a case, in the oracle's terms. */
const answerOf = (calendar: WorkingCalendar, { limit, asOf, assumedEnd }: RandomCase): OracleAnswer => ({
  due: dueDay(calendar, limit, assumedEnd),
  elapsed: elapsedDays(calendar, limit, asOf),
  remaining: remainingDays(calendar, limit, asOf),
  overdue: isOverdue(calendar, limit, asOf),
});

/** The first difference between both implementations in `count` cases from `seed` on, or none. */
export const firstDifference = (
  calendar: WorkingCalendar,
  oracle: Oracle,
  seed: number,
  count: number,
): { seed: number; case: RandomCase; expected: OracleAnswer; actual: OracleAnswer } | undefined => {
  for (let current = seed; current < seed + count; current += 1) {
    const drawn = randomCase(current);
    const expected = oracle.answer(drawn.limit, drawn.asOf, drawn.assumedEnd);
    const actual = answerOf(calendar, drawn);
    if (JSON.stringify(expected) !== JSON.stringify(actual))
      return { seed: current, case: drawn, expected, actual };
  }
  return undefined;
};

/** Whether the explanation of a case adds up: as many counting days as the limit has, the last of them the due day. */
export const explanationAddsUp = (
  calendar: WorkingCalendar,
  { limit, asOf, assumedEnd }: RandomCase,
): boolean => {
  const options = assumedEnd === undefined ? { until: asOf } : { until: asOf, assumedEnd };
  const counting = explainLimit(calendar, limit, options).filter(({ counts }) => counts);
  const total = limit.days + (limit.extension ?? 0);
  return (
    counting.length === total && (total === 0 || counting.at(-1)?.day === dueDay(calendar, limit, assumedEnd))
  );
};
