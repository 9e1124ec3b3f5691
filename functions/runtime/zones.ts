import { TENANT_STREAM, tenantAggregate } from '../../shared/domain/tenant/decide.ts';
import type { Zone } from '../../shared/domain/tenant/hall.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Deps } from './deps.ts';
import { KEPT_FACTS_MS } from './hall.ts';
import { notFound } from './problems.ts';

/** The zones of the hall; how they are arranged may be five seconds old. */
export const loadZones = async (
  deps: Pick<Deps, 'streams'>,
  tenant: TenantCode,
): Promise<readonly Zone[]> => {
  const { state } = await deps.streams.load(tenant, tenantAggregate, TENANT_STREAM, KEPT_FACTS_MS);
  if (state.status === 'none') throw notFound();
  return state.zones;
};
