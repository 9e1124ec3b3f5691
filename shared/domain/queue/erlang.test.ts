import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erlangC, meanWaitOf } from './erlang.ts';

/** A reproducible stream of numbers between 0 and 1 (mulberry32). */
const randomFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Mean wait of so many arrivals at windows that take the first one in line. */
const simulated = (arrivalRate: number, serviceTime: number, servers: number, arrivals: number): number => {
  const random = randomFrom(20_261_123);
  const after = (mean: number): number => -mean * Math.log(1 - random());
  const freeAt = new Array<number>(servers).fill(0);
  let now = 0;
  let waited = 0;
  for (let count = 0; count < arrivals; count += 1) {
    now += after(1 / arrivalRate);
    const first = freeAt.indexOf(Math.min(...freeAt));
    const start = Math.max(now, freeAt[first] ?? 0);
    waited += start - now;
    freeAt[first] = start + after(serviceTime);
  }
  return waited / arrivals;
};

/** By its definition: the sums of the textbook, which overflow for many servers. */
const byDefinition = (servers: number, load: number): number => {
  let term = 1;
  let sum = 0;
  for (let count = 0; count < servers; count += 1) {
    sum += term;
    term *= load / (count + 1);
  }
  const full = (term * servers) / (servers - load);
  return full / (sum + full);
};

describe('Erlang C', () => {
  it.each([
    [1, 0.5, 0.5],
    [2, 1, 1 / 3],
    [3, 2, 4 / 9],
    [5, 4, 0.5541],
    [10, 8, 0.4092],
    [100, 90, 0.2169],
  ])('%i windows under a load of %f: %f have to wait', (servers, load, expected) => {
    expect(erlangC(servers, load)).toBeCloseTo(expected, 4);
  });

  it('is what its definition says, and never leaves 0 to 1', () => {
    const servers = fc.integer({ min: 1, max: 60 });
    const share = fc.double({ min: 0, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(servers, share, (count, used) => {
        const waits = erlangC(count, count * used);
        expect(waits).toBeCloseTo(byDefinition(count, count * used), 9);
        expect(waits).toBeGreaterThanOrEqual(0);
        expect(waits).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('M/M/1 waits as the formula of one window says, and beyond its load for ever', () => {
    expect(meanWaitOf({ arrivalRate: 0.1, serviceTime: 5, servers: 1 })).toBeCloseTo(5);
    expect(meanWaitOf({ arrivalRate: 0.2, serviceTime: 5, servers: 1 })).toBe(Number.POSITIVE_INFINITY);
    expect(meanWaitOf({ arrivalRate: 0, serviceTime: 5, servers: 1 })).toBe(0);
  });

  it('one window more never makes the wait longer', () => {
    const rate = fc.double({ min: 0.001, max: 3, noNaN: true });
    fc.assert(
      fc.property(rate, fc.integer({ min: 1, max: 40 }), (arrivalRate, servers) => {
        const wait = (count: number) => meanWaitOf({ arrivalRate, serviceTime: 8, servers: count });
        expect(wait(servers + 1)).toBeLessThanOrEqual(wait(servers));
      }),
    );
  });

  it.each([
    [0.4, 5, 3],
    [1, 8, 10],
  ])(
    'a simulated line of %f a minute and %i minutes at %i windows waits as long',
    (rate, service, servers) => {
      const expected = meanWaitOf({ arrivalRate: rate, serviceTime: service, servers });
      const mean = simulated(rate, service, servers, 300_000);
      expect(Math.abs(mean - expected) / expected).toBeLessThan(0.05);
    },
  );
});
