import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { AssistanceFile } from '../../shared/contracts/assistance.ts';
import { TenantParam } from '../../shared/contracts/common.ts';
import {
  assistanceAggregate,
  type AssistanceAct,
  type AssistanceCommand,
} from '../../shared/domain/assistance/assistance.ts';
import type { AssistanceAsked } from '../../shared/domain/assistance/events.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { VaultRef } from '../../shared/kernel/ids.ts';
import type { Envelope } from '../../shared/ports/handle-command.ts';
import type { AppEnv } from '../runtime/app.ts';
import { commitWritten } from '../runtime/commit-written.ts';
import type { Deps } from '../runtime/deps.ts';
import { nameOf } from '../runtime/digest.ts';
import { etagOf } from '../runtime/envelope.ts';
import { loadHall } from '../runtime/hall.ts';
import { notFound } from '../runtime/problems.ts';
import { Texts } from '../runtime/texts.ts';
import type { AssistanceRow } from './assistance-views.ts';
import { presentAssistanceFile } from './present-assistance.ts';

export const AssistanceParams = z.object({
  tenant: TenantParam,
  no: z.string().regex(/^[0-9A-Za-z_-]{16}$/, '不是申请编号'),
});

/** The desk arranges; clerks ask for people who stand before them, and say what came of it. */
export const DESK = ['guide', 'clerk'] as const;
export const ASKING = ['citizen', ...DESK] as const;

export const isDesk = ({ roles }: Actor): boolean => DESK.some((role) => roles.includes(role));

/** The free texts of one request. */
export const textsOf = ({ secret }: Deps, { key }: Envelope): Texts =>
  new Texts(`text:assistance:${nameOf(secret, key)}` as VaultRef);

/** The request as it stands, for staff and for whoever made it; nothing for anybody else. */
export const getAssistance = async (deps: Deps, actor: Actor, no: string): Promise<AssistanceRow> => {
  const { state, position } = await deps.streams.load(actor.tenant, assistanceAggregate, no);
  if (state.status === 'none' || !(isDesk(actor) || state.by === actor.sub)) throw notFound();
  return { no, version: position.version, state };
};

/** Does what is asked, and answers with the request as it stands then. */
export const perform = async (
  c: Context<AppEnv>,
  deps: Deps,
  no: string,
  envelope: Envelope,
  own: AssistanceAct | ({ readonly type: 'ask' } & AssistanceAsked),
  texts: Texts,
): Promise<AssistanceFile> => {
  const { tenant } = c.get('actor');
  const { calendar } = await loadHall(deps, tenant);
  const command: AssistanceCommand = { ...own, now: envelope.at, calendar };
  const written = { envelope, command, texts };
  const { state, version } = await commitWritten(deps, tenant, assistanceAggregate, no, written);
  if (state.status === 'none') throw notFound();
  c.header('etag', etagOf(version));
  return presentAssistanceFile({ no, version, state }, deps.vault.for(tenant));
};
