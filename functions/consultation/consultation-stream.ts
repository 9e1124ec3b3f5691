import { z } from '@hono/zod-openapi';
import { TenantParam } from '../../shared/contracts/common.ts';
import { consultationAggregate } from '../../shared/domain/consultation/consultation.ts';
import type { DutyContext } from '../../shared/domain/supervision/duty.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Hall } from '../runtime/hall.ts';
import { saidStreams } from '../runtime/said-streams.ts';

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

/** Questions of a hall: the staff's and whoever asked. */
export const consultations = saidStreams(consultationAggregate, isStaff);
