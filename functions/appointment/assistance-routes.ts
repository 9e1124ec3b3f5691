import { createRoute, z } from '@hono/zod-openapi';
import { AssistanceFile, AssistanceRequest, AssistanceView } from '../../shared/contracts/assistance.ts';
import { ListParams, pageOf, TenantParam } from '../../shared/contracts/common.ts';
import type { MatterCode } from '../../shared/kernel/ids.ts';
import { epochMsOf, instantOf, type Instant } from '../../shared/kernel/instant.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { nameOf } from '../runtime/digest.ts';
import { envelopeOf, etagOf, isUnchanged } from '../runtime/envelope.ts';
import { listOf } from '../runtime/lists.ts';
import type { Texts } from '../runtime/texts.ts';
import { assistanceActs } from './assistance-acts.ts';
import { ASKING, AssistanceParams, getAssistance, isDesk, perform, textsOf } from './assistance-stream.ts';
import { ASSISTANCE_LIST, OPEN_ASSISTANCE, ownAssistance, type AssistanceRow } from './assistance-views.ts';
import { presentAssistance, presentAssistanceFile } from './present-assistance.ts';

const params = z.object({ tenant: TenantParam });

const askedOf = (body: z.infer<typeof AssistanceRequest>, texts: Texts) => {
  const { kind, wanted, matter, reason, name, phone, place } = body;
  return {
    type: 'ask',
    kind,
    wanted: instantOf(epochMsOf(wanted as Instant)),
    ...(matter === undefined ? {} : { matter: matter as MatterCode }),
    reason: texts.written('reason', reason),
    name: texts.written('name', name),
    phone: texts.written('phone', phone),
    ...(place === undefined ? {} : { place: texts.written('place', place) }),
  } as const;
};

const ask = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/assistance',
    operationId: 'askForAssistance',
    summary: '申请帮办代办、延时、节假日、上门服务（免费）；窗口和导办可代记',
    ...allow(deps, ...ASKING),
    request: { params, body: bodyOf(AssistanceRequest) },
    responses: { 201: jsonOf(AssistanceFile, '已收到'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid('json');
    const actor = c.get('actor');
    const envelope = envelopeOf(c, deps, actor, body);
    // Named after the request's key: a repetition meets its own request.
    const no = nameOf(deps.secret, 'assistance', envelope.key).slice(0, 16);
    const texts = textsOf(deps, envelope);
    const file = await perform(c, deps, no, envelope, askedOf(body, texts), texts);
    c.header('location', `/v1/${actor.tenant}/assistance/${no}`);
    return c.json(file, 201);
  });
};

const list = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/assistance',
    operationId: 'listAssistance',
    summary: '帮办代办、延时、节假日、上门服务的申请，最近的在前；群众只见本人的',
    ...allow(deps, ...ASKING),
    request: {
      params,
      query: z.object({
        ...ListParams,
        open: z.literal('true').optional().meta({ description: '未办结的，时间最近的在前；群众不适用' }),
      }),
    },
    responses: { 200: jsonOf(pageOf(AssistanceView), '申请'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { limit, cursor, open } = c.req.valid('query');
    const all = open
      ? ({ list: 'list3', partition: OPEN_ASSISTANCE } as const)
      : ({ list: 'list1', partition: ASSISTANCE_LIST, descending: true } as const);
    const own = { list: 'list2', partition: ownAssistance(actor.sub), descending: true } as const;
    const { items, next } = await listOf<AssistanceRow>(deps.views.for(actor.tenant), {
      ...(isDesk(actor) ? all : own),
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    });
    return c.json({ items: items.map(presentAssistance), ...(next === undefined ? {} : { next }) }, 200);
  });
};

const read = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/assistance/{no}',
    operationId: 'getAssistance',
    summary: '一件申请，及其安排和结果',
    ...allow(deps, ...ASKING),
    request: { params: AssistanceParams },
    responses: { 200: jsonOf(AssistanceFile, '申请'), 304: { description: '没有变化' }, ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const row = await getAssistance(deps, actor, c.req.valid('param').no);
    c.header('etag', etagOf(row.version));
    c.header('cache-control', 'no-store');
    if (isUnchanged(c, row.version)) return c.body(null, 304);
    return c.json(await presentAssistanceFile(row, deps.vault.for(actor.tenant)), 200);
  });
};

/** 帮办代办、延时、节假日、上门 (C13, D21, E36): asked for, arranged or declined, and what came of it. */
export const assistanceRoutes = (app: App, deps: Deps): void => {
  ask(app, deps);
  list(app, deps);
  read(app, deps);
  assistanceActs(app, deps);
};
