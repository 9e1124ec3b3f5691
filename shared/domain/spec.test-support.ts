import type { CommitMeta, Decider, DomainEvent } from './decider.ts';
import type { Refusal } from '../kernel/result.ts';

/** What a command made of a history. */
export interface Told<State, Event extends DomainEvent> {
  readonly state: State;
  readonly events: readonly Event[];
  /** Slug of the rule that refused, with its message and errors. */
  readonly refusal?: Refusal;
}

/** Two of the histories given were not possible: the test itself is wrong. */
export class ImpossibleHistoryError extends Error {
  override readonly name = 'ImpossibleHistoryError';
}

/**
 * given … when: a history told by the commands that made it, then one more command. `metaOf` says who committed a
 * command and when; versions are counted.
 */
export const specOf = <State, Command extends { readonly type: string }, Event extends DomainEvent>(
  { initial, decide, evolve }: Decider<State, Command, Event>,
  metaOf: (command: Command) => Omit<CommitMeta, 'version'>,
) => {
  const tell = (state: State, version: number, command: Command): Told<State, Event> => {
    const decided = decide(command, state);
    if (!decided.ok) return { state, events: [], refusal: decided.refusal };
    const meta = { ...metaOf(command), version };
    return {
      state: decided.value.reduce((fold, event) => evolve(fold, event, meta), state),
      events: decided.value,
    };
  };
  const given = (...history: readonly Command[]) => {
    const state = history.reduce((before, command, version) => {
      const { refusal, state: after } = tell(before, version, command);
      if (refusal) throw new ImpossibleHistoryError(`${command.type}: ${refusal.code} ${refusal.message}`);
      return after;
    }, initial);
    return { state, when: (command: Command) => tell(state, history.length, command) };
  };
  return { given, tell };
};
