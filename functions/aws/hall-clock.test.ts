import { expect, test } from 'vitest';
import { instantOf, type Instant } from '../../shared/kernel/instant.ts';
import { fasterSince } from './hall-clock.ts';

const SINCE = '2026-11-23T01:00:00.000Z' as Instant;

test.each([
  ['2026-11-23T00:59:59.999Z', '2026-11-23T00:59:59.999Z'],
  [SINCE, SINCE],
  ['2026-11-23T01:00:04.000Z', '2026-11-24T01:00:00.000Z'],
])('at %s real time it is %s in a hall that lives a day in four seconds', (real, hall) => {
  const clock = fasterSince(SINCE, 21_600, { now: () => instantOf(Date.parse(real)) });
  expect(clock.now()).toBe(hall);
});
