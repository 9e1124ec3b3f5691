import type { Zone } from '../../shared/domain/tenant/hall.ts';
import { queueAggregate, queueStream } from '../../shared/domain/queue/queue.ts';
import type { QueueState } from '../../shared/domain/queue/state.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import type { Folded } from '../../shared/ports/handle-command.ts';
import type { Deps } from '../runtime/deps.ts';
import { notFound } from '../runtime/problems.ts';
import { loadZones } from '../runtime/zones.ts';

/** The zone that the window belongs to. */
export const zoneOfWindow = async (
  deps: Pick<Deps, 'streams'>,
  tenant: TenantCode,
  window: string,
): Promise<Zone> => {
  const zones = await loadZones(deps, tenant);
  const zone = zones.find(({ windows }) => windows.some(({ id }) => id === window));
  if (!zone) throw notFound();
  return zone;
};

/** Today's queue of a zone, read from its own stream. */
export const loadQueue = (
  deps: Pick<Deps, 'streams' | 'clock'>,
  tenant: TenantCode,
  zone: string,
): Promise<Folded<QueueState>> =>
  deps.streams.load(tenant, queueAggregate, queueStream(zone, dayOf(deps.clock.now())));

/** The zone and queue in which the number was given today. */
export const findTicket = async (deps: Deps, tenant: TenantCode, no: string) => {
  const zones = (await loadZones(deps, tenant)).filter(({ prefix }) => no.startsWith(prefix));
  for (const zone of zones) {
    const { state, position } = await loadQueue(deps, tenant, zone.code);
    const ticket = state.tickets.get(no);
    if (ticket) return { zone, ticket, state, version: position.version };
  }
  throw notFound();
};
