import {
  personDecider,
  type PersonCommand,
  type PersonEvent,
  type PersonRefusal,
  type PersonState,
} from '../domain/person/person.ts';
import type { ActorRecord } from '../kernel/actor.ts';
import type { TenantCode, VaultRef } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AggregateOf, Streams } from './handle-command.ts';
import type { Vault } from './vault.ts';

export const person: AggregateOf<PersonState, PersonCommand, PersonEvent, PersonRefusal> = {
  name: 'person',
  decider: personDecider,
};

/** The record of a reading could not be made, so nothing was read. */
export class DisclosureError extends Error {
  override readonly name = 'DisclosureError';
}

export interface Disclosing {
  readonly streams: Streams;
  readonly vault: Vault;
}

/** Who reads, what for (a word of the program, never free text) and when. */
export interface Disclosure {
  readonly reader: ActorRecord;
  readonly purpose: string;
  readonly at: Instant;
}

/** Who erases, on what ground (a word of the program such as `requested` or `retention-over`) and when. */
export interface Erasure {
  readonly by: ActorRecord;
  readonly reason: string;
  readonly at: Instant;
}

/**
 * Opens a person's data for a reader. The reading is in the log before anything is decrypted; without the record there
 * is no reading. The same reader, purpose and instant are one reading.
 * @returns the content, or nothing when it was erased or never was.
 */
export const disclose = async (
  { streams, vault }: Disclosing,
  tenant: TenantCode,
  ref: VaultRef,
  { reader, purpose, at }: Disclosure,
): Promise<unknown> => {
  const envelope = { at, actor: reader, key: `read:${reader.sub}:${purpose}:${at}`, digest: purpose };
  const recorded = await streams.execute(tenant, person, ref, envelope, { type: 'read', purpose });
  if (recorded.ok) return vault.for(tenant).get(ref);
  if (recorded.refusal.code === 'person-erased') return undefined;
  throw new DisclosureError(`reading of ${ref} not recorded: ${recorded.refusal.code}`);
};

/**
 * 个人信息保护法 第47条: the case stays, the person is gone. The fact is in the log first and closes the door; a repeated
 * call removes the content again, so that a removal that failed half-way can be finished.
 */
export const erasePerson = async (
  { streams, vault }: Disclosing,
  tenant: TenantCode,
  ref: VaultRef,
  { by, reason, at }: Erasure,
): Promise<void> => {
  const envelope = { at, actor: by, key: `erase:${by.sub}:${at}`, digest: reason };
  const recorded = await streams.execute(tenant, person, ref, envelope, { type: 'erase', reason });
  if (!recorded.ok) throw new DisclosureError(`erasure of ${ref} not recorded: ${recorded.refusal.code}`);
  await vault.for(tenant).erase(ref);
};
