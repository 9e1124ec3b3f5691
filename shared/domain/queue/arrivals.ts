import { epochMsOf, type Instant } from '../../kernel/instant.ts';

/** Arrivals of the last half hour by five minutes: when these begin, and how many came. Oldest first. */
export type Arrivals = readonly (readonly [from: number, count: number])[];

const MINUTE_MS = 60_000;
const STEP_MS = 5 * MINUTE_MS;
/** Over so long the rate of arrivals is measured. */
export const MEASURED_MS = 30 * MINUTE_MS;

/** With one more; numbers printed while the line was cut come in late and not in their order. */
export const withArrival = (known: Arrivals, at: Instant): Arrivals => {
  const from = Math.floor(epochMsOf(at) / STEP_MS) * STEP_MS;
  const newest = Math.max(from, known.at(-1)?.[0] ?? from);
  const count = (known.find(([start]) => start === from)?.[1] ?? 0) + 1;
  return [...known.filter(([start]) => start !== from), [from, count] as const]
    .filter(([start]) => start > newest - MEASURED_MS)
    .toSorted(([left], [right]) => left - right);
};

/** How many came within the last half hour. */
export const countRecent = (known: Arrivals, now: Instant): number =>
  known.reduce((sum, [start, count]) => (start > epochMsOf(now) - MEASURED_MS ? sum + count : sum), 0);

/** What has been measured of the half hour, in milliseconds: less in the morning, never less than one step. */
export const measuredMs = (since: Instant | undefined, now: Instant): number => {
  const open = since === undefined ? 0 : epochMsOf(now) - epochMsOf(since);
  return Math.min(MEASURED_MS, Math.max(STEP_MS, open));
};
