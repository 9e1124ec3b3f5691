import type { Clock } from '../../shared/kernel/clock.ts';
import { epochMsOf, instantOf, type Instant } from '../../shared/kernel/instant.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { HallTimeEnv, parseEnv } from '../runtime/env.ts';

/** Real time up to `since`; from then on hall time runs `speed` times as fast. */
export const fasterSince = (since: Instant, speed: number, real: Clock): Clock => {
  const start = epochMsOf(since);
  return {
    now: () => {
      const now = epochMsOf(real.now());
      return instantOf(now <= start ? now : start + Math.round((now - start) * speed));
    },
  };
};

/** The hall's clock: real time, unless the stage is one for showing how limits run. */
export const hallClock = (): Clock => {
  const { HALL_TIME: faster } = parseEnv(HallTimeEnv, process.env);
  return faster === undefined ? systemClock : fasterSince(faster.since, faster.speed, systemClock);
};
