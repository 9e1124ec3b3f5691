import { toStored, upcast } from '../domain/upcast.ts';
import type { CommitMeta, Decider, DomainEvent } from '../domain/decider.ts';
import type { ActorRecord } from '../kernel/actor.ts';
import type { Clock } from '../kernel/clock.ts';
import { epochMsOf, type Instant } from '../kernel/instant.ts';
import { RecentMap } from '../kernel/recent-map.ts';
import { refuse, type Refusal, type Result } from '../kernel/result.ts';
import type { TenantCode } from '../kernel/ids.ts';
import { START } from './chain.ts';
import {
  VersionConflictError,
  type Commit,
  type EventLog,
  type Position,
  type StreamId,
} from './event-log.ts';

/** The commit that answered a request. */
interface Answered {
  readonly digest: string;
  readonly version: number;
}

/**
 * A stream folded up to a position. `keys` remembers which commit answered which request. One map is shared by all
 * folds that grew from one another, so that an append costs no copy of it; it may know answers beyond `position`.
 */
export interface Folded<State> {
  readonly state: State;
  readonly position: Position;
  readonly keys: ReadonlyMap<string, Answered>;
}

/** What a request brings besides its command. */
export interface Envelope {
  readonly at: Instant;
  readonly actor: ActorRecord;
  readonly key: string;
  readonly digest: string;
  /** Version of `If-Match`; another one is refused with `stale-version`. */
  readonly expectedVersion?: number;
}

export interface ExecuteOptions {
  /** The stream is new, its id was just made: decide without reading; if it is there after all, the append says so. */
  readonly isNew?: boolean;
  /** Stores what the commit will refer to (texts in the vault), once the decision is positive and before the append. */
  readonly prepare?: () => Promise<void>;
}

/** The stream after the command, or, for a repeated key, as it was right after the first one. */
export interface Outcome<State> {
  readonly state: State;
  readonly version: number;
  readonly at: Instant;
  readonly replayed: boolean;
}

export type CommandRefusal = Refusal<'stale-version' | 'key-reused'>;

/** An aggregate: its name in stream keys and its rules. */
export interface AggregateOf<State, Command, Event extends DomainEvent, R extends Refusal = Refusal> {
  readonly name: StreamId['aggregate'];
  readonly decider: Decider<State, Command, Event, R>;
}

/** Enough for forty windows of forty processes that call on one queue in the same moment. */
const MAX_ATTEMPTS = 32;
const LONGEST_PAUSE_MS = 100;
const CACHED_STREAMS = 2_000;

/** After a conflict: a moment by chance, longer each time, so that those who met do not meet again. */
const pauseAfter = (attempt: number): Promise<void> =>
  new Promise((resolve) =>
    setTimeout(resolve, Math.random() * Math.min(LONGEST_PAUSE_MS, 2 ** (attempt + 1))),
  );

const metaOf = ({ at, actor, version }: Commit): CommitMeta => ({ at, actor, version });

/** A fold as this module sees it: the shared map grows. Nothing is ever taken out of it or replaced. */
interface Growing<State> extends Folded<State> {
  readonly keys: Map<string, Answered>;
}

const fold = <State, Command, Event extends DomainEvent>(
  { decider }: AggregateOf<State, Command, Event>,
  { keys, ...from }: Growing<State>,
  commits: readonly Commit[],
): Growing<State> => {
  let { state, position } = from;
  for (const commit of commits) {
    const meta = metaOf(commit);
    for (const event of commit.events) state = decider.evolve(state, upcast(decider.upcasters, event), meta);
    if (!keys.has(commit.key)) keys.set(commit.key, { digest: commit.digest, version: commit.version });
    position = { version: commit.version, hash: commit.hash };
  }
  return { state, position, keys };
};

/**
 * The write path: read the stream, fold, decide, append one commit. Folded streams are kept while they are warm; the
 * conditional put validates them, so a warm command costs one write. A refusal that rests on a kept state is confirmed
 * by a fresh read before it is spoken.
 */
