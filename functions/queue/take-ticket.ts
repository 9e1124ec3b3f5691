import type { z } from 'zod';
import type { TicketHolder } from '../../shared/contracts/queues.ts';
import type { QueueCommand } from '../../shared/domain/queue/commands.ts';
import { queueAggregate, queueStream } from '../../shared/domain/queue/queue.ts';
import type { QueueRules } from '../../shared/domain/queue/rules.ts';
import type { QueueState, Ticket } from '../../shared/domain/queue/state.ts';
import type { Zone } from '../../shared/domain/tenant/hall.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Day } from '../../shared/kernel/instant.ts';
import type { Envelope, ExecuteOptions } from '../../shared/ports/handle-command.ts';
import type { Deps } from '../runtime/deps.ts';
import { nameOf, type Secret } from '../runtime/digest.ts';
import { RefusedError, notFound } from '../runtime/problems.ts';

type Holder = z.infer<typeof TicketHolder>;

/** A number just given, in the queue as it was right after. */
export interface Taken {
  readonly ticket: Ticket;
  readonly state: QueueState;
  readonly version: number;
}

/** Where a number is given, and by what rules. */
export interface Place {
  readonly tenant: TenantCode;
  readonly zone: Zone;
  readonly rules: QueueRules;
  readonly day: Day;
}

/** 实名取号: four digits could be guessed back, so a keyed digest stands for them, another one every day. */
export const personOf = (
  secret: Secret,
  { zone, day }: Place,
  applicant: Holder | undefined,
): { person?: string } =>
  applicant ? { person: nameOf(secret, 'ticket', zone.code, day, applicant.idTail) } : {};

/** Gives or takes in one number. A repetition finds the number that it was given. */
export const takeTicket = async (
  deps: Pick<Deps, 'streams'>,
  { tenant, zone, day }: Place,
  envelope: Envelope,
  command: Extract<QueueCommand, { type: 'issue' | 'take-in' }>,
  options: ExecuteOptions = {},
): Promise<Taken> => {
  const stream = queueStream(zone.code, day);
  const result = await deps.streams.execute(tenant, queueAggregate, stream, envelope, command, options);
  if (!result.ok) throw new RefusedError(result.refusal);
  const { state, version } = result.value;
  const ticket = state.tickets.get(state.lastIssued ?? '');
  if (!ticket) throw notFound();
  return { ticket, state, version };
};
