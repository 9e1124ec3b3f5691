import { join } from 'node:path';
import { setImmediate as afterAnswer } from 'node:timers/promises';
import { partitionOf, streamOfPartition } from '../../functions/adapters/dynamo-log.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import {
  VersionConflictError,
  type Commit,
  type EventLog,
  type NewCommit,
  type Position,
  type StreamId,
  type TenantLog,
} from '../../shared/ports/event-log.ts';
import { openDeadLetters, type DeadLetter, type DeadLetters } from './feed-dead-letters.ts';
import {
  deliver,
  limitTo,
  persist,
  RETRIES,
  type Limit,
  type Retries,
  type Subscriber,
} from './feed-delivery.ts';
import { openIntents, type Intent, type Intents } from './feed-intents.ts';

export interface FeedOptions {
  /** Folder of the write-ahead file and the dead letters; this process alone may use it. */
  readonly folder: string;
  readonly log: EventLog;
  readonly subscribers: readonly Subscriber[];
  /** Deliveries at the same time. Few, so that they leave the store to those who wait for an answer. */
  readonly width?: number;
  readonly retries?: Retries;
  /** Told when the store cannot even say what is in the log. What was to be delivered is tried at the next start. */
  readonly onFault: (error: unknown) => void;
}

const WIDTH = 4;

/** A stream with intents that are not cleared. It is forgotten when the last one is. */
interface Lane {
  /** Intents that are not cleared. */
  open: number;
  /** The first version that was not yet handed out; all before it were. */
  next: number;
  /** Hands out one commit after the other. */
  handing: Promise<void>;
  /** For each subscriber the end of its deliveries so far. */
  readonly ends: Promise<void>[];
}

/**
 * What DynamoDB Streams do on AWS, for one process: every commit that is in the log reaches every subscriber at least
 * once, in the order of its stream. An intent is written down before the append and cleared after the last delivery;
 * what was left by a process that ended in between is delivered at the next start. Appends that do not go through this
 * log are not seen.
 */
export class Feed {
  /** The log to append through. */
  readonly log: EventLog;
  readonly #inner: EventLog;
  readonly #subscribers: readonly Subscriber[];
  readonly #retries: Retries;
  readonly #onFault: (error: unknown) => void;
  readonly #limit: Limit;
  readonly #intents: Intents;
  readonly #deadLetters: DeadLetters;
  readonly #lanes = new Map<string, Lane>();
  readonly #working = new Set<Promise<void>>();

