import { createRoute, z } from '@hono/zod-openapi';
import { ListParams, pageOf, TenantParam } from '../../shared/contracts/common.ts';
import { GrievanceBody, GrievanceFile, GrievanceView } from '../../shared/contracts/grievances.ts';
import type { VaultRef } from '../../shared/kernel/ids.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { nameOf } from '../runtime/digest.ts';
import { envelopeOf, etagOf, isUnchanged } from '../runtime/envelope.ts';
import { listOf } from '../runtime/lists.ts';
import { notFound } from '../runtime/problems.ts';
import { Texts } from '../runtime/texts.ts';
import { actRoutes } from './act-routes.ts';
import { GrievanceParams, grievances, HANDLERS, isHandler } from './grievance-stream.ts';
import { presentFile, presentGrievance } from './present.ts';
import { GRIEVANCE_LIST, ownGrievances, type GrievanceRow } from './views.ts';

const params = z.object({ tenant: TenantParam });

const submit = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/grievances',
    operationId: 'submitGrievance',
    summary: '办不成事反映',
    ...allow(deps, 'citizen'),
    request: { params, body: bodyOf(GrievanceBody) },
    responses: { 201: jsonOf(GrievanceFile, '已收到'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid('json');
    const actor = c.get('actor');
    const envelope = envelopeOf(c, deps, actor, body);
    // Named after the request's key: a repetition meets its own complaint.
    const no = nameOf(deps.secret, 'grievance', envelope.key).slice(0, 16);
    const texts = new Texts(`text:grievance:${no}` as VaultRef);
    const { category, act } = body;
    const command = {
      type: 'submit',
      category,
      text: texts.written('text', body.text),
      phone: texts.written('phone', body.phone),
      ...(act === undefined ? {} : { act }),
    } as const;
    const stood = await grievances.perform(deps, actor, no, { envelope, command, texts });
    c.header('etag', etagOf(stood.version));
    c.header('location', `/v1/${actor.tenant}/grievances/${no}`);
    return c.json(await presentFile(stood, deps.vault.for(actor.tenant), { isHandler: false }), 201);
  });
};

const list = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/grievances',
    operationId: 'listGrievances',
    summary: '诉求，最近的在前；群众只见本人的',
    ...allow(deps, ...HANDLERS, 'citizen'),
    request: { params, query: z.object(ListParams) },
    responses: { 200: jsonOf(pageOf(GrievanceView), '诉求'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { limit, cursor } = c.req.valid('query');
    const where = isHandler(actor)
      ? ({ list: 'list1', partition: GRIEVANCE_LIST } as const)
      : ({ list: 'list2', partition: ownGrievances(actor.sub) } as const);
    const { items, next } = await listOf<GrievanceRow>(deps.views.for(actor.tenant), {
      ...where,
      limit,
      descending: true,
      ...(cursor === undefined ? {} : { cursor }),
    });
    return c.json({ items: items.map(presentGrievance), ...(next === undefined ? {} : { next }) }, 200);
  });
};

const read = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/grievances/{no}',
    operationId: 'getGrievance',
    summary: '诉求与办理经过',
    ...allow(deps, ...HANDLERS, 'citizen'),
    request: { params: GrievanceParams },
    responses: { 200: jsonOf(GrievanceFile, '诉求'), 304: { description: '没有变化' }, ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const stood = await grievances.get(deps, actor, c.req.valid('param').no);
    if (!stood) throw notFound();
    c.header('etag', etagOf(stood.version));
    c.header('cache-control', 'no-store');
    if (isUnchanged(c, stood.version)) return c.body(null, 304);
    const vault = deps.vault.for(actor.tenant);
    return c.json(await presentFile(stood, vault, { isHandler: isHandler(actor) }), 200);
  });
};

/** 有诉即办 (C43): complaints from their submission to what was mended. */
export const grievanceRoutes = (app: App, deps: Deps): void => {
  submit(app, deps);
  list(app, deps);
  read(app, deps);
  actRoutes(app, deps);
};
