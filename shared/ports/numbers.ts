import type { TenantCode } from '../kernel/ids.ts';

/** Serial numbers, each given once. */
export interface TenantNumbers {
  /** Reserves `count` consecutive numbers of a series and answers with the first (from 1). */
  lease(series: string, count: number): Promise<number>;
}

export interface Numbers {
  for(tenant: TenantCode): TenantNumbers;
}
