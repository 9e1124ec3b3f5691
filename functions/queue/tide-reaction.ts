import { queueAggregate } from '../../shared/domain/queue/queue.ts';
import { watch } from '../../shared/domain/queue/tide-watch.ts';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { Deps } from '../runtime/deps.ts';
import { KEPT_FACTS_MS, loadHall } from '../runtime/hall.ts';
import { loadZones } from '../runtime/zones.ts';

type TideDeps = Pick<Deps, 'streams' | 'clock'>;

/** The queue with the commit in it: as it was kept by whoever read it for the same commit, or read now. */
const queueSince = async ({ streams }: TideDeps, tenant: TenantCode, id: string, version: number) => {
  const kept = await streams.load(tenant, queueAggregate, id, KEPT_FACTS_MS);
  return kept.position.version >= version ? kept : streams.load(tenant, queueAggregate, id);
};

/**
 * 潮汐窗口 (C21): every commit of today's queue is an occasion to look whether windows are too few or too many, so
 * nobody has to poll. It writes only where there is something to say, and the same commit says it once.
 */
export const tideReaction =
  (deps: TideDeps) =>
  async ({ tenant, stream, version }: Commit): Promise<void> => {
    if (stream.aggregate !== 'queue') return;
    const [code = '', day = ''] = stream.id.split(':');
    const now = deps.clock.now();
    if (day !== dayOf(now)) return;
    const zone = (await loadZones(deps, tenant)).find((each) => each.code === code);
    if (!zone) return;
    const { settings } = await loadHall(deps, tenant);
    const { state } = await queueSince(deps, tenant, stream.id, version);
    if (watch(zone, state, settings, now).length === 0) return;
    const envelope = {
      at: now,
      actor: { sub: 'system' as Subject, roles: ['system'], tenant },
      key: `tide ${version}`,
      digest: 'watch-tide',
    } as const;
    const command = { type: 'watch-tide', tide: settings, now, zone, rules: settings } as const;
    await deps.streams.execute(tenant, queueAggregate, stream.id, envelope, command);
  };
