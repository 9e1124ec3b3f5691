import { refuse } from '../../kernel/result.ts';
import type { TicketIssued } from './events.ts';
import { nextNumber, OFFLINE_LEASE, OFFLINE_NUMBERS } from './numbers.ts';
import { badInput, emit, hasService, nothing, type CommandOf, type Decision } from './decision.ts';
import type { QueueState } from './state.ts';

/** A new number of the lane's series; an appointment gets one, not two. */
export const issue = (command: CommandOf<'issue'>, { given, tickets }: QueueState): Decision => {
  const { service, further = [], zone, lane, slotAt, appointment, holder, person, reason } = command;
  if (!hasService(command, service)) return badInput('service', '本专区没有这项服务');
  const unknown = further.findIndex((code) => !hasService(command, code));
  if (unknown >= 0) return badInput(`further.${unknown}`, '本专区没有这项服务');
  const isUsed =
    appointment !== undefined &&
    [...tickets.values()].some((known) => known.appointment === appointment && known.status !== 'cancelled');
  if (isUsed) return refuse('appointment-used', '已凭此预约取号');
  const data: TicketIssued = {
    no: nextNumber(zone.prefix, lane, given),
    service,
    lane,
    ...(further.length > 0 ? { further } : {}),
    ...(slotAt === undefined ? {} : { slotAt }),
    ...(appointment === undefined ? {} : { appointment }),
    ...(holder === undefined ? {} : { holder }),
    ...(person === undefined ? {} : { person }),
    ...(reason === undefined ? {} : { reason }),
  };
  return emit({ type: 'TicketIssued', data });
};

/** Of a number of the zone, what stands behind the letter. */
const countOf = (no: string, prefix: string): number =>
  no.startsWith(prefix) ? Number(no.slice(prefix.length)) : Number.NaN;

/** A number that a cut-off kiosk printed takes its place by the moment at which it was printed. */
export const takeIn = (command: CommandOf<'take-in'>, { offline, tickets }: QueueState): Decision => {
  const { no, device, takenAt, service, lane, person, reason, zone } = command;
  if (!hasService(command, service)) return badInput('service', '本专区没有这项服务');
  const leased = offline.get(device);
  const count = countOf(no, zone.prefix);
  const isLeased =
    leased !== undefined && Number.isInteger(count) && count >= leased.first && count <= leased.last;
  if (!isLeased || no !== `${zone.prefix}${count}`) return refuse('not-leased', '不在本机当日的离线号段内');
  if (tickets.get(no)) return refuse('number-used', '该号已经登记');
  const data: TicketIssued = {
    no,
    service,
    lane,
    takenAt,
    ...(person === undefined ? {} : { person }),
    ...(reason === undefined ? {} : { reason }),
  };
  return emit({ type: 'TicketIssued', data });
};

/** Numbers for one device alone, once a day; a repetition finds them leased. */
export const leaseOffline = ({ device }: CommandOf<'lease-offline'>, { offline }: QueueState): Decision => {
  if (offline.get(device)) return nothing;
  const first = OFFLINE_NUMBERS.first + offline.size * OFFLINE_LEASE;
  const last = first + OFFLINE_LEASE - 1;
  if (last > OFFLINE_NUMBERS.last) return refuse('not-leased', '当日的离线号段已全部分配');
  return emit({ type: 'OfflineNumbersLeased', data: { device, first, last } });
};

/** Given up by whoever took it, before it is served. */
export const cancel = ({ no, by }: CommandOf<'cancel'>, { tickets }: QueueState): Decision => {
  const ticket = tickets.get(no);
  if (!ticket) return refuse('not-found', '没有这个号');
  if (by !== undefined && ticket.holder !== by) return refuse('not-allowed', '不是您取的号');
  if (ticket.status === 'cancelled') return nothing;
  if (ticket.status !== 'waiting' && ticket.status !== 'called')
    return refuse('wrong-status', '该号已在办理或已结束，不能取消');
  return emit({ type: 'TicketCancelled', data: { no } });
};

/** The number carries the cases that name it, whoever ends the service and however; each of them once. */
export const linkCase = ({ no, caseNo }: CommandOf<'link-case'>, { tickets }: QueueState): Decision => {
  const ticket = tickets.get(no);
  if (!ticket) return refuse('not-found', '没有这个号');
  return ticket.cases.includes(caseNo) ? nothing : emit({ type: 'CaseLinked', data: { no, caseNo } });
};
