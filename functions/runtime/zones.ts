import { TENANT_STREAM, tenantAggregate } from '../../shared/domain/tenant/decide.ts';
import type { Zone } from '../../shared/domain/tenant/hall.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Deps } from './deps.ts';
import { KEPT_FACTS_MS } from './hall.ts';
import { notFound, RefusedError } from './problems.ts';

/** The zones of the hall; how they are arranged may be five seconds old. */
export const loadZones = async (
  deps: Pick<Deps, 'streams'>,
  tenant: TenantCode,
): Promise<readonly Zone[]> => {
  const { state } = await deps.streams.load(tenant, tenantAggregate, TENANT_STREAM, KEPT_FACTS_MS);
  if (state.status === 'none') throw notFound();
  return state.zones;
};

/** The zone that offers the service; the caller names it where there are several. */
export const zoneFor = (zones: readonly Zone[], service: string, asked?: string): Zone => {
  const zone = zones.find(
    ({ code, services }) =>
      (asked === undefined || code === asked) && services.some((known) => known.code === service),
  );
  if (zone) return zone;
  const errors = [{ path: 'service', message: '大厅没有这项服务' }];
  throw new RefusedError({ code: 'bad-input', message: '填写有误', errors });
};
