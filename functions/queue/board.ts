import { windowNumber } from '../../shared/codes/window-names.ts';
import { boardTopic } from '../../shared/contracts/mqtt-topics.ts';
import type { Board } from '../../shared/contracts/mqtt.ts';
import type { QueueEvent } from '../../shared/domain/queue/events.ts';
import { queueAggregate, queueStream } from '../../shared/domain/queue/queue.ts';
import type { QueueState, Ticket } from '../../shared/domain/queue/state.ts';
import type { Zone } from '../../shared/domain/tenant/hall.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { dayNumberOf, dayOf, type Day, type Instant } from '../../shared/kernel/instant.ts';
import type { DeviceMessages } from '../../shared/ports/device-hub.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { Deps } from '../runtime/deps.ts';
import type { BoardBody } from '../runtime/device-message.ts';
import { messageId } from '../runtime/message-id.ts';
import { loadZones } from '../runtime/zones.ts';
import { waitingIn } from './present.ts';

/** All that a screen can show, and together with the rest less than 5 KB. */
const MOST_CALLING = 60;
const MOST_WAITING = 60;
/** More commits than a zone has in a day: a new day always begins with a higher version. */
const VERSIONS_A_DAY = 1_000_000;

export type BoardDeps = Pick<Deps, 'streams' | 'clock' | 'secret'> & { readonly messages: DeviceMessages };

const byCall = (one: Ticket, other: Ticket): number =>
  (other.calledAt ?? '') < (one.calledAt ?? '') ? -1 : (other.calledAt ?? '') > (one.calledAt ?? '') ? 1 : 0;

/** What the screens of a zone show. No person is named: a number is all that a screen needs. */
export const boardOf = ({ code, name }: Zone, day: Day, state: QueueState, version: number): BoardBody => {
  const { tickets, windows } = state;
  const calling = [...windows.values()].flatMap(({ id, current }) => {
    const ticket = current === undefined ? undefined : tickets.get(current);
    return ticket ? [{ ticket, window: id }] : [];
  });
  const waiting = waitingIn(state).map(({ no }) => no);
  return {
    version: dayNumberOf(day) * VERSIONS_A_DAY + version + 1,
    day,
    zone: code,
    name,
    calling: calling
      .toSorted((one, other) => byCall(one.ticket, other.ticket))
      .slice(0, MOST_CALLING)
      .map(({ ticket, window }) => ({ no: ticket.no, window })),
    waiting: waiting.slice(0, MOST_WAITING),
    waitingTotal: waiting.length,
  };
};

/** What is said when a number is called, once for each call: 请 A012 号到 3 号窗口. */
export const spokenFor = (events: readonly QueueEvent[]): string | undefined => {
  const called = events.findLast((event) => event.type === 'TicketCalled' || event.type === 'TicketRecalled');
  return called ? `请 ${called.data.no} 号到 ${windowNumber(called.data.window)} 号窗口` : undefined;
};

/** Tells the screens of a zone how its queue stands now; `cause` makes the id, so that a repetition is known. */
export const publishBoard = async (
  { streams, secret, messages }: BoardDeps,
  tenant: TenantCode,
  zone: Zone,
  day: Day,
  { at, cause, say }: { readonly at: Instant; readonly cause: string; readonly say?: string | undefined },
): Promise<void> => {
  const { state, position } = await streams.load(tenant, queueAggregate, queueStream(zone.code, day));
  const board: Board = {
    id: messageId(secret, at, 'board', tenant, zone.code, cause),
    at,
    v: 1,
    ...boardOf(zone, day, state, position.version),
    ...(say === undefined ? {} : { say }),
  };
  await messages.publish(boardTopic(tenant, zone.code), board, { retain: true });
};

/** Every commit of today's queue is seen on the screens. A day that is over is not shown any more. */
export const boardReaction =
  (deps: BoardDeps) =>
  async ({ tenant, stream, events, version, at }: Commit): Promise<void> => {
    if (stream.aggregate !== 'queue') return;
    const [code = '', day = ''] = stream.id.split(':');
    if (day !== dayOf(deps.clock.now())) return;
    const zone = (await loadZones(deps, tenant)).find((each) => each.code === code);
    if (!zone) return;
    const say = spokenFor(events as unknown as readonly QueueEvent[]);
    await publishBoard(deps, tenant, zone, day as Day, { at, cause: `${day}.${version}`, say });
  };
