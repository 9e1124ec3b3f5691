import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { ActBodies, CaseView, type ActName } from '../../shared/contracts/cases.ts';
import { TenantParam } from '../../shared/contracts/common.ts';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import type { CaseCommand, CommandContext } from '../../shared/domain/case/commands.ts';
import type { CaseState, OpenedCase } from '../../shared/domain/case/state.ts';
import type { Actor, Role } from '../../shared/kernel/actor.ts';
import type { TenantCode, VaultRef } from '../../shared/kernel/ids.ts';
import type { Folded } from '../../shared/ports/handle-command.ts';
import { allow, bodyOf, jsonOf, REFUSALS, STAFF, type App, type AppEnv } from './app.ts';
import type { Deps } from './deps.ts';
import { nameOf } from './digest.ts';
import { envelopeOf, etagOf } from './envelope.ts';
import { loadHall } from './hall.ts';
import { presentCase } from './present-case.ts';
import { answerRefusal, notFound } from './problems.ts';
import { Texts } from './texts.ts';

export const CaseParams = z.object({ tenant: TenantParam, caseNo: z.string().min(1).max(50) });

type ActCommand<Act extends ActName> = Omit<
  Extract<CaseCommand, { type: Act }>,
  keyof CommandContext | 'type'
>;

/** What an act's command is made from. */
export interface ActInput<Act extends ActName> {
  readonly body: z.infer<(typeof ActBodies)[Act]>;
  readonly texts: Texts;
  readonly actor: Actor;
  readonly tenant: TenantCode;
  readonly state: OpenedCase;
}

export interface ActRoute<Act extends ActName> {
  readonly act: Act;
  readonly roles: readonly Role[];
  readonly summary: string;
  readonly toCommand: (input: ActInput<Act>) => ActCommand<Act> | Promise<ActCommand<Act>>;
}

const isStaff = ({ roles }: Actor): boolean => STAFF.some((role) => roles.includes(role));

/** Staff of the hall see its cases, a citizen those that he or she handed in; everything else is not there. */
export const isVisible = (state: CaseState, actor: Actor): state is OpenedCase =>
  state.status !== 'none' && (isStaff(actor) || state.duties.submittedBy === actor.sub);

/** The case, read from its own stream; 404 when it is not there for this caller. `maxAgeMs` as in `Streams.load`. */
export const getCase = async (
  deps: Deps,
  actor: Actor,
  caseNo: string,
  maxAgeMs = 0,
): Promise<Folded<CaseState> & { state: OpenedCase }> => {
  const { state, ...folded } = await deps.streams.load(actor.tenant, caseAggregate, caseNo, maxAgeMs);
  if (!isVisible(state, actor)) throw notFound();
  return { ...folded, state };
};

const routeOf = <Act extends ActName>(deps: Deps, { act, roles, summary }: ActRoute<Act>) =>
  createRoute({
    method: 'post',
    path: `/v1/{tenant}/cases/{caseNo}/${act}`,
    operationId: act,
    summary,
    ...allow(deps, ...roles),
    request: { params: CaseParams, body: bodyOf(ActBodies[act]) },
    responses: { 200: jsonOf(CaseView, '办件'), ...REFUSALS },
  });

/** How old a kept state may be to show the case to its caller and to gather facts; the append itself validates it. */
const KEPT_CASE_MS = 60_000;

const runAct = async <Act extends ActName>(
  c: Context<AppEnv>,
  deps: Deps,
  { act, toCommand }: ActRoute<Act>,
  caseNo: string,
  body: z.infer<(typeof ActBodies)[Act]>,
) => {
  const actor = c.get('actor');
  const { tenant } = actor;
  const { state } = await getCase(deps, actor, caseNo, KEPT_CASE_MS);
  const hall = await loadHall(deps, tenant);
  const envelope = envelopeOf(c, deps, actor, body);
  const texts = new Texts(`text:${caseNo}:${nameOf(deps.secret, envelope.key)}` as VaultRef);
  const data = await toCommand({ body, texts, actor, tenant, state });
  const command = {
    ...data,
    type: act,
    now: envelope.at,
    actor,
    ...hall.contextOf(state.received.matter.department),
  } as unknown as CaseCommand;
  const vault = deps.vault.for(tenant);
  const result = await deps.streams.execute(tenant, caseAggregate, caseNo, envelope, command, {
    prepare: () => texts.keep(vault),
  });
  if (!result.ok) return answerRefusal(c, result.refusal);
  const { state: after, version, at } = result.value;
  if (!isVisible(after, actor)) throw notFound();
  c.header('etag', etagOf(version));
  return c.json(presentCase(after, { tenant, version, actor, now: at, hall }), 200);
};

/** Registers `POST …/cases/{caseNo}/{act}`: role, shape, command, commit, answer. */
export const registerAct = <Act extends ActName>(app: App, deps: Deps, route: ActRoute<Act>): void => {
  app.openapi(routeOf(deps, route), async (c) => {
    const body = c.req.valid('json') as z.infer<(typeof ActBodies)[Act]>;
    return (await runAct(c, deps, route, c.req.valid('param').caseNo, body)) as never;
  });
};
