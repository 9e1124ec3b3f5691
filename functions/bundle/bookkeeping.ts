import { bundleAggregate } from '../../shared/domain/bundle/decide.ts';
import type { BundleRecord } from '../../shared/domain/bundle/commands.ts';
import type { BundleState } from '../../shared/domain/bundle/state.ts';
import type { BundleNo, Subject, TenantCode } from '../../shared/kernel/ids.ts';
import type { Outcome } from '../../shared/ports/handle-command.ts';
import type { Deps } from '../runtime/deps.ts';

/** What the clockwork needs of a hall's system. */
export type Bookkeeping = Pick<Deps, 'clock' | 'streams'>;

/** The bundle's own rules refused what its clockwork recorded: another one was faster, or the code is wrong. */
export class BundleRecordError extends Error {
  override readonly name = 'BundleRecordError';
}

/** Appends a fact that the clockwork has seen, under a key made from the fact: a repetition is nothing. */
export const recordFact = async (
  { clock, streams }: Bookkeeping,
  tenant: TenantCode,
  no: BundleNo,
  fact: BundleRecord,
  key: string,
): Promise<Outcome<BundleState>> => {
  const actor = { sub: 'system' as Subject, roles: ['system'], tenant } as const;
  const envelope = { at: clock.now(), actor, key: `system ${fact.type} ${key}`, digest: fact.type };
  const result = await streams.execute(tenant, bundleAggregate, no, envelope, fact);
  if (!result.ok) throw new BundleRecordError(`${no} ${fact.type} ${key}: ${result.refusal.code}`);
  return result.value;
};