export class Streams {
  readonly #log: EventLog;
  readonly #clock: Clock;
  readonly #kept = new RecentMap<string, { folded: Growing<unknown>; readAt: number }>(CACHED_STREAMS);
  /** The last command under way on each stream. */
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(log: EventLog, clock: Clock) {
    this.#log = log;
    this.#clock = clock;
  }

  /**
   * The stream as it is now, read consistently. With `maxAgeMs` a kept state of at most that age will do:
   * for facts of other streams that a decision leans on.
   */
  async load<State, Command, Event extends DomainEvent>(
    tenant: TenantCode,
    aggregate: AggregateOf<State, Command, Event>,
    id: string,
    maxAgeMs = 0,
  ): Promise<Folded<State>> {
    const kept = this.#keptOf<State>(tenant, aggregate.name, id);
    if (kept && maxAgeMs > 0 && epochMsOf(this.#clock.now()) - kept.readAt <= maxAgeMs) return kept.folded;
    return this.#refresh(tenant, aggregate, id, kept?.folded);
  }

  /** The stream as it was right after `version`: what a repeated request is answered with. */
  async loadAt<State, Command, Event extends DomainEvent>(
    tenant: TenantCode,
    aggregate: AggregateOf<State, Command, Event>,
    id: string,
    version: number,
  ): Promise<Folded<State>> {
    const commits = await this.#log.for(tenant).read({ aggregate: aggregate.name, id });
    return fold(aggregate, emptyOf(aggregate), commits.slice(0, version + 1));
  }

  /**
   * Decides and appends.
   * A repeated key gives the first answer, the same key with another digest `key-reused`.
   */
  execute<State, Command, Event extends DomainEvent, R extends Refusal>(
    tenant: TenantCode,
    aggregate: AggregateOf<State, Command, Event, R>,
    id: string,
    envelope: Envelope,
    command: Command,
    options: ExecuteOptions = {},
  ): Promise<Result<Outcome<State>, R | CommandRefusal>> {
    return this.#inTurn(`${tenant}#${aggregate.name}#${id}`, () =>
      this.#execute(tenant, aggregate, id, envelope, command, options),
    );
  }

  /** Commands on one stream run one after the other in this process: conflicts are with other processes alone. */
  async #inTurn<Value>(stream: string, work: () => Promise<Value>): Promise<Value> {
    const before = this.#turns.get(stream);
    const turn = before ? before.then(work, work) : work();
    this.#turns.set(stream, turn);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(stream) === turn) this.#turns.delete(stream);
    }
  }

  async #execute<State, Command, Event extends DomainEvent, R extends Refusal>(
    tenant: TenantCode,
    aggregate: AggregateOf<State, Command, Event, R>,
    id: string,
    envelope: Envelope,
    command: Command,
    options: ExecuteOptions,
  ): Promise<Result<Outcome<State>, R | CommandRefusal>> {
    let { folded, isFresh } = await this.#start(tenant, aggregate, id, options);
    let { prepare } = options;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const seen = folded.keys.get(envelope.key);
      if (seen) return this.#replay(tenant, aggregate, id, envelope, seen);
      const decided = decideOn(aggregate, folded, envelope, command);
      if (decided.ok && decided.value.length > 0) {
        await prepare?.();
        prepare = undefined;
        const appended = await this.#append(tenant, aggregate, id, folded, envelope, decided.value);
        if (appended) return outcome(appended, envelope.at, false);
        await pauseAfter(attempt);
      } else if (isFresh) {
        return decided.ok ? outcome(folded, envelope.at, true) : decided;
      }
      folded = await this.#refresh(tenant, aggregate, id, folded);
      isFresh = true;
    }
    throw new VersionConflictError(`${aggregate.name} ${id}: gave up after ${MAX_ATTEMPTS} conflicts`);
  }

  /** The state that a first decision may rest on, and whether it was read just now. */
  async #start<State, Command, Event extends DomainEvent>(
    tenant: TenantCode,
    aggregate: AggregateOf<State, Command, Event>,
    id: string,
    { isNew = false }: ExecuteOptions,
  ): Promise<{ folded: Growing<State>; isFresh: boolean }> {
    const kept = this.#keptOf<State>(tenant, aggregate.name, id)?.folded;
    if (kept) return { folded: kept, isFresh: false };
    if (isNew) return { folded: emptyOf(aggregate), isFresh: false };
    return { folded: await this.#refresh(tenant, aggregate, id, undefined), isFresh: true };
  }

  #keptOf<State>(tenant: TenantCode, name: string, id: string) {
    return this.#kept.get(`${tenant}#${name}#${id}`) as
      { folded: Growing<State>; readAt: number } | undefined;
  }

  #keep<State>(tenant: TenantCode, name: string, id: string, folded: Growing<State>): Growing<State> {
    this.#kept.set(`${tenant}#${name}#${id}`, { folded, readAt: epochMsOf(this.#clock.now()) });
    return folded;
  }

  async #refresh<State, Command, Event extends DomainEvent>(
    tenant: TenantCode,
    aggregate: AggregateOf<State, Command, Event>,
    id: string,
    known: Growing<State> | undefined,
  ): Promise<Growing<State>> {
    const from = known ?? emptyOf(aggregate);
    const tail = await this.#log
      .for(tenant)
      .read({ aggregate: aggregate.name, id }, from.position.version + 1);
    const folded = fold(aggregate, from, tail);
    return folded.position.version < 0 ? folded : this.#keep(tenant, aggregate.name, id, folded);
  }

  async #append<State, Command, Event extends DomainEvent>(
    tenant: TenantCode,
    aggregate: AggregateOf<State, Command, Event>,
    id: string,
    folded: Growing<State>,
    { at, actor, key, digest }: Envelope,
    events: readonly Event[],
  ): Promise<Growing<State> | undefined> {
    const stored = events.map((event) => toStored(aggregate.decider.upcasters, event));
    const stream = { aggregate: aggregate.name, id };
    try {
      const commit = await this.#log
        .for(tenant)
        .append(stream, folded.position, { at, actor, key, digest, events: stored });
      return this.#keep(tenant, aggregate.name, id, fold(aggregate, folded, [commit]));
    } catch (error) {
      if (error instanceof VersionConflictError) return undefined;
      throw error;
    }
  }

  async #replay<State, Command, Event extends DomainEvent>(
    tenant: TenantCode,
    aggregate: AggregateOf<State, Command, Event>,
    id: string,
    envelope: Envelope,
    seen: { digest: string; version: number },
  ): Promise<Result<Outcome<State>, CommandRefusal>> {
    if (seen.digest !== envelope.digest) return refuse('key-reused', '同一幂等键已用于另一请求');
    const commits = await this.#log.for(tenant).read({ aggregate: aggregate.name, id });
    const upTo = commits.slice(0, seen.version + 1);
    return outcome(fold(aggregate, emptyOf(aggregate), upTo), upTo.at(-1)?.at ?? envelope.at, true);
  }
}

const emptyOf = <State, Command, Event extends DomainEvent>({
  decider,
}: AggregateOf<State, Command, Event>): Growing<State> => ({
  state: decider.initial,
  position: START,
  keys: new Map(),
});

const outcome = <State>(folded: Folded<State>, at: Instant, replayed: boolean) => ({
  ok: true as const,
  value: { state: folded.state, version: folded.position.version, at, replayed },
});

const decideOn = <State, Command, Event extends DomainEvent, R extends Refusal>(
  { decider }: AggregateOf<State, Command, Event, R>,
  folded: Folded<State>,
  { expectedVersion }: Envelope,
  command: Command,
): Result<readonly Event[], R | CommandRefusal> => {
  if (expectedVersion !== undefined && expectedVersion !== folded.position.version) {
    return refuse('stale-version', '办件已被他人更新，请刷新后重试');
  }
  return decider.decide(command, folded.state);
};
