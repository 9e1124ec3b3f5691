import { createCalendar } from '../shared/time/calendar.ts';
import { CLOSURES, Oracle } from '../shared/time/oracle.test-support.ts';
import {
  firstDifference,
  PLAIN,
  SEASONAL,
  seasonalClose,
} from '../shared/time/random-limits.test-support.ts';

/**
 * Compares the limits with the naive day-by-day count in many random cases, half of them in a hall with summer hours
 * and closed days: `node scripts/oracle-time.ts [count] [seed]`. Ends with 1 at the first difference.
 */
const [count = 1_000_000, seed = 1] = process.argv.slice(2).map(Number);
const halls = [
  { hall: 'one set of hours', calendar: createCalendar(PLAIN), oracle: new Oracle([], () => '18:00') },
  {
    hall: 'summer hours, closed days',
    calendar: createCalendar(SEASONAL),
    oracle: new Oracle(CLOSURES, seasonalClose),
  },
];

const half = Math.ceil(count / 2);
halls.forEach(({ hall, calendar, oracle }, index) => {
  const first = seed + index * half;
  const started = performance.now();
  const difference = firstDifference(calendar, oracle, first, half);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (difference) {
    console.error(`${hall}: differs`, JSON.stringify(difference, null, 2));
    process.exitCode = 1;
  } else {
    console.log(`${hall}: ${half} cases from seed ${first} agree with the day-by-day count (${seconds} s)`);
  }
});
