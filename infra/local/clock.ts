import { existsSync, readFileSync } from 'node:fs';
import type { Clock } from '../../shared/kernel/clock.ts';
import { epochMsOf, instantOf, type Instant } from '../../shared/kernel/instant.ts';
import { writeAtomically } from './folder.ts';

export interface LocalClockOptions {
  /** Where the clock keeps how far it has come. */
  readonly file: string;
  /** Where hall time starts; without it, at the real time. A folder that has come further goes on from there. */
  readonly start?: Instant;
  /** Hall seconds per real second. */
  readonly speed: number;
  /** The machine's clock in epoch milliseconds. */
  readonly realNow?: () => number;
}

export interface LocalClock extends Clock {
  /** Writes down how far hall time has come. */
  close(): void;
}

/** How far, in real time, the mark on disk runs ahead of the clock. */
const AHEAD_MS = 5_000;

const lastMark = (file: string): number =>
  existsSync(file) ? epochMsOf(readFileSync(file, 'utf8').trim() as Instant) : -Infinity;

/**
 * The hall's clock on one machine. It never goes backwards, not across a restart either: before an instant is given
 * out, the file holds a mark at or beyond it, so that after a `kill -9` the clock resumes at most five seconds
 * (times the speed) ahead and never behind.
 */
export const localClock = ({ file, start, speed, realNow = Date.now }: LocalClockOptions): LocalClock => {
  const realStart = realNow();
  const begin = Math.max(start === undefined ? realStart : epochMsOf(start), lastMark(file));
  let latest = begin;
  let mark = -Infinity;
  const setMark = (ms: number): void => {
    mark = ms;
    writeAtomically(file, `${instantOf(ms)}\n`);
  };
  const now = (): Instant => {
    latest = Math.max(latest, Math.floor(begin + (realNow() - realStart) * speed));
    if (latest > mark) setMark(latest + AHEAD_MS * speed);
    return instantOf(latest);
  };
  return { now, close: () => setMark(epochMsOf(now())) };
};
