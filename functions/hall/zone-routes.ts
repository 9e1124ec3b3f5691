import { createRoute, z } from '@hono/zod-openapi';
import type { WindowType } from '../../shared/codes/window-types.ts';
import { WindowPlanBody, ZoneBody, ZonesView } from '../../shared/contracts/halls.ts';
import type { Zone, ZoneWindow } from '../../shared/domain/tenant/hall.ts';
import { unitsOf, windowCountOf, type OpenHall } from '../../shared/domain/tenant/state.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { etagOf, isUnchanged } from '../runtime/envelope.ts';
import { change, getHall, HallParams } from './hall-stream.ts';

type Zones = z.infer<typeof ZonesView>;

/** A window without what is not said of it. */
const windowOf = ({
  id,
  services,
  type,
}: Omit<ZoneWindow, 'type'> & { readonly type?: WindowType | undefined }) => ({
  id,
  services: [...services],
  ...(type === undefined ? {} : { type }),
});

const presentZone = (hall: OpenHall, zone: Zone): Zones['items'][number] => {
  const { code, name, floor, area, facilities = [], prefix, services, windows } = zone;
  return {
    code,
    name,
    ...(floor === undefined ? {} : { floor }),
    ...(area === undefined ? {} : { area }),
    units: [...unitsOf(hall, zone)],
    facilities: [...facilities],
    prefix,
    services: [...services],
    windows: windows.map(windowOf),
  };
};

const presentZones = (hall: OpenHall): Zones => ({
  items: hall.zones.map((zone) => presentZone(hall, zone)),
  windows: windowCountOf(hall),
});

/** The zone as the body has it; what it leaves out stays as it is. */
const zoneFrom = (code: string, body: z.infer<typeof ZoneBody>, known: Zone | undefined): Zone => {
  const { floor, area, units, facilities, windows, ...rest } = body;
  return {
    ...known,
    code,
    ...rest,
    windows: windows.map(windowOf),
    ...(floor === undefined ? {} : { floor }),
    ...(area === undefined ? {} : { area }),
    ...(units === undefined ? {} : { units }),
    ...(facilities === undefined ? {} : { facilities }),
  };
};

const read = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/zones',
    operationId: 'listZones',
    summary: '专区与窗口：楼层、功能区、单位、窗口类型和窗口数',
    request: { params: HallParams },
    responses: {
      200: jsonOf(ZonesView, '专区'),
      304: { description: '没有变化' },
      404: PROBLEMS[404],
      422: PROBLEMS[422],
    },
  });
  app.openapi(route, async (c) => {
    const { hall, version } = await getHall(deps, c.req.valid('param').tenant);
    c.header('etag', etagOf(version));
    return isUnchanged(c, version) ? c.body(null, 304) : c.json(presentZones(hall), 200);
  });
};

const arrange = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'put',
    path: '/v1/{tenant}/zones/{zone}',
    operationId: 'arrangeZone',
    summary: '设置专区、服务与窗口',
    ...allow(deps, 'admin'),
    request: {
      params: HallParams.extend({ zone: z.string().regex(/^[0-9A-Za-z-]{1,20}$/) }),
      body: bodyOf(ZoneBody),
    },
    responses: { 200: jsonOf(ZonesView, '全部专区'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid('json');
    const code = c.req.valid('param').zone;
    const { hall } = await getHall(deps, c.get('actor').tenant);
    const known = hall.zones.find((each) => each.code === code);
    const command = { type: 'arrange-zone', zone: zoneFrom(code, body, known) } as const;
    return c.json(presentZones(await change(c, deps, body, command)), 200);
  });
};

const plan = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'put',
    path: '/v1/{tenant}/zones',
    operationId: 'planWindows',
    summary: '登记方案的窗口总数，与各专区窗口之和核对',
    ...allow(deps, 'admin'),
    request: { params: HallParams, body: bodyOf(WindowPlanBody) },
    responses: { 200: jsonOf(ZonesView, '全部专区'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid('json');
    const command = { type: 'plan-windows', windows: body.windows } as const;
    return c.json(presentZones(await change(c, deps, body, command)), 200);
  });
};

/** 专区与窗口 (A16, A18–A21, B16, C47, D22, E18–E21). */
export const zoneRoutes = (app: App, deps: Deps): void => {
  read(app, deps);
  arrange(app, deps);
  plan(app, deps);
};
