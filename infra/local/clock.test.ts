import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { epochMsOf, type Instant } from '../../shared/kernel/instant.ts';
import { localClock } from './clock.ts';

const NINE = '2026-11-23T01:00:00.000Z' as Instant;

let dir: string;
let real = 0;
const clockAt = (options: { start?: Instant; speed?: number } = {}) =>
  localClock({ file: join(dir, 'clock'), speed: 1, realNow: () => real, ...options });

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'clock-'));
  real = epochMsOf('2026-11-22T00:00:00.000Z' as Instant);
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('the local clock', () => {
  test('starts at the real time and runs with it', () => {
    const clock = clockAt();
    real += 1_500;
    expect(clock.now()).toBe('2026-11-22T00:00:01.500Z');
  });

  test('starts where it is told and runs as fast as it is told', () => {
    const clock = clockAt({ start: NINE, speed: 3600 });
    real += 1_000;
    expect(clock.now()).toBe('2026-11-23T02:00:00.000Z');
  });

  test('goes on from where it stopped, and not from an earlier start', () => {
    const first = clockAt({ start: NINE });
    real += 60_000;
    first.close();
    expect(clockAt({ start: NINE }).now() >= '2026-11-23T01:01:00.000Z').toBe(true);
    expect(clockAt().now() >= '2026-11-23T01:01:00.000Z').toBe(true);
  });

  test('a later start is taken', () => {
    clockAt({ start: NINE }).close();
    expect(clockAt({ start: '2026-12-01T01:00:00.000Z' as Instant }).now()).toBe('2026-12-01T01:00:00.000Z');
  });

  test('stands still while the clock of the machine is set back', () => {
    const clock = clockAt();
    real += 1_000;
    const before = clock.now();
    real -= 3_600_000;
    expect(clock.now()).toBe(before);
  });

  test('never goes backwards, whenever and however often the process is killed', () => {
    const step = fc.record({ pass: fc.integer({ min: -10_000, max: 1_000_000 }), isKilled: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.constantFrom(1, 60, 86_400), (steps, speed) => {
        rmSync(join(dir, 'clock'), { force: true });
        let clock = clockAt({ speed });
        let latest = clock.now();
        for (const { pass, isKilled } of steps) {
          real += pass;
          if (isKilled) clock = clockAt({ speed });
          const now = clock.now();
          expect(now >= latest).toBe(true);
          latest = now;
        }
      }),
      { numRuns: 30 },
    );
  });
});
