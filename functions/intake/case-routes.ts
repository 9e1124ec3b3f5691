import { createRoute, z } from '@hono/zod-openapi';
import { CaseView, ClockExplanation } from '../../shared/contracts/cases.ts';
import { InstantText } from '../../shared/contracts/common.ts';
import { explainClock as explain } from '../../shared/domain/case/explain-clock.ts';
import { allow, jsonOf, PROBLEMS, STAFF, type App } from '../runtime/app.ts';
import { CaseParams, getCase } from '../runtime/case-acts.ts';
import type { Deps } from '../runtime/deps.ts';
import { etagOf, isUnchanged } from '../runtime/envelope.ts';
import { loadHall } from '../runtime/hall.ts';
import { presentCase } from '../runtime/present-case.ts';
import { RefusedError } from '../runtime/problems.ts';

const READERS = [...STAFF, 'citizen'] as const;

const CommitView = z
  .object({
    version: z.int(),
    at: InstantText,
    actor: z.object({
      sub: z.string(),
      name: z.string().optional(),
      roles: z.array(z.string()),
      department: z.string().optional(),
    }),
    events: z.array(z.object({ type: z.string(), data: z.record(z.string(), z.unknown()) })),
    prev: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'Commit' });

const readCase = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/cases/{caseNo}',
    operationId: 'getCase',
    summary: '办件',
    ...allow(deps, ...READERS),
    request: { params: CaseParams },
    responses: { 200: jsonOf(CaseView, '办件'), 304: { description: '没有变化' }, ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { state, position } = await getCase(deps, actor, c.req.valid('param').caseNo);
    c.header('etag', etagOf(position.version));
    if (isUnchanged(c, position.version)) return c.body(null, 304);
    const hall = await loadHall(deps, actor.tenant);
    const now = deps.clock.now();
    return c.json(
      presentCase(state, { tenant: actor.tenant, version: position.version, actor, now, hall }),
      200,
    );
  });
};

/** 全程留痕 (E03, E04): the commits of the case as they stand in the log. */
const readLog = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/cases/{caseNo}/log',
    operationId: 'getCaseLog',
    summary: '办件的全部记录',
    ...allow(deps, ...READERS),
    request: { params: CaseParams },
    responses: { 200: jsonOf(z.object({ items: z.array(CommitView) }), '记录'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { caseNo } = c.req.valid('param');
    const { position } = await getCase(deps, actor, caseNo);
    const commits = await deps.log.for(actor.tenant).read({ aggregate: 'case', id: caseNo });
    c.header('etag', etagOf(position.version));
    const items = commits.map(({ version, at, actor: by, events, prev, hash }) => ({
      version,
      at,
      actor: { ...by, roles: [...by.roles] },
      events: events.map(({ type, data }) => ({ type, data })),
      prev,
      hash,
    }));
    return c.json({ items }, 200);
  });
};

const explainClock = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/cases/{caseNo}/clock',
    operationId: 'explainClock',
    summary: '时限逐日说明',
    ...allow(deps, ...READERS),
    request: { params: CaseParams },
    responses: { 200: jsonOf(ClockExplanation, '逐日说明'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { state, position } = await getCase(deps, actor, c.req.valid('param').caseNo);
    const { clock } = state;
    if (!clock) throw new RefusedError({ code: 'not-found', message: '尚未受理，时限没有开始' });
    const { calendar } = await loadHall(deps, actor.tenant);
    c.header('etag', etagOf(position.version));
    const { days, moves, ...dues } = explain({ ...state, clock }, calendar, deps.clock.now());
    return c.json({ days: [...days], ...dues, moves: [...moves] }, 200);
  });
};

/** Reading one case: from its own stream, consistently. */
export const caseRoutes = (app: App, deps: Deps): void => {
  readCase(app, deps);
  readLog(app, deps);
  explainClock(app, deps);
};
