import type { DomainEvent } from '../../shared/domain/decider.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { Subject } from '../../shared/kernel/ids.ts';
import type { Refusal } from '../../shared/kernel/result.ts';
import type { AggregateOf } from '../../shared/ports/handle-command.ts';
import { commitWritten, type Written } from './commit-written.ts';
import type { Deps } from './deps.ts';
import { notFound } from './problems.ts';

/** What somebody has said to the hall, by its number. */
export interface Said<Open> {
  readonly no: string;
  readonly version: number;
  readonly state: Open;
}

/** Every state but the one before the first word. */
type OpenOf<State> = Exclude<State, { readonly status: 'none' }>;
const openOf = <State extends { readonly status: string }>(state: State): OpenOf<State> | undefined =>
  state.status === 'none' ? undefined : (state as OpenOf<State>);

/** Streams that begin with what a person says (a question, a complaint): the staff's and that person's own. */
export const saidStreams = <
  State extends { readonly status: 'none' } | { readonly status: string; readonly by: Subject },
  Command,
  Event extends DomainEvent,
  R extends Refusal,
>(
  aggregate: AggregateOf<State, Command, Event, R>,
  isStaff: (actor: Actor) => boolean,
) => ({
  /** As it stands, for staff and for whoever said it; nothing for anybody else. */
  get: async (deps: Deps, actor: Actor, no: string): Promise<Said<OpenOf<State>> | undefined> => {
    const { state, position } = await deps.streams.load(actor.tenant, aggregate, no);
    const open = openOf(state);
    const isOwn = open !== undefined && 'by' in open && open.by === actor.sub;
    return open && (isOwn || isStaff(actor)) ? { no, version: position.version, state: open } : undefined;
  },
  /** Does one act; what was written goes into the vault before it. @throws RefusedError */
  perform: async (
    deps: Deps,
    { tenant }: Actor,
    no: string,
    written: Written<Command>,
  ): Promise<Said<OpenOf<State>>> => {
    const { state, version } = await commitWritten(deps, tenant, aggregate, no, written);
    const open = openOf(state);
    if (!open) throw notFound();
    return { no, version, state: open };
  },
});
