import { createRoute, z } from '@hono/zod-openapi';
import { ListParams, TenantParam } from '../../shared/contracts/common.ts';
import { QueueView, WindowId, ZoneCode } from '../../shared/contracts/queues.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import { allow, jsonOf, PROBLEMS, STAFF, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { etagOf, isUnchanged } from '../runtime/envelope.ts';
import { loadHall } from '../runtime/hall.ts';
import { notFound } from '../runtime/problems.ts';
import { loadZones } from '../runtime/zones.ts';
import { myWindowsRoute } from './my-windows-route.ts';
import { planningRoute } from './planning-route.ts';
import { positionRoute } from './position-route.ts';
import { presentQueue } from './present.ts';
import { ticketRoutes } from './ticket-routes.ts';
import { tideRoutes } from './tide-routes.ts';
import { windowRoutes } from './window-routes.ts';
import { loadQueue } from './zones.ts';

const board = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/queues/{zone}',
    operationId: 'getQueue',
    summary: '专区今日排队情况',
    ...allow(deps, ...STAFF, 'device'),
    request: {
      params: z.object({ tenant: TenantParam, zone: ZoneCode }),
      query: z.object({
        limit: ListParams.limit,
        window: WindowId.optional().meta({ description: '只列此窗口可呼叫的等候者' }),
      }),
    },
    responses: { 200: jsonOf(QueueView, '排队情况'), 304: { description: '没有变化' }, ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const { tenant } = c.get('actor');
    const { zone: code } = c.req.valid('param');
    const zone = (await loadZones(deps, tenant)).find((each) => each.code === code);
    if (!zone) throw notFound();
    const day = dayOf(deps.clock.now());
    const { state, position } = await loadQueue(deps, tenant, code);
    const tag = `${day}.${position.version}`;
    c.header('etag', etagOf(tag));
    if (isUnchanged(c, tag)) return c.body(null, 304);
    const { limit, window } = c.req.valid('query');
    const { settings: rules } = await loadHall(deps, tenant);
    const { version } = position;
    const options = { day, version, rules, limit, ...(window === undefined ? {} : { window }) };
    return c.json(presentQueue(zone, state, options), 200);
  });
};

/** 排队叫号 (A25, B17, B31): numbers, windows, the state of a zone's queue. */
export const queueRoutes = (app: App, deps: Deps): void => {
  ticketRoutes(app, deps);
  positionRoute(app, deps);
  windowRoutes(app, deps);
  myWindowsRoute(app, deps);
  tideRoutes(app, deps);
  planningRoute(app, deps);
  board(app, deps);
};
