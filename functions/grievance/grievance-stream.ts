import { z } from '@hono/zod-openapi';
import { TenantParam } from '../../shared/contracts/common.ts';
import { grievanceAggregate } from '../../shared/domain/grievance/grievance.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { saidStreams } from '../runtime/said-streams.ts';

export const GrievanceParams = z.object({
  tenant: TenantParam,
  no: z.string().regex(/^[0-9A-Za-z_-]{16}$/, '不是诉求编号'),
});

/** 有诉即办 handles; 电子监察 looks on and urges. */
export const HANDLERS = ['grievance', 'supervisor'] as const;

export const isHandler = ({ roles }: Actor): boolean => HANDLERS.some((role) => roles.includes(role));

/** Complaints of a hall: their handlers' and whoever made them. */
export const grievances = saidStreams(grievanceAggregate, isHandler);
