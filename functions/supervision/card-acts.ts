import type { Context } from 'hono';
import { parseCaseNo } from '../../shared/codes/case-no.ts';
import type { SupervisionItem } from '../../shared/contracts/supervision.ts';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import type { CaseCommand, CommandContext } from '../../shared/domain/case/commands.ts';
import type { TenantCode, VaultRef } from '../../shared/kernel/ids.ts';
import type { AppEnv } from '../runtime/app.ts';
import { commitWritten } from '../runtime/commit-written.ts';
import type { Deps } from '../runtime/deps.ts';
import { nameOf } from '../runtime/digest.ts';
import { envelopeOf, etagOf } from '../runtime/envelope.ts';
import { loadHall } from '../runtime/hall.ts';
import { notFound } from '../runtime/problems.ts';
import { Texts } from '../runtime/texts.ts';
import { supervisionItem } from './present-card.ts';

type CardAct = Extract<CaseCommand, { type: 'urge' | 'order-card' | 'acknowledge-card' | 'reply-card' }>;
type Body<Command> = Command extends CardAct ? Omit<Command, keyof CommandContext> : never;

/** The act of one request, given where its free text is kept. */
export type MakeAct = (texts: Texts) => Body<CardAct>;

/** A case of the caller's hall or of one below it; every other case is not there. */
export const tenantOf = (caseNo: string, own: TenantCode): TenantCode => {
  const tenant = parseCaseNo(caseNo)?.tenant;
  if (!tenant?.startsWith(own)) throw notFound();
  return tenant;
};

/** Role and shape are checked; command, commit, answer. */
export const runCardAct = async (
  c: Context<AppEnv>,
  deps: Deps,
  caseNo: string,
  body: unknown,
  make: MakeAct,
): Promise<SupervisionItem> => {
  const actor = c.get('actor');
  const tenant = tenantOf(caseNo, actor.tenant);
  const { state: before } = await deps.streams.load(tenant, caseAggregate, caseNo);
  if (before.status === 'none') throw notFound();
  const { calendar, settings } = await loadHall(deps, tenant);
  const envelope = envelopeOf(c, deps, actor, body);
  const texts = new Texts(`text:${caseNo}:${nameOf(deps.secret, envelope.key)}` as VaultRef);
  const command = { ...make(texts), now: envelope.at, actor, calendar, cards: settings.cards };
  const written = { envelope, command, texts };
  const { state, version } = await commitWritten(deps, tenant, caseAggregate, caseNo, written);
  if (state.status === 'none') throw notFound();
  c.header('etag', etagOf(version));
  return supervisionItem({ tenant, version, state });
};
