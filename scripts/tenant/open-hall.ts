import { randomUUID } from 'node:crypto';
import { systemClock } from '../../functions/adapters/system-clock.ts';
import { TENANT_STREAM, tenantAggregate } from '../../shared/domain/tenant/decide.ts';
import type { HallLevel } from '../../shared/domain/tenant/hall.ts';
import { parentOf, type Subject, type TenantCode } from '../../shared/kernel/ids.ts';
import type { EventLog } from '../../shared/ports/event-log.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
import { UsageError } from '../tables-at.ts';

/** What is said of a hall that opens. */
export interface Hall {
  readonly code: TenantCode;
  /** As it stands over the door: 石佛寺镇便民服务中心. */
  readonly name: string;
  /** The administrative division: 石佛寺镇. */
  readonly place: string;
}

/** GB/T 39046 A.2, by the digits of the code: county 6, township 9, village 12. */
const levelOf = (code: TenantCode): HallLevel => (code.length === 6 ? 4 : code.length === 9 ? 5 : 6);

/**
 * Opens a hall; one that is open by the same name, however it came to be, stays as it is.
 * @returns whether it was open already
 * @throws UsageError where the code is another hall's
 */
export const openHall = async (log: EventLog, { code, name, place }: Hall): Promise<boolean> => {
  const parent = parentOf(code);
  const profile = { name, place, level: levelOf(code), ...(parent === undefined ? {} : { parent }) };
  const actor = { sub: 'system' as Subject, roles: ['system'], tenant: code } as const;
  const envelope = { at: systemClock.now(), actor, key: randomUUID(), digest: '' };
  const command = { type: 'open', code, profile } as const;
  const streams = new Streams(log, systemClock);
  const result = await streams.execute(code, tenantAggregate, TENANT_STREAM, envelope, command);
  if (!result.ok) throw new UsageError(result.refusal.message);
  const { state, replayed } = result.value;
  if (state.status === 'open' && (state.name !== name || state.place !== place))
    throw new UsageError(`${code} is open as ${state.name} in ${state.place}`);
  return replayed;
};
