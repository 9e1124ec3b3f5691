import type { TicketIssued } from '../../shared/domain/queue/events.ts';
import { dayOfAppointment, slotsAggregate, type SlotsCommand } from '../../shared/domain/slots/slots.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf, type Day } from '../../shared/kernel/instant.ts';
import type { Envelope } from '../../shared/ports/handle-command.ts';
import type { Deps } from '../runtime/deps.ts';
import { RefusedError } from '../runtime/problems.ts';

export type Proof = Extract<SlotsCommand, { type: 'keep' }>['proof'];
export type BookedTicket = Required<Pick<TicketIssued, 'slotAt' | 'appointment'>> & {
  readonly lane: 'appointment';
};

interface Asked {
  readonly service: string;
  readonly lane?: string;
  readonly appointment?: string | undefined;
  readonly offlineNo?: string | undefined;
}

const noAppointment = () =>
  new RefusedError({
    code: 'bad-input',
    message: '填写有误',
    errors: [{ path: 'appointment', message: '没有这个预约，请核对预约编号、证件号码和所选的业务' }],
  });

/** An appointment is for its own day and lane. Of what was printed while the line was cut nobody knows the booking. */
const dayToday = (no: string, { lane, offlineNo }: Asked, today: Day): Day => {
  const day = dayOfAppointment(no);
  if (day !== today || lane === 'green' || offlineNo !== undefined) throw noAppointment();
  return day;
};

/**
 * Whoever has booked comes, today: the appointment is kept before its number is given, and the queue gives one number
 * for it, so that after a fault between the two the request can be repeated under any key. Without a booking: nothing
 * (C23).
 */
export const keepAppointment = async (
  { streams }: Pick<Deps, 'streams'>,
  tenant: TenantCode,
  { at: now, actor, key, digest }: Envelope,
  asked: Asked,
  proofOn: (day: Day) => Proof,
): Promise<{ readonly zone: string; readonly ticket: BookedTicket } | undefined> => {
  const { service, lane, appointment: no = '' } = asked;
  if (no === '' && lane !== 'appointment') return undefined;
  const day = dayToday(no, asked, dayOf(now));
  const proof = proofOn(day);
  const command = { type: 'keep', no, service, now, ...(proof ? { proof } : {}) } as const;
  const envelope = { at: now, actor, key, digest };
  const result = await streams.execute(tenant, slotsAggregate, day, envelope, command);
  if (!result.ok)
    throw result.refusal.code === 'not-found' ? noAppointment() : new RefusedError(result.refusal);
  const known = result.value.state.get(no);
  if (!known) throw noAppointment();
  return { zone: known.zone, ticket: { lane: 'appointment', slotAt: known.start, appointment: no } };
};
