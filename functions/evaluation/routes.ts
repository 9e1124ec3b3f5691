import { createRoute, z } from '@hono/zod-openapi';
import { TenantParam } from '../../shared/contracts/common.ts';
import { EvaluationBody, EvaluationView } from '../../shared/contracts/evaluations.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import { allow, bodyOf, jsonOf, REFUSALS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { envelopeOf, etagOf } from '../runtime/envelope.ts';
import { evaluate } from './evaluate.ts';
import { followUpRoutes } from './follow-up-routes.ts';
import { readRoutes } from './read-routes.ts';

/** 好差评 (E31): by the person or on the evaluator of the window; nobody who works in the hall. */
const give = (app: App, deps: Deps): void => {
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
    const envelope = envelopeOf(c, deps, actor, body);
    const { given, version } = await evaluate(deps, actor, body, dayOf(envelope.at), envelope);
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

/** 好差评: given, listed, counted, handed to the national receivers, and followed up where it is bad (C66). */
export const evaluationRoutes = (app: App, deps: Deps): void => {
  give(app, deps);
  readRoutes(app, deps);
  followUpRoutes(app, deps);
};
