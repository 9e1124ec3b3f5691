import { postingAggregate } from '../../shared/domain/posting/posting.ts';
import { dutyOn } from '../../shared/domain/posting/window-duty.ts';
import { usualServices } from '../../shared/domain/queue/window-acts.ts';
import type { Zone } from '../../shared/domain/tenant/hall.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import type { Deps } from '../runtime/deps.ts';
import { RefusedError } from '../runtime/problems.ts';
import { loadQueue } from './zones.ts';

/**
 * E38: what the clerk may serve alone at the window today. Read afresh: a training that was recorded a moment ago counts.
 * @throws RefusedError `not-posted`, `not-trained`, `not-skilled`
 */
export const servicesOf = async (
  deps: Pick<Deps, 'streams' | 'clock'>,
  { tenant, sub }: Actor,
  zone: Zone,
  window: string,
  services?: readonly string[],
): Promise<readonly string[]> => {
  const [{ state: posting }, { state: queue }] = await Promise.all([
    deps.streams.load(tenant, postingAggregate, sub),
    loadQueue(deps, tenant, zone.code),
  ]);
  const usual = usualServices(zone, queue, window);
  const duty = dutyOn(posting, dayOf(deps.clock.now()), { usual, ...(services ? { services } : {}) });
  if (!duty.ok) throw new RefusedError(duty.refusal);
  return duty.value;
};
