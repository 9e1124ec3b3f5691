import { epochMsOf, type Instant } from '../../kernel/instant.ts';

/** Arrivals of late by steps of five minutes: when these begin, and how many came. Oldest first. */
export type Arrivals = readonly (readonly [from: number, count: number])[];

const MINUTE_MS = 60_000;
const STEP_MS = 5 * MINUTE_MS;
/** Over so long the rate of arrivals is measured, the step that runs included. */
const MEASURED_MS = 30 * MINUTE_MS;

const stepOf = (at: Instant): number => Math.floor(epochMsOf(at) / STEP_MS) * STEP_MS;

/** Where the first of the steps begins of which the last runs now. */
const firstStep = (now: Instant): number => stepOf(now) + STEP_MS - MEASURED_MS;

/** With one more; numbers printed while the line was cut come in late and not in their order. */
export const withArrival = (known: Arrivals, at: Instant): Arrivals => {
  const from = stepOf(at);
  const newest = Math.max(from, known.at(-1)?.[0] ?? from);
  const count = (known.find(([start]) => start === from)?.[1] ?? 0) + 1;
  return [...known.filter(([start]) => start !== from), [from, count] as const]
    .filter(([start]) => start > newest - MEASURED_MS)
    .toSorted(([left], [right]) => left - right);
};

/** How many came within the time that `measuredMs` tells. */
export const countRecent = (known: Arrivals, now: Instant): number =>
  known.reduce((sum, [start, count]) => (start >= firstStep(now) ? sum + count : sum), 0);

const openMs = (since: Instant | undefined, now: Instant): number =>
  since === undefined ? 0 : epochMsOf(now) - epochMsOf(since);

/**
 * How long the arrivals have been counted for, in milliseconds: 25 to 30 minutes, as far as the running step has come;
 * less in the morning, never less than one step.
 */
export const measuredMs = (since: Instant | undefined, now: Instant): number =>
  Math.min(epochMsOf(now) - firstStep(now), Math.max(STEP_MS, openMs(since, now)));

/** Whether the day has lasted for half an hour: before that, few arrivals mean little. */
export const isHalfHourOpen = (since: Instant | undefined, now: Instant): boolean =>
  openMs(since, now) >= MEASURED_MS;
