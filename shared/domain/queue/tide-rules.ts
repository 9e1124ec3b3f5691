/** 潮汐窗口 (C21, DOMAIN_RULES 7.2): when a window more, or one less, is proposed; settings of the hall. */
export interface TideRules {
  /** More people than this wait for each open window, */
  readonly tidePeople: number;
  /** or whoever comes now waits longer than this: a window more. */
  readonly tideMinutes: number;
  /** With one window less the wait would stay below this: a window less. */
  readonly tideCalmMinutes: number;
}

/** What was measured of services that share their windows. */
export interface LoadFigures {
  readonly waiting: number;
  /** What whoever comes now has to expect. */
  readonly waitMinutes: number;
  readonly perHour: number;
  readonly serviceMinutes: number;
  /** Open ones. */
  readonly windows: number;
  /** So many would keep people and wait within the hall's limits, now and in the long run (M/M/c). */
  readonly needed: number;
  /** The wait if it goes on like this (M/M/c); absent: it grows without end. */
  readonly steadyMinutes?: number;
}
