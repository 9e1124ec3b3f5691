import { z } from '@hono/zod-openapi';
import { TenantParam } from '../../shared/contracts/common.ts';
import {
  consultationAggregate,
  type ConsultationCommand,
} from '../../shared/domain/consultation/consultation.ts';
import type { DutyContext } from '../../shared/domain/supervision/duty.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Envelope } from '../../shared/ports/handle-command.ts';
import { commitWritten } from '../runtime/commit-written.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Hall } from '../runtime/hall.ts';
import { notFound } from '../runtime/problems.ts';
import type { Texts } from '../runtime/texts.ts';
import type { Stood } from './present.ts';

export const ConsultationParams = z.object({
  tenant: TenantParam,
  no: z.string().regex(/^[0-9A-Za-z_-]{16}$/, '不是咨询编号'),
});

/** 咨询台, the counters, and the units that questions are handed on to. */
export const ANSWERING = ['guide', 'clerk', 'reviewer', 'chief'] as const;
/** Staff write down what is asked at the desk. */
export const ASKING = ['citizen', 'guide', 'clerk'] as const;
export const READING = [...ANSWERING, 'supervisor', 'citizen'] as const;

export const isStaff = ({ roles }: Actor): boolean =>
  roles.includes('supervisor') || ANSWERING.some((role) => roles.includes(role));

/** What the hall brings to every command on a question. */
export const dutyContext = ({ calendar, settings }: Hall, now: Instant): DutyContext => ({
  now,
  calendar,
  cards: settings.cards,
});

/** The question as it stands, for staff and for whoever asked it; nothing for anybody else. */
export const getConsultation = async (deps: Deps, actor: Actor, no: string): Promise<Stood | undefined> => {
  const { state, position } = await deps.streams.load(actor.tenant, consultationAggregate, no);
  if (state.status === 'none' || !(isStaff(actor) || state.by === actor.sub)) return undefined;
  return { no, version: position.version, state };
};

/** Does one act; what was written goes into the vault before it. */
export const perform = async (
  deps: Deps,
  actor: Actor,
  no: string,
  envelope: Envelope,
  command: ConsultationCommand,
  texts: Texts,
): Promise<Stood> => {
  const written = { envelope, command, texts };
  const { state, version } = await commitWritten(deps, actor.tenant, consultationAggregate, no, written);
  if (state.status === 'none') throw notFound();
  return { no, version, state };
};
