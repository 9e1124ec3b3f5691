import { createRoute, z } from '@hono/zod-openapi';
import type { EvaluationChannel } from '../../shared/codes/channels.ts';
import { TenantParam } from '../../shared/contracts/common.ts';
import { EvaluationBody, EvaluationView } from '../../shared/contracts/evaluations.ts';
import { evaluationAggregate, type EvaluateCommand } from '../../shared/domain/evaluation/evaluation.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { VaultRef } from '../../shared/kernel/ids.ts';
import { allow, bodyOf, jsonOf, REFUSALS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { nameOf } from '../runtime/digest.ts';
import { envelopeOf, etagOf } from '../runtime/envelope.ts';
import { RefusedError } from '../runtime/problems.ts';
import { Texts } from '../runtime/texts.ts';
import { ratedAct, type Rated } from './acts.ts';

/** An evaluator stands at the window; a citizen says where he or she is. */
const channelOf = ({ roles }: Actor, { channel = 'mobile' }: EvaluationBody): EvaluationChannel =>
  roles.includes('device') ? 'hall-tablet' : channel;

const commandOf = (actor: Actor, body: EvaluationBody, { act }: Rated, texts: Texts): EvaluateCommand => ({
  type: 'evaluate',
  act,
  by: actor.sub,
  channel: channelOf(actor, body),
  overall: { grade: body.grade, tags: body.tags },
  ...(body.backOffice ? { back: body.backOffice } : {}),
  ...(body.comment ? { comment: texts.written('comment', body.comment) } : {}),
  anonymous: body.anonymous,
  again: body.again,
});

/** 好差评 (E31): by the person or on the evaluator of the window; nobody who works in the hall. */
export const evaluationRoutes = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/evaluations',
    operationId: 'evaluate',
    summary: '好差评：一次一评',
    ...allow(deps, 'citizen', 'device'),
    request: { params: z.object({ tenant: TenantParam }), body: bodyOf(EvaluationBody) },
    responses: { 201: jsonOf(EvaluationView, '评价'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const body = c.req.valid('json');
    const rated = await ratedAct(deps, actor, body);
    const envelope = envelopeOf(c, deps, actor, body);
    const texts = new Texts(`text:evaluation:${nameOf(deps.secret, envelope.key)}` as VaultRef);
    const command = commandOf(actor, body, rated, texts);
    const result = await deps.streams.execute(
      actor.tenant,
      evaluationAggregate,
      rated.stream,
      envelope,
      command,
      {
        prepare: () => texts.keep(deps.vault.for(actor.tenant)),
      },
    );
    if (!result.ok) throw new RefusedError(result.refusal);
    const { state, version } = result.value;
    const given = state.given.at(-1);
    if (!given) throw new Error(`no evaluation in ${rated.stream}`);
    const { number, channel, tagVersion, ratings, anonymous, at } = given;
    c.header('etag', etagOf(version));
    const view = {
      act: body.act,
      number,
      channel,
      tagVersion,
      ratings: ratings.map(({ side, grade, tags }) => ({ side, grade, tags: [...tags] })),
      anonymous,
      at,
    };
    return c.json(view, 201);
  });
};
