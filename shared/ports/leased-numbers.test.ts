import { describe, expect, it } from 'vitest';
import { inMemoryNumbers } from '../../test/support/in-memory-numbers.ts';
import { NEIXIANG, XIXIA } from '../../test/support/log-contract.ts';
import { leasedNumbers } from './leased-numbers.ts';
import type { Numbers } from './numbers.ts';

const counted = (numbers: Numbers) => {
  const leases: string[] = [];
  const wrapped: Numbers = {
    for: (tenant) => ({
      lease: (series, count) => {
        leases.push(`${tenant} ${series} ${count}`);
        return numbers.for(tenant).lease(series, count);
      },
    }),
  };
  return { numbers: wrapped, leases };
};

describe('leased numbers', () => {
  it('give 1, 2, 3 … and go to the store once a block', async () => {
    const { numbers, leases } = counted(inMemoryNumbers());
    const leased = leasedNumbers(numbers, 4);
    const got = [];
    for (let n = 0; n < 9; n += 1) got.push(await leased.for(XIXIA).lease('case', 1));
    expect(got).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(leases).toEqual(['411323 case 4', '411323 case 4', '411323 case 4']);
  });

  it('never give a number twice, to many at once and from several processes', async () => {
    const { numbers, leases } = counted(inMemoryNumbers());
    const processes = [leasedNumbers(numbers), leasedNumbers(numbers)];
    const got = await Promise.all(
      Array.from({ length: 320 }, (_, n) => processes[n % 2]!.for(XIXIA).lease('case', 1)),
    );
    expect(new Set(got).size).toBe(320);
    expect(leases).toHaveLength(20);
  });

  it('keep series and halls apart', async () => {
    const leased = leasedNumbers(inMemoryNumbers());
    expect(await leased.for(XIXIA).lease('case-2026-11-22', 1)).toBe(1);
    expect(await leased.for(XIXIA).lease('case-2026-11-23', 1)).toBe(1);
    expect(await leased.for(NEIXIANG).lease('case-2026-11-22', 1)).toBe(1);
  });

  it('pass a lease of several through', async () => {
    const { numbers, leases } = counted(inMemoryNumbers());
    const leased = leasedNumbers(numbers);
    await leased.for(XIXIA).lease('case', 1);
    expect(await leased.for(XIXIA).lease('case', 5)).toBe(17);
    expect(leases).toEqual(['411323 case 16', '411323 case 5']);
  });

  it('try again after a failure of the store', async () => {
    const store = inMemoryNumbers();
    let isDown = true;
    const flaky: Numbers = {
      for: (tenant) => ({
        lease: (...args) => (isDown ? Promise.reject(new Error('down')) : store.for(tenant).lease(...args)),
      }),
    };
    const leased = leasedNumbers(flaky);
    await expect(leased.for(XIXIA).lease('case', 1)).rejects.toThrow('down');
    isDown = false;
    expect(await leased.for(XIXIA).lease('case', 1)).toBe(1);
  });
});
