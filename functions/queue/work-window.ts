import type { WindowActName } from '../../shared/contracts/windows.ts';
import { queueAggregate, queueStream } from '../../shared/domain/queue/queue.ts';
import { DEFAULT_QUEUE_RULES } from '../../shared/domain/queue/rules.ts';
import type { QueueState } from '../../shared/domain/queue/state.ts';
import type { Zone } from '../../shared/domain/tenant/hall.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import type { Envelope } from '../../shared/ports/handle-command.ts';
import type { Deps } from '../runtime/deps.ts';
import { RefusedError } from '../runtime/problems.ts';
import { presentTicket } from './present.ts';

export interface WindowWork {
  readonly tenant: TenantCode;
  readonly zone: Zone;
  readonly window: string;
  readonly act: WindowActName;
  readonly fields: object;
}

/** One act at a window of the zone, today; the queue right after it. */
export const workWindow = async (
  deps: Pick<Deps, 'streams'>,
  { tenant, zone, window, act, fields }: WindowWork,
  envelope: Envelope,
): Promise<{ state: QueueState; version: number }> => {
  const { at: now } = envelope;
  const command = { ...fields, type: act, window, now, zone, rules: DEFAULT_QUEUE_RULES };
  const stream = queueStream(zone.code, dayOf(now));
  const result = await deps.streams.execute(tenant, queueAggregate, stream, envelope, command);
  if (!result.ok) throw new RefusedError(result.refusal);
  return result.value;
};

/** The number that an act was about: after a call whoever is at the window, after all else whoever was there last. */
export const ticketAt = (zone: string, window: string, act: WindowActName, state: QueueState) => {
  const { current, last } = state.windows.get(window) ?? {};
  const no = act === 'call-next' ? current : last;
  const ticket = no === undefined ? undefined : state.tickets.get(no);
  return ticket ? presentTicket(zone, ticket, state) : null;
};
