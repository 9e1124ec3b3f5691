import { addBusinessDays } from 'date-fns';
import { instantOf, type Instant } from '../shared/kernel/instant.ts';
import { createCalendar } from '../shared/time/calendar.ts';
import { dueDay } from '../shared/time/limits.ts';
import { PLAIN } from '../shared/time/random-limits.test-support.ts';

/**
 * Due days a second beside `addBusinessDays` of date-fns, which knows weekends only. Both start from the same 50,000
 * instants; date-fns once from text to text, as the product needs it, and once between `Date` objects.
 * `node scripts/bench-time.ts`
 */
const STARTS = 50_000;
const ROUNDS = 7;
const MINUTE = 60_000;
const SHANGHAI_MS = 8 * 60 * MINUTE;
const starts: readonly Instant[] = Array.from({ length: STARTS }, (_, index) =>
  instantOf(Date.UTC(2025, 0, 1) + ((index * 7_919) % 730_000) * MINUTE),
);
const dates = starts.map((start) => new Date(start));
const calendar = createCalendar(PLAIN);
const pausesOf = (start: Instant) => {
  const from = Date.parse(start) + 3 * 1_440 * MINUTE;
  return [{ from: instantOf(from), to: instantOf(from + 14 * 1_440 * MINUTE), reason: '专家评审' }];
};
const pauses = starts.map(pausesOf);

/** Keeps results observable, so that no run is optimised away. */
let sink = 0;

const contenders: readonly { name: string; run: (index: number, days: number) => number }[] = [
  {
    name: 'dueDay, instant → day',
    run: (index, days) => dueDay(calendar, { start: starts[index] as Instant, days, pauses: [] }).length,
  },
  {
    name: 'dueDay with one pause',
    run: (index, days) =>
      dueDay(calendar, { start: starts[index] as Instant, days, pauses: pauses[index] ?? [] }).length,
  },
  {
    name: 'date-fns, instant → day',
    run: (index, days) => {
      const shifted = new Date(Date.parse(starts[index] as Instant) + SHANGHAI_MS);
      return addBusinessDays(shifted, days).toISOString().slice(0, 10).length;
    },
  },
  {
    name: 'date-fns, Date → Date',
    run: (index, days) => addBusinessDays(dates[index] as Date, days).getTime(),
  },
];

/** Best of some rounds, in calls a second of processor time: other programs on the machine do not count. */
const rate = (run: (index: number, days: number) => number, days: number): number => {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    for (let index = 0; index < STARTS; index += 1) sink += run(index, days);
    best = Math.min(best, process.cpuUsage(before).user);
  }
  return (STARTS / best) * 1_000_000;
};

console.log('calls a second, best of', ROUNDS, 'rounds of', STARTS);
for (const days of [5, 20, 60]) {
  for (const { name, run } of contenders) {
    console.log(
      `${String(days).padStart(3)} days  ${name.padEnd(26)} ${Math.round(rate(run, days)).toLocaleString('en')}`,
    );
  }
}
if (sink === 0) throw new Error('nothing was computed');
