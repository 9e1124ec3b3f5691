import type { TicketView } from '../../shared/contracts/queues.ts';
import type { WindowActName } from '../../shared/contracts/windows.ts';
import { queueAggregate, queueStream } from '../../shared/domain/queue/queue.ts';
import type { QueueRules } from '../../shared/domain/queue/rules.ts';
import type { QueueState } from '../../shared/domain/queue/state.ts';
import type { Zone } from '../../shared/domain/tenant/hall.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import type { Envelope } from '../../shared/ports/handle-command.ts';
import type { Deps } from '../runtime/deps.ts';
import { loadHall } from '../runtime/hall.ts';
import { RefusedError } from '../runtime/problems.ts';
import { presentTicket } from './present.ts';

export interface WindowWork {
  readonly tenant: TenantCode;
  readonly zone: Zone;
  readonly window: string;
  readonly act: WindowActName;
  readonly fields: object;
}

/** The queue right after an act, and the number that the act was about. */
export interface Worked {
  readonly state: QueueState;
  readonly version: number;
  readonly ticket: TicketView | null;
}

/** After a call whoever is at the window, after all else whoever was there last. */
const ticketAt = ({ zone, window, act }: WindowWork, state: QueueState, rules: QueueRules) => {
  const { current, last } = state.windows.get(window) ?? {};
  const no = act === 'call-next' ? current : last;
  const ticket = no === undefined ? undefined : state.tickets.get(no);
  return ticket ? presentTicket(zone.code, ticket, state, rules) : null;
};

/** One act at a window of the zone, today. */
export const workWindow = async (
  deps: Pick<Deps, 'streams'>,
  work: WindowWork,
  envelope: Envelope,
): Promise<Worked> => {
  const { tenant, zone, window, act, fields } = work;
  const { at: now } = envelope;
  const { settings: rules } = await loadHall(deps, tenant);
  const command = { ...fields, type: act, window, now, zone, rules };
  const stream = queueStream(zone.code, dayOf(now));
  const result = await deps.streams.execute(tenant, queueAggregate, stream, envelope, command);
  if (!result.ok) throw new RefusedError(result.refusal);
  const { state, version } = result.value;
  return { state, version, ticket: ticketAt(work, state, rules) };
};
