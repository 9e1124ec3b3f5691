import { RecentMap } from '../kernel/recent-map.ts';
import type { Numbers, TenantNumbers } from './numbers.ts';

/** Numbers of a block that are left to give: from `next` up to and not including `end`. */
interface Block {
  next: number;
  readonly end: number;
}

const BLOCK_SIZE = 16;
const KEPT_SERIES = 1_000;

/** Gives single numbers of one tenant out of leased blocks. */
const leaseBlocks = (numbers: TenantNumbers, blockSize: number): TenantNumbers => {
  const blocks = new RecentMap<string, Promise<Block>>(KEPT_SERIES);

  const leaseBlock = async (series: string): Promise<Block> => {
    const first = await numbers.lease(series, blockSize);
    return { next: first, end: first + blockSize };
  };

  const one = async (series: string): Promise<number> => {
    for (;;) {
      const leasing = blocks.get(series) ?? leaseBlock(series);
      blocks.set(series, leasing);
      try {
        const block = await leasing;
        if (block.next < block.end) {
          block.next += 1;
          return block.next - 1;
        }
      } catch (error) {
        if (blocks.get(series) === leasing) blocks.delete(series);
        throw error;
      }
      if (blocks.get(series) === leasing) blocks.delete(series);
    }
  };

  return { lease: (series, count) => (count === 1 ? one(series) : numbers.lease(series, count)) };
};

/**
 * Numbers leased in blocks, so that a warm process gives a number without I/O. What a process has not given when it
 * ends is never given: series have gaps, and numbers of several processes interleave.
 */
export const leasedNumbers = (numbers: Numbers, blockSize = BLOCK_SIZE): Numbers => {
  const tenants = new RecentMap<string, TenantNumbers>(KEPT_SERIES);
  return {
    for: (tenant) => {
      const known = tenants.get(tenant) ?? leaseBlocks(numbers.for(tenant), blockSize);
      tenants.set(tenant, known);
      return known;
    },
  };
};
