import { z } from 'zod';
import { epochMsOf, instantOf, type Instant } from '../../shared/kernel/instant.ts';
import { readKept, replaceFile } from './durable-file.ts';

const Kept = z.object({ aheadMs: z.number() });
/** Less than this is the way of a message, not an error of the clock. */
const TOLERANCE_MS = 2_000;

/**
 * The hall's time on a machine whose clock may be wrong: many have no battery. The hall says what time it is; the difference is
 * kept, so that a device that starts while the line is cut prints the right day.
 */
export class HallClock {
  readonly #file: string;
  readonly #machine: () => number;
  #aheadMs: number;

  constructor(file: string, machine: () => number = Date.now) {
    this.#file = file;
    this.#machine = machine;
    this.#aheadMs = readKept(file, Kept)?.aheadMs ?? 0;
  }

  now(): Instant {
    return instantOf(this.#machine() + this.#aheadMs);
  }

  /** The hall has just said that it is `now`. */
  hear(now: string): void {
    const aheadMs = epochMsOf(now as Instant) - this.#machine();
    if (Math.abs(aheadMs - this.#aheadMs) < TOLERANCE_MS) return;
    this.#aheadMs = aheadMs;
    replaceFile(this.#file, JSON.stringify({ aheadMs }));
  }
}
