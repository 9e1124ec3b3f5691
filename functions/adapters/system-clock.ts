import type { Clock } from '../../shared/kernel/clock.ts';
import { instantOf } from '../../shared/kernel/instant.ts';

/** The machine's clock: the one place on AWS that asks it. */
export const systemClock: Clock = { now: () => instantOf(Date.now()) };
