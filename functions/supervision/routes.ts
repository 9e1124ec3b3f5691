import { createRoute, z } from '@hono/zod-openapi';
import { etag } from 'hono/etag';
import { ListParams, pageOf, TenantParam } from '../../shared/contracts/common.ts';
import { CardLevelText, ReplyBody, SupervisionItem, UrgeBody } from '../../shared/contracts/supervision.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { listOf } from '../runtime/lists.ts';
import { runCardAct } from './card-acts.ts';
import { caseFileRoute } from './case-file.ts';
import { findingsRoutes } from './findings.ts';
import { levelsRoutes } from './levels-routes.ts';
import { limitsRoutes } from './limits-routes.ts';
import { overdueRoute } from './overdue.ts';
import { residenceRoute } from './residence.ts';
import { screenRoute } from './screen.ts';
import type { SupervisedCase } from './supervised-case.ts';
import { supervisionItem } from './present-card.ts';
import { boardPartition, rankOf } from './views.ts';

const HallParams = z.object({ tenant: TenantParam });
const CaseParams = HallParams.extend({ caseNo: z.string().min(1).max(50) });
const CardParams = CaseParams.extend({ level: CardLevelText });
const ANSWERING = ['clerk', 'reviewer', 'chief', 'issuer'] as const;
const DONE = { 200: jsonOf(SupervisionItem, '办件与监察牌'), ...REFUSALS };

/** Red and yellow cards of the hall and of those below it, the gravest and oldest first. */
const board = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/supervision',
    operationId: 'supervision',
    summary: '电子监察：亮牌办件，县可见所辖乡镇',
    ...allow(deps, 'supervisor'),
    request: {
      params: HallParams,
      query: z.object({
        ...ListParams,
        card: CardLevelText.optional(),
        department: z.string().min(1).max(100).optional(),
      }),
    },
    responses: { 200: jsonOf(pageOf(SupervisionItem), '亮牌办件'), ...PROBLEMS },
  });
  app.use('/v1/:tenant/supervision', etag());
  app.openapi(route, async (c) => {
    const { limit, cursor, card, department } = c.req.valid('query');
    const { items, next } = await listOf<SupervisedCase>(deps.views.for(c.get('actor').tenant), {
      list: department === undefined ? 'list1' : 'list2',
      partition: boardPartition(department),
      limit,
      ...(cursor === undefined ? {} : { cursor }),
      ...(card === undefined ? {} : { prefix: `${rankOf(card)}#` }),
    });
    return c.json({ items: items.map(supervisionItem), ...(next ? { next } : {}) }, 200);
  });
};

const urge = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/supervision/{caseNo}/urge',
    operationId: 'urge',
    summary: '督办',
    ...allow(deps, 'supervisor'),
    request: { params: CaseParams, body: bodyOf(UrgeBody) },
    responses: DONE,
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid('json');
    const { note } = body;
    const item = await runCardAct(c, deps, c.req.valid('param').caseNo, body, (texts) => ({
      type: 'urge',
      ...(note ? { note: texts.written('note', note) } : {}),
    }));
    return c.json(item, 200);
  });
};

/** B23: the later stages of the chain, by order of a person. */
const order = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/supervision/{caseNo}/cards/{level}/order',
    operationId: 'orderCard',
    summary: '发出通报约谈、绩效考核、责任追究',
    ...allow(deps, 'supervisor'),
    request: { params: CardParams, body: bodyOf(z.strictObject({})) },
    responses: DONE,
  });
  app.openapi(route, async (c) => {
    const { caseNo, level } = c.req.valid('param');
    return c.json(await runCardAct(c, deps, caseNo, {}, () => ({ type: 'order-card', level })), 200);
  });
};

const acknowledge = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/supervision/{caseNo}/cards/{level}/acknowledge',
    operationId: 'acknowledgeCard',
    summary: '责任单位签收监察牌',
    ...allow(deps, ...ANSWERING),
    request: { params: CardParams, body: bodyOf(z.strictObject({})) },
    responses: DONE,
  });
  app.openapi(route, async (c) => {
    const { caseNo, level } = c.req.valid('param');
    const act = { type: 'acknowledge-card', level } as const;
    return c.json(await runCardAct(c, deps, caseNo, {}, () => act), 200);
  });
};

const reply = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/supervision/{caseNo}/cards/{level}/reply',
    operationId: 'replyCard',
    summary: '责任单位回复整改情况',
    ...allow(deps, ...ANSWERING),
    request: { params: CardParams, body: bodyOf(ReplyBody) },
    responses: DONE,
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid('json');
    const { caseNo, level } = c.req.valid('param');
    const item = await runCardAct(c, deps, caseNo, body, (texts) => ({
      type: 'reply-card',
      level,
      reply: texts.written('reply', body.reply),
    }));
    return c.json(item, 200);
  });
};

/** 电子监察: the board, urging, and what the responsible unit answers. */
export const supervisionRoutes = (app: App, deps: Deps): void => {
  board(app, deps);
  screenRoute(app, deps);
  overdueRoute(app, deps);
  findingsRoutes(app, deps);
  residenceRoute(app, deps);
  levelsRoutes(app, deps);
  limitsRoutes(app, deps);
  caseFileRoute(app, deps);
  urge(app, deps);
  order(app, deps);
  acknowledge(app, deps);
  reply(app, deps);
};
