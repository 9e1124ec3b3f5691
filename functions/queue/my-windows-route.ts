import { createRoute, z } from '@hono/zod-openapi';
import { etag } from 'hono/etag';
import { TenantParam } from '../../shared/contracts/common.ts';
import { MyWindowsView } from '../../shared/contracts/windows.ts';
import type { QueueState } from '../../shared/domain/queue/state.ts';
import type { Zone } from '../../shared/domain/tenant/hall.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { allow, jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { loadZones } from '../runtime/zones.ts';
import { isSentTo } from './sent.ts';
import { loadQueue } from './zones.ts';

type MyWindow = MyWindowsView['items'][number];

const windowsIn = (zone: Zone, queue: QueueState, { sub, windows = [] }: Actor): MyWindow[] =>
  zone.windows.flatMap(({ id }) => {
    const isOwn = windows.includes(id);
    if (!isOwn && !isSentTo(queue, id, sub)) return [];
    const status = queue.windows.get(id)?.status ?? 'closed';
    return [{ id, zone: zone.code, zoneName: zone.name, status, sent: !isOwn }];
  });

/** Where a clerk may work today: at the windows of the account, and where he or she was sent for a tide (C21). */
export const myWindowsRoute = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/my-windows',
    operationId: 'listMyWindows',
    summary: '我今日的窗口：账号所属的，和临时派往的',
    ...allow(deps, 'clerk'),
    request: { params: z.object({ tenant: TenantParam }) },
    responses: { 200: jsonOf(MyWindowsView, '窗口'), 304: { description: '没有变化' }, ...PROBLEMS },
  });
  app.use('/v1/:tenant/my-windows', etag());
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const zones = await loadZones(deps, actor.tenant);
    const queues = await Promise.all(zones.map(({ code }) => loadQueue(deps, actor.tenant, code)));
    const items = zones.flatMap((zone, index) => {
      const queue = queues[index];
      return queue ? windowsIn(zone, queue.state, actor) : [];
    });
    return c.json({ items }, 200);
  });
};
