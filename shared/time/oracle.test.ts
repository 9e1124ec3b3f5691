import { describe, expect, it } from 'vitest';
import { createCalendar } from './calendar.ts';
import { CLOSURES, Oracle } from './oracle.test-support.ts';
import {
  explanationAddsUp,
  firstDifference,
  PLAIN,
  randomCase,
  SEASONAL,
  seasonalClose,
} from './random-limits.test-support.ts';

const CASES = 10_000;
const halls = [
  {
    hall: 'one set of hours',
    calendar: createCalendar(PLAIN),
    oracle: new Oracle([], () => '18:00'),
    seed: 1,
  },
  {
    hall: 'summer hours and closed days',
    calendar: createCalendar(SEASONAL),
    oracle: new Oracle(CLOSURES, seasonalClose),
    seed: 1_000_001,
  },
];

describe.each(halls)('a hall with $hall', ({ calendar, oracle, seed }) => {
  it(`agrees with the naive day-by-day count in ${CASES} random cases`, { timeout: 120_000 }, () => {
    expect(firstDifference(calendar, oracle, seed, CASES)).toBeUndefined();
  });

  it('explains random limits so that the counting days sum to the limit', { timeout: 120_000 }, () => {
    const seeds = Array.from({ length: 2_000 }, (_, index) => seed + index);
    expect(seeds.filter((current) => !explanationAddsUp(calendar, randomCase(current)))).toEqual([]);
  });
});
