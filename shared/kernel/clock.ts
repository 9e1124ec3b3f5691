import type { Instant } from './instant.ts';

/** Time is a port: nothing in `shared/` or `functions/` asks the machine. */
export interface Clock {
  now(): Instant;
}