  /** Opens the feed and begins to deliver what an earlier process left; `drain` waits for it. */
  constructor({ folder, log, subscribers, width = WIDTH, retries = RETRIES, onFault }: FeedOptions) {
    this.#inner = log;
    this.#subscribers = subscribers;
    this.#retries = retries;
    this.#onFault = onFault;
    this.#limit = limitTo(width);
    this.#deadLetters = openDeadLetters(join(folder, 'dead-letters.jsonl'));
    const { intents, left } = openIntents(join(folder, 'intents.jsonl'));
    this.#intents = intents;
    this.log = { for: (tenant) => this.#logOf(tenant) };
    for (const [serial, intent] of [...left].sort(([, a], [, b]) => a.version - b.version)) {
      this.#work(this.#catchUp(serial, intent, this.#enter(intent)));
    }
  }

  /** Waits until everything appended so far is delivered, and what the deliveries appended too. */
  async drain(): Promise<void> {
    while (this.#working.size > 0) await Promise.all(this.#working);
  }

  /** What no repetition could deliver. */
  deadLetters(): readonly DeadLetter[] {
    return this.#deadLetters.all();
  }

  /** Tries every dead letter again; those that fail once more stay. Answers with how many were delivered. */
  async redrive(): Promise<number> {
    const letters = this.#deadLetters.all();
    let delivered = 0;
    for (const letter of letters) {
      if (!(await this.#retry(letter))) continue;
      this.#deadLetters.remove(letter);
      delivered += 1;
    }
    return delivered;
  }

  /** Delivers what is open and closes the file. */
  async close(): Promise<void> {
    await this.drain();
    this.#intents.close();
  }

  #logOf(tenant: TenantCode): TenantLog {
    const inner = this.#inner.for(tenant);
    return {
      append: (stream, after, commit) => this.#append(tenant, inner, stream, after, commit),
      read: (stream, fromVersion) => inner.read(stream, fromVersion),
    };
  }

  async #append(
    tenant: TenantCode,
    inner: TenantLog,
    stream: StreamId,
    after: Position,
    commit: NewCommit,
  ): Promise<Commit> {
    const intent: Intent = { partition: partitionOf(tenant, stream), version: after.version + 1 };
    const serial = this.#intents.note(intent);
    const lane = this.#enter(intent);
    try {
      const appended = await inner.append(stream, after, commit);
      this.#work(this.#handOut(serial, intent, lane, appended));
      return appended;
    } catch (error) {
      if (error instanceof VersionConflictError) this.#leave(serial, intent, lane);
      // Whether the store has the commit is not known: the log will tell.
      else this.#work(this.#catchUp(serial, intent, lane));
      throw error;
    }
  }

  async #retry({ subscriber, partition, version }: DeadLetter): Promise<boolean> {
    const found = this.#subscribers.find(({ name }) => name === subscriber);
    const { tenant, stream } = streamOfPartition(partition);
    const [commit] = await this.#inner.for(tenant).read(stream, version);
    if (!found || !commit) return false;
    return (await deliver(found, commit, this.#limit, this.#retries)) === undefined;
  }

  /** The lane of the intent's stream, where one more intent is open now. */
  #enter({ partition, version }: Intent): Lane {
    const lane = this.#lanes.get(partition) ?? {
      open: 0,
      next: version,
      handing: Promise.resolve(),
      ends: this.#subscribers.map(() => Promise.resolve()),
    };
    lane.open += 1;
    this.#lanes.set(partition, lane);
    return lane;
  }

  #leave(serial: number, { partition }: Intent, lane: Lane): void {
    this.#intents.clear(serial);
    lane.open -= 1;
    if (lane.open === 0) this.#lanes.delete(partition);
  }

  /** Hands the commit out after those before it, which another append may be about to report, and clears its intent. */
  async #handOut(serial: number, intent: Intent, lane: Lane, commit: Commit): Promise<void> {
    await afterAnswer();
    await this.#inTurn(lane, async () => {
      if (commit.version < lane.next) return;
      if (commit.version === lane.next) this.#toSubscribers(lane, [commit]);
      else this.#toSubscribers(lane, await this.#readOn(intent, lane));
    });
    await Promise.all(lane.ends);
    this.#leave(serial, intent, lane);
  }

  /** Hands out what the log has of the stream from where it was last known to be delivered. */
  async #catchUp(serial: number, intent: Intent, lane: Lane): Promise<void> {
    await this.#inTurn(lane, async () => this.#toSubscribers(lane, await this.#readOn(intent, lane)));
    await Promise.all(lane.ends);
    this.#leave(serial, intent, lane);
  }

  #inTurn(lane: Lane, task: () => Promise<void>): Promise<void> {
    const turn = lane.handing.then(task);
    // A turn that failed is its own caller's; the next one goes on.
    lane.handing = turn.catch(() => undefined);
    return turn;
  }

  #readOn({ partition }: Intent, { next }: Lane): Promise<readonly Commit[]> {
    const { tenant, stream } = streamOfPartition(partition);
    return persist(() => this.#inner.for(tenant).read(stream, next), this.#retries);
  }

  #toSubscribers(lane: Lane, commits: readonly Commit[]): void {
    for (const commit of commits) {
      this.#subscribers.forEach((subscriber, index) => {
        const before = lane.ends[index] ?? Promise.resolve();
        lane.ends[index] = before.then(() => this.#deliver(subscriber, commit));
      });
      lane.next = commit.version + 1;
    }
  }

  async #deliver(subscriber: Subscriber, commit: Commit): Promise<void> {
    const letter = await deliver(subscriber, commit, this.#limit, this.#retries);
    if (letter) this.#deadLetters.add(letter);
  }

  /** Work that fails leaves its intent open, so that the next start takes it up. */
  #work(task: Promise<void>): void {
    const tracked = task.catch(this.#onFault).finally(() => this.#working.delete(tracked));
    this.#working.add(tracked);
  }
}
