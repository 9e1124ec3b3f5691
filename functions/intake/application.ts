import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { formatCaseNo } from '../../shared/codes/case-no.ts';
import { CaseApplication, CaseView } from '../../shared/contracts/cases.ts';
import { TenantParam } from '../../shared/contracts/common.ts';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import type { CaseCommand } from '../../shared/domain/case/commands.ts';
import { initialCase, type CaseState } from '../../shared/domain/case/state.ts';
import type { CaseNo, TenantCode, VaultRef } from '../../shared/kernel/ids.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import type { Envelope, Outcome } from '../../shared/ports/handle-command.ts';
import { allow, bodyOf, jsonOf, REFUSALS, type App, type AppEnv } from '../runtime/app.ts';
import { isVisible } from '../runtime/case-acts.ts';
import type { Deps } from '../runtime/deps.ts';
import { nameOf } from '../runtime/digest.ts';
import { envelopeOf, etagOf } from '../runtime/envelope.ts';
import { presentCase } from '../runtime/present-case.ts';
import { RefusedError } from '../runtime/problems.ts';
import { Texts } from '../runtime/texts.ts';
import { applicationFacts, type ApplicationFacts } from './facts.ts';

type Receive = Extract<CaseCommand, { type: 'receive' }>;

/** Channels at which the applicant stands at the counter, so that a complete application is accepted at once. */
const AT_COUNTER = new Set<CaseApplication['channel']>(['window', 'agent']);

const priorityOf = ({ priority }: CaseApplication, texts: Texts): Pick<Receive, 'priority'> => {
  if (priority === undefined) return {};
  if (typeof priority === 'string') return { priority: { code: priority } };
  const { code, reason } = priority;
  return { priority: { code, ...(reason ? { reason: texts.written('priority', reason) } : {}) } };
};

const commandOf = (
  c: Context<AppEnv>,
  body: CaseApplication,
  facts: ApplicationFacts,
  { caseNo, person, texts, envelope }: { caseNo: CaseNo; person: VaultRef; texts: Texts; envelope: Envelope },
): Receive => {
  const actor = c.get('actor');
  const { channel, platform, ticket, commitment } = body;
  const { matter, applicant, agent, materials, receivedBy, hall } = facts;
  return {
    type: 'receive',
    now: envelope.at,
    actor,
    ...hall.contextOf(matter.department),
    atCounter: actor.roles.includes('clerk') && AT_COUNTER.has(channel),
    caseNo,
    matter,
    applicant,
    person,
    materials,
    channel,
    ...(agent ? { agent } : {}),
    ...(platform ? { platform } : {}),
    ...(ticket ? { ticket } : {}),
    ...priorityOf(body, texts),
    ...(commitment === undefined ? {} : { commitment }),
    ...(receivedBy ? { receivedBy } : {}),
  };
};

const decideOrThrow = (command: Receive): void => {
  const decided = caseAggregate.decider.decide(command, initialCase);
  if (!decided.ok) throw new RefusedError(decided.refusal);
};

/**
 * Person first, commit second: whoever finds the commit finds the person. The vault item is named after the request's
 * key and remembers the case number, so that a repeated request meets its own case, whether or not its commit came through.
 */
const receive = async (
  c: Context<AppEnv>,
  deps: Deps,
  body: CaseApplication,
): Promise<{ outcome: Outcome<CaseState>; facts: ApplicationFacts; tenant: TenantCode }> => {
  const actor = c.get('actor');
  const envelope = envelopeOf(c, deps, actor, body);
  const facts = await applicationFacts(deps, actor, body);
  const { tenant } = facts;
  const person = `person:${nameOf(deps.secret, envelope.key)}` as VaultRef;
  const texts = new Texts(`text:${nameOf(deps.secret, envelope.key)}` as VaultRef);
  const day = dayOf(envelope.at);
  const fresh = formatCaseNo({ tenant, day, serial: await deps.numbers.for(tenant).lease(`case:${day}`, 1) });
  const command = commandOf(c, body, facts, { caseNo: fresh, person, texts, envelope });
  decideOrThrow(command);
  const vault = deps.vault.for(tenant);
  const content = { applicant: body.applicant, agent: body.agent ?? null, form: body.form };
  const { caseNo } = await vault.putOnce(person, content, { caseNo: fresh });
  const result = await deps.streams.execute(
    tenant,
    caseAggregate,
    caseNo,
    envelope,
    { ...command, caseNo },
    { isNew: caseNo === fresh, prepare: () => texts.keep(vault) },
  );
  if (!result.ok) throw new RefusedError(result.refusal);
  return { outcome: result.value, facts, tenant };
};

/** `POST /v1/{tenant}/cases`. */
export const applicationRoute = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/cases',
    operationId: 'apply',
    summary: '申请；窗口材料齐全的当场受理',
    ...allow(deps, 'clerk', 'citizen', 'device'),
    request: { params: z.object({ tenant: TenantParam }), body: bodyOf(CaseApplication) },
    responses: { 201: jsonOf(CaseView, '已收件或已受理'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const { outcome, facts, tenant } = await receive(c, deps, c.req.valid('json'));
    const { state, version, at } = outcome;
    const actor = c.get('actor');
    if (!isVisible(state, actor)) throw new Error('a case is not visible to the one who handed it in');
    c.header('etag', etagOf(version));
    c.header('location', `/v1/${tenant}/cases/${state.received.caseNo}`);
    return c.json(presentCase(state, { tenant, version, actor, now: at, hall: facts.hall }), 201);
  });
};
