import { createRoute, type z } from '@hono/zod-openapi';
import { EvaluationFile, FollowUpActs, type FollowUpActName } from '../../shared/contracts/evaluations.ts';
import type { FollowUpAct } from '../../shared/domain/evaluation/follow-up-acts.ts';
import type { VaultRef } from '../../shared/kernel/ids.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import type { Role } from '../../shared/kernel/actor.ts';
import { allow, bodyOf, jsonOf, REFUSALS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { nameOf } from '../runtime/digest.ts';
import { envelopeOf, etagOf } from '../runtime/envelope.ts';
import { Texts } from '../runtime/texts.ts';
import { EvaluationParams, FOLLOWERS, followUp } from './follow-up-stream.ts';
import { presentEvaluationFile } from './present.ts';

type BodyOf<Act extends FollowUpActName> = z.infer<(typeof FollowUpActs)[Act]>;

interface ActRoute<Act extends FollowUpActName> {
  readonly act: Act;
  readonly summary: string;
  readonly roles?: readonly Role[];
  readonly toCommand: (body: BodyOf<Act>, texts: Texts) => FollowUpAct;
}

const register = <Act extends FollowUpActName>(
  app: App,
  deps: Deps,
  { act, summary, roles = FOLLOWERS, toCommand }: ActRoute<Act>,
): void => {
  const route = createRoute({
    method: 'post',
    path: `/v1/{tenant}/evaluations/{id}/${act}`,
    operationId: `${act}Evaluation`,
    summary,
    ...allow(deps, ...roles),
    request: { params: EvaluationParams, body: bodyOf(FollowUpActs[act]) },
    responses: { 200: jsonOf(EvaluationFile, '评价'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid('json') as BodyOf<Act>;
    const actor = c.get('actor');
    const envelope = envelopeOf(c, deps, actor, body);
    const texts = new Texts(`text:evaluation:${nameOf(deps.secret, envelope.key)}` as VaultRef);
    const { id } = c.req.valid('param');
    const row = await followUp(deps, actor, id, envelope, toCommand(body, texts), texts);
    c.header('etag', etagOf(row.version));
    return c.json(
      await presentEvaluationFile(row, dayOf(deps.clock.now()), deps.vault.for(actor.tenant)),
      200,
    );
  });
};

/** 差评闭环 (C66): verified, where it is doubted checked by somebody else, put right, answered, called back. */
export const followUpRoutes = (app: App, deps: Deps): void => {
  register(app, deps, {
    act: 'verify',
    summary: '联系核实差评，交承办单位',
    toCommand: ({ outcome, unit, note }, texts) => ({
      type: 'verify',
      outcome,
      ...(unit === undefined ? {} : { unit }),
      note: texts.written('note', note),
    }),
  });
  register(app, deps, {
    act: 'recheck',
    summary: '申诉复核：另一人认定评价成立或无效',
    roles: ['supervisor'],
    toCommand: ({ outcome, note }, texts) => ({
      type: 'recheck',
      outcome,
      note: texts.written('note', note),
    }),
  });
  register(app, deps, {
    act: 'rectify',
    summary: '整改',
    toCommand: ({ measure }, texts) => ({ type: 'rectify', measure: texts.written('measure', measure) }),
  });
  register(app, deps, {
    act: 'answer',
    summary: '向评价人反馈',
    toCommand: ({ text }, texts) => ({ type: 'answer', text: texts.written('text', text) }),
  });
  register(app, deps, {
    act: 'revisit',
    summary: '回访',
    toCommand: ({ reached, satisfied, note }, texts) => ({
      type: 'revisit',
      reached,
      ...(satisfied === undefined ? {} : { satisfied }),
      ...(note === undefined ? {} : { note: texts.written('note', note) }),
    }),
  });
};
