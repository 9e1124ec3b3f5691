import { z } from '@hono/zod-openapi';
import { TenantParam } from '../../shared/contracts/common.ts';
import {
  grievanceAggregate,
  type GrievanceCommand,
  type OpenGrievance,
} from '../../shared/domain/grievance/grievance.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { Envelope } from '../../shared/ports/handle-command.ts';
import { commitWritten } from '../runtime/commit-written.ts';
import type { Deps } from '../runtime/deps.ts';
import { notFound } from '../runtime/problems.ts';
import type { Texts } from '../runtime/texts.ts';

export const GrievanceParams = z.object({
  tenant: TenantParam,
  no: z.string().regex(/^[0-9A-Za-z_-]{16}$/, '不是诉求编号'),
});

/** 有诉即办 handles; 电子监察 looks on and urges. */
export const HANDLERS = ['grievance', 'supervisor'] as const;

export const isHandler = ({ roles }: Actor): boolean => HANDLERS.some((role) => roles.includes(role));

export interface Stood {
  readonly no: string;
  readonly version: number;
  readonly state: OpenGrievance;
}

/** The complaint as it stands, for its handlers and for whoever made it; nothing for anybody else. */
export const getGrievance = async (deps: Deps, actor: Actor, no: string): Promise<Stood | undefined> => {
  const { state, position } = await deps.streams.load(actor.tenant, grievanceAggregate, no);
  if (state.status === 'none' || !(isHandler(actor) || state.by === actor.sub)) return undefined;
  return { no, version: position.version, state };
};

/** Does one act; what was written goes into the vault before it. */
export const perform = async (
  deps: Deps,
  actor: Actor,
  no: string,
  envelope: Envelope,
  command: GrievanceCommand,
  texts: Texts,
): Promise<Stood> => {
  const written = { envelope, command, texts };
  const { state, version } = await commitWritten(deps, actor.tenant, grievanceAggregate, no, written);
  if (state.status === 'none') throw notFound();
  return { no, version, state };
};
