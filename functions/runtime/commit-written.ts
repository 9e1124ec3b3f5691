import type { DomainEvent } from '../../shared/domain/decider.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Refusal } from '../../shared/kernel/result.ts';
import type { AggregateOf, Envelope, Outcome } from '../../shared/ports/handle-command.ts';
import type { Deps } from './deps.ts';
import { RefusedError } from './problems.ts';
import type { Texts } from './texts.ts';

/** A command, what the request brings besides it, and the free texts that its events refer to. */
export interface Written<Command> {
  readonly envelope: Envelope;
  readonly command: Command;
  readonly texts: Texts;
}

/**
 * Decides and appends; what was written goes into the vault once the decision is positive, before the commit refers to it.
 * @throws RefusedError
 */
export const commitWritten = async <State, Command, Event extends DomainEvent, R extends Refusal>(
  { streams, vault }: Pick<Deps, 'streams' | 'vault'>,
  tenant: TenantCode,
  aggregate: AggregateOf<State, Command, Event, R>,
  id: string,
  { envelope, command, texts }: Written<Command>,
): Promise<Outcome<State>> => {
  const result = await streams.execute(tenant, aggregate, id, envelope, command, {
    prepare: () => texts.keep(vault.for(tenant)),
  });
  if (!result.ok) throw new RefusedError(result.refusal);
  return result.value;
};
