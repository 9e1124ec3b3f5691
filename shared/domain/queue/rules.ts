/** 排队规则, settings of the hall (DOMAIN_RULES 7.2). */
export interface QueueRules {
  /** At most so many priority calls pass a waiting walk-in before it is called. */
  readonly priorityCalls: number;
  /** Calls of one number in all, the first one included; then it is 过号. */
  readonly maxCalls: number;
  /** 过号: so many places behind in its line, once and within the half-day; 0: a new number has to be taken. */
  readonly missedPlaces: number;
}

export const DEFAULT_QUEUE_RULES: QueueRules = { priorityCalls: 2, maxCalls: 3, missedPlaces: 3 };
