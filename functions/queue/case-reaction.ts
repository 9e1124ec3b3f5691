import type { CaseEvent } from '../../shared/domain/case/events.ts';
import { caseUpcasters } from '../../shared/domain/case/upcasters.ts';
import { queueAggregate, queueStream } from '../../shared/domain/queue/queue.ts';
import type { Zone } from '../../shared/domain/tenant/hall.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf, type Day } from '../../shared/kernel/instant.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { Deps } from '../runtime/deps.ts';
import { loadHall } from '../runtime/hall.ts';
import { loadZones } from '../runtime/zones.ts';

type LinkDeps = Pick<Deps, 'streams'>;

/** The zone in whose queue the number was given on that day. */
const zoneOf = async (
  deps: LinkDeps,
  tenant: TenantCode,
  no: string,
  day: Day,
): Promise<Zone | undefined> => {
  const zones = (await loadZones(deps, tenant)).filter(({ prefix }) => no.startsWith(prefix));
  for (const zone of zones) {
    const { state } = await deps.streams.load(tenant, queueAggregate, queueStream(zone.code, day));
    if (state.tickets.get(no)) return zone;
  }
  return undefined;
};

/**
 * A number starts a case, and the case says so: the number gets to know it, whoever ends the service and however. A case
 * that another hall received names a number of that hall. What a citizen writes at home was seen by nobody at a window.
 */
export const caseReaction =
  (deps: LinkDeps) =>
  async ({ tenant, stream, events, version, actor, at }: Commit): Promise<void> => {
    if (stream.aggregate !== 'case' || version > 0 || actor.roles.includes('citizen')) return;
    const [first] = events.map((stored) => upcast<CaseEvent>(caseUpcasters, stored));
    if (first?.type !== 'CaseReceived' || first.data.ticket === undefined) return;
    const { ticket: no, caseNo, receivedBy } = first.data;
    const hall = receivedBy?.tenant ?? tenant;
    const zone = await zoneOf(deps, hall, no, dayOf(at));
    if (!zone) return;
    const { settings: rules } = await loadHall(deps, hall);
    const envelope = {
      at,
      actor: { sub: 'system' as Subject, roles: ['system'], tenant: hall },
      key: `case ${caseNo}`,
      digest: 'link-case',
    } as const;
    const command = { type: 'link-case', no, caseNo, now: at, zone, rules } as const;
    await deps.streams.execute(hall, queueAggregate, queueStream(zone.code, dayOf(at)), envelope, command);
  };
