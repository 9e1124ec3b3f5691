import type { ActorRecord } from '../kernel/actor.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Refusal, Result } from '../kernel/result.ts';

/** What a fold may know of the commit around an event. */
export interface CommitMeta {
  readonly at: Instant;
  readonly actor: ActorRecord;
  readonly version: number;
}

/** A fact of the hall, in the shape of today. `v` is written to the log beside it. */
export interface DomainEvent {
  readonly type: string;
  readonly data: object;
}

/**
 * One aggregate's rules: pure. `decide` answers with events or a refusal, `[]` means "already so";
 * `evolve` never refuses and never throws.
 */
export interface Decider<State, Command, Event extends DomainEvent, R extends Refusal = Refusal> {
  readonly initial: State;
  readonly decide: (command: Command, state: State) => Result<readonly Event[], R>;
  readonly evolve: (state: State, event: Event, meta: CommitMeta) => State;
  /** Steps n → n+1 per event type; the number of steps + 1 is the version written today. */
  readonly upcasters: Upcasters<Event>;
}

type EventData = Readonly<Record<string, unknown>>;
export type Upcasters<Event extends DomainEvent> = Readonly<
  Record<Event['type'], readonly ((data: EventData) => EventData)[]>
>;
