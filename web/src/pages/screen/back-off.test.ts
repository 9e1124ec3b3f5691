import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, ref } from 'vue';
import { keepReading, pauseAfter } from './back-off.ts';

describe('reading again', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('waits longer after each failure, two minutes at most', () => {
    expect([0, 1, 2, 3, 4, 9].map((failures) => pauseAfter(10_000, failures))).toEqual([
      10_000, 20_000, 40_000, 80_000, 120_000, 120_000,
    ]);
  });

  it('asks every ten seconds, seldom while the line is cut, and no more once the page is gone', async () => {
    const isFailing = ref(false);
    let reads = 0;
    const scope = effectScope();
    const read = (): Promise<void> => {
      reads += 1;
      return Promise.resolve();
    };
    scope.run(() => keepReading(read, isFailing, 10_000));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reads).toBe(6);
    isFailing.value = true;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(reads).toBeLessThan(15);
    isFailing.value = false;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(reads).toBeGreaterThan(8);
    scope.stop();
    const last = reads;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reads).toBe(last);
  });
});
