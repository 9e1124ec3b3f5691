import { setTimeout as sleep } from 'node:timers/promises';
import { partitionOf } from '../../functions/adapters/dynamo-log.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { DeadLetter } from './feed-dead-letters.ts';

/** Takes commits at least once each, in the order of their stream. Must do nothing for one it has taken before. */
export interface Subscriber {
  /** Stable: dead letters name it. */
  readonly name: string;
  readonly take: (commit: Commit) => Promise<void>;
}

/** How often a commit is tried, and the first of the pauses between, each twice as long as the one before. */
export interface Retries {
  readonly tries: number;
  readonly pauseMs: number;
}

export const RETRIES: Retries = { tries: 8, pauseMs: 25 };

/** Runs at most `width` tasks at a time; the others wait in the order they came. */
export const limitTo = (width: number) => {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <Value>(task: () => Promise<Value>): Promise<Value> => {
    if (running >= width) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
};

export type Limit = ReturnType<typeof limitTo>;

const describe = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : 'no error was given';

/** Repeats a task with growing pauses; what it said last is thrown when it never succeeds. */
export const persist = async <Value>(
  task: () => Promise<Value>,
  { tries, pauseMs }: Retries,
): Promise<Value> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await task();
    } catch (error) {
      if (attempt >= tries) throw error;
      await sleep(pauseMs * 2 ** (attempt - 1));
    }
  }
};

/** Hands a commit to a subscriber until it takes it; for one that never does, answers with a dead letter. */
export const deliver = async (
  { name, take }: Subscriber,
  commit: Commit,
  limit: Limit,
  retries: Retries,
): Promise<DeadLetter | undefined> => {
  try {
    await persist(() => limit(() => take(commit)), retries);
    return undefined;
  } catch (error) {
    const partition = partitionOf(commit.tenant, commit.stream);
    return {
      subscriber: name,
      partition,
      version: commit.version,
      tries: retries.tries,
      error: describe(error),
    };
  }
};
