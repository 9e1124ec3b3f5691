import { refuse } from '../../kernel/result.ts';
import type { TicketIssued } from './events.ts';
import { nextNumber } from './numbers.ts';
import { badInput, emit, hasService, nothing, type CommandOf, type Decision } from './decision.ts';
import type { QueueState } from './state.ts';

/** A new number of the lane's series. */
export const issue = (command: CommandOf<'issue'>, { given }: QueueState): Decision => {
  const { service, further = [], zone, lane, slotAt, appointment, holder, person, reason } = command;
  if (!hasService(command, service)) return badInput('service', '本专区没有这项服务');
  const unknown = further.findIndex((code) => !hasService(command, code));
  if (unknown >= 0) return badInput(`further.${unknown}`, '本专区没有这项服务');
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
