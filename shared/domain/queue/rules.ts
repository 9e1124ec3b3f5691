import type { Zone } from '../tenant/hall.ts';

/** 排队规则, one set per hall (DOMAIN_RULES 7.2). */
export interface QueueRules {
  /** At most so many priority calls pass a waiting walk-in before it is called. */
  readonly priorityCalls: number;
  /** Calls of one number in all, the first one included; then it is 过号. */
  readonly maxCalls: number;
  /** 过号: so many places behind in its line, once and within the half-day; 0: a new number has to be taken. */
  readonly missedPlaces: number;
}

export const DEFAULT_QUEUE_RULES: QueueRules = { priorityCalls: 2, maxCalls: 3, missedPlaces: 3 };

/** A zone as its queue needs it, from the hall's own stream. */
export type QueueZone = Pick<Zone, 'code' | 'prefix' | 'services' | 'windows'>;
