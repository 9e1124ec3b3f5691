import { queueAggregate } from '../../shared/domain/queue/queue.ts';
import { DEFAULT_QUEUE_RULES } from '../../shared/domain/queue/rules.ts';
import { watch } from '../../shared/domain/queue/tide-watch.ts';
import type { Subject } from '../../shared/kernel/ids.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { Deps } from '../runtime/deps.ts';
import { KEPT_FACTS_MS, loadHall } from '../runtime/hall.ts';
import { loadZones } from '../runtime/zones.ts';

/**
 * 潮汐窗口 (C21): every commit of today's queue is an occasion to look whether windows are too few or too many, so
 * nobody has to poll. It writes only where there is something to say, and the same commit says it once.
 */
export const tideReaction =
  (deps: Pick<Deps, 'streams' | 'clock'>) =>
  async ({ tenant, stream, version }: Commit): Promise<void> => {
    if (stream.aggregate !== 'queue') return;
    const [code = '', day = ''] = stream.id.split(':');
    const now = deps.clock.now();
    if (day !== dayOf(now)) return;
    const zone = (await loadZones(deps, tenant)).find((each) => each.code === code);
    if (!zone) return;
    const { settings: tide } = await loadHall(deps, tenant);
    const { state } = await deps.streams.load(tenant, queueAggregate, stream.id, KEPT_FACTS_MS);
    if (watch(zone, state, tide, now).length === 0) return;
    const envelope = {
      at: now,
      actor: { sub: 'system' as Subject, roles: ['system'], tenant },
      key: `tide ${version}`,
      digest: 'watch-tide',
    } as const;
    const command = { type: 'watch-tide', tide, now, zone, rules: DEFAULT_QUEUE_RULES } as const;
    await deps.streams.execute(tenant, queueAggregate, stream.id, envelope, command);
  };
