import { postingAggregate } from '../../shared/domain/posting/posting.ts';
import { dutyOn, type DutyAsked } from '../../shared/domain/posting/window-duty.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import type { Deps } from '../runtime/deps.ts';
import { RefusedError } from '../runtime/problems.ts';

/**
 * E38: what the clerk may serve alone at the window today. Read afresh: a training that was recorded a moment ago counts.
 * @throws RefusedError `not-posted`, `not-trained`, `not-skilled`
 */
export const servicesOf = async (
  deps: Pick<Deps, 'streams' | 'clock'>,
  { tenant, sub }: Actor,
  asked: DutyAsked,
): Promise<readonly string[]> => {
  const { state } = await deps.streams.load(tenant, postingAggregate, sub);
  const duty = dutyOn(state, dayOf(deps.clock.now()), asked);
  if (!duty.ok) throw new RefusedError(duty.refusal);
  return duty.value;
};
