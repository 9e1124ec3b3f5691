import type { UpCall, UpTicket } from '../../shared/contracts/mqtt.ts';
import { refusalOf } from '../../shared/domain/device/device.ts';
import { queueAggregate, queueStream } from '../../shared/domain/queue/queue.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import type { Envelope } from '../../shared/ports/handle-command.ts';
import type { Deps } from '../runtime/deps.ts';
import { appointmentCheck } from '../runtime/digest.ts';
import {
  envelopeOfMessage,
  mustBe,
  saidAt,
  type CallAnswer,
  type Speaker,
  type TicketAnswer,
} from '../runtime/device-message.ts';
import { loadHall } from '../runtime/hall.ts';
import { RefusedError } from '../runtime/problems.ts';
import { loadZones, zoneFor } from '../runtime/zones.ts';
import { keepAppointment, type BookedTicket } from './keep-appointment.ts';
import { presentTicket } from './present.ts';
import { personOf, takeTicket, type Place, type Taken } from './take-ticket.ts';
import { workWindow } from './work-window.ts';
import { loadQueue, zoneOfWindow } from './zones.ts';

type QueueDeps = Pick<Deps, 'streams' | 'clock' | 'secret'>;

const laneOf = ({ priority }: UpTicket) =>
  priority === undefined
    ? ({ lane: 'walk-in' } as const)
    : ({ lane: 'green', reason: { code: priority } } as const);

/** A new number belongs to today; what was asked for on an earlier day can only be asked again for its answer. */
const mustBeToday = async (
  deps: QueueDeps,
  { tenant, zone, day }: Place,
  { at, key }: Envelope,
): Promise<void> => {
  if (day === dayOf(at)) return;
  const { keys } = await deps.streams.load(tenant, queueAggregate, queueStream(zone.code, day));
  if (!keys.has(key)) throw new RefusedError({ code: 'too-late', message: '取号请求已过当日' });
};

const take = async (
  deps: QueueDeps,
  speaker: Speaker,
  place: Place,
  message: UpTicket,
  envelope: Envelope,
  booked?: BookedTicket,
): Promise<Taken> => {
  const { zone, rules } = place;
  const { service, offlineNo: no, applicant } = message;
  const about = {
    now: envelope.at,
    zone,
    rules,
    service,
    ...laneOf(message),
    ...personOf(deps.secret, place, applicant),
  };
  if (no === undefined) {
    await mustBeToday(deps, place, envelope);
    return takeTicket(deps, place, envelope, { type: 'issue', ...about, ...booked });
  }
  const takenAt = saidAt(message, envelope.at);
  const command = { type: 'take-in', ...about, no, device: speaker.name, takenAt } as const;
  return takeTicket(deps, place, envelope, command);
};

/** What a message was given, now or when it came first. */
const takenBy = async (
  deps: QueueDeps,
  speaker: Speaker,
  message: UpTicket,
): Promise<Taken & { readonly place: Place }> => {
  const { tenant, device } = speaker;
  const envelope = envelopeOfMessage(deps, speaker, message);
  const { applicant } = message;
  const booked = await keepAppointment(deps, tenant, envelope, message, (day) =>
    applicant ? { check: appointmentCheck(deps.secret, day, applicant.idTail) } : {},
  );
  const asked = booked?.zone ?? device.zone ?? message.zone;
  const zone = zoneFor(await loadZones(deps, tenant), message.service, asked);
  const { settings: rules } = await loadHall(deps, tenant);
  const place = { tenant, zone, rules, day: dayOf(saidAt(message, envelope.at)) };
  return { place, ...(await take(deps, speaker, place, message, envelope, booked?.ticket)) };
};

/**
 * A kiosk gave up waiting, and whoever stood there went away with another number: nobody has this one. The first message
 * is asked again, so that it does not matter whether it has arrived, arrives later, or never; its number is cancelled.
 */
const takeBack = async (
  deps: QueueDeps,
  speaker: Speaker,
  message: UpTicket,
  id: string,
): Promise<TicketAnswer> => {
  const refusal = refusalOf(speaker.device, id);
  if (refusal) throw new RefusedError(refusal);
  const asked: UpTicket = { ...message, id };
  delete asked.returns;
  const { ticket, place } = await takenBy(deps, speaker, asked);
  const { tenant, zone, day, rules } = place;
  const { no } = ticket;
  const envelope = envelopeOfMessage(deps, speaker, message);
  const command = { type: 'cancel', no, now: envelope.at, zone, rules } as const;
  const stream = queueStream(zone.code, day);
  const result = await deps.streams.execute(tenant, queueAggregate, stream, envelope, command);
  // Called and skipped in the meantime: nothing is left to give back.
  if (!result.ok && result.refusal.code !== 'wrong-status') throw new RefusedError(result.refusal);
  return { no, zone: zone.code };
};

/** `up/ticket` of a kiosk: a number of its zone, one that it printed while the line was cut, or one that it gives back. */
export const takeByDevice = async (
  deps: QueueDeps,
  speaker: Speaker,
  message: UpTicket,
): Promise<TicketAnswer> => {
  mustBe(speaker, 'kiosk');
  if (message.returns !== undefined) return takeBack(deps, speaker, message, message.returns);
  const { ticket, state, place } = await takenBy(deps, speaker, message);
  const { no, ahead, waitMinutes } = presentTicket(place.zone.code, ticket, state, place.rules);
  return { no, zone: place.zone.code, ahead, waitMinutes };
};

const notAllowed = (message: string) => new RefusedError({ code: 'not-allowed', message });

/** `up/call` of a caller: an act at the window where it stands. Whoever sits there opens the window; it goes on after a break. */
export const workByDevice = async (
  deps: QueueDeps,
  speaker: Speaker,
  message: UpCall,
): Promise<CallAnswer> => {
  mustBe(speaker, 'caller');
  const { act, window, service, to } = message;
  if (window !== speaker.device.window) throw notAllowed('不是本机的窗口');
  const { tenant } = speaker;
  const zone = await zoneOfWindow(deps, tenant, window);
  const envelope = envelopeOfMessage(deps, speaker, message);
  if (act === 'open') {
    const { state, keys } = await loadQueue(deps, tenant, zone.code);
    const isBreak = state.windows.get(window)?.status === 'paused';
    if (!isBreak && !keys.has(envelope.key)) throw notAllowed('请工作人员先登录开放窗口');
  }
  const fields = { ...(service === undefined ? {} : { service }), ...(to === undefined ? {} : { to }) };
  const { ticket } = await workWindow(deps, { tenant, zone, window, act, fields }, envelope);
  return { ticket };
};
