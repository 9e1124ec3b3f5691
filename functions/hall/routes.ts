import { createRoute, z } from '@hono/zod-openapi';
import {
  DelegationBody,
  DelegationView,
  RevokeDelegationBody,
  ZoneBody,
  ZoneView,
} from '../../shared/contracts/halls.ts';
import type { Delegation, Zone } from '../../shared/domain/tenant/hall.ts';
import type { OpenHall } from '../../shared/domain/tenant/state.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { etagOf, isUnchanged } from '../runtime/envelope.ts';
import { calendarRoutes } from './calendar-routes.ts';
import { change, getHall, HallParams } from './hall-stream.ts';
import { settingsRoutes } from './settings-routes.ts';

const Zones = z.object({ items: z.array(ZoneView) });
const Delegations = z.object({ items: z.array(DelegationView) });

const zonesOf = ({ zones }: OpenHall): z.infer<typeof Zones> => ({
  items: zones.map(({ code, name, floor, prefix, services, windows }) => ({
    code,
    name,
    ...(floor === undefined ? {} : { floor }),
    prefix,
    services: [...services],
    windows: windows.map(({ id, services: served }) => ({ id, services: [...served] })),
  })),
});

const delegationsOf = ({ delegations }: OpenHall): z.infer<typeof Delegations> => ({
  items: delegations.map(({ matters, ...rest }) => ({
    ...rest,
    ...(matters ? { matters: [...matters] } : {}),
  })),
});

const zones = (app: App, deps: Deps): void => {
  const read = createRoute({
    method: 'get',
    path: '/v1/{tenant}/zones',
    operationId: 'listZones',
    summary: '专区与窗口',
    request: { params: HallParams },
    responses: {
      200: jsonOf(Zones, '专区'),
      304: { description: '没有变化' },
      404: PROBLEMS[404],
      422: PROBLEMS[422],
    },
  });
  app.openapi(read, async (c) => {
    const { hall, version } = await getHall(deps, c.req.valid('param').tenant);
    c.header('etag', etagOf(version));
    return isUnchanged(c, version) ? c.body(null, 304) : c.json(zonesOf(hall), 200);
  });
  const arrange = createRoute({
    method: 'put',
    path: '/v1/{tenant}/zones/{zone}',
    operationId: 'arrangeZone',
    summary: '设置专区、服务与窗口',
    ...allow(deps, 'admin'),
    request: {
      params: HallParams.extend({ zone: z.string().regex(/^[0-9A-Za-z-]{1,20}$/) }),
      body: bodyOf(ZoneBody),
    },
    responses: { 200: jsonOf(Zones, '全部专区'), ...REFUSALS },
  });
  app.openapi(arrange, async (c) => {
    const body = c.req.valid('json');
    const { floor, ...rest } = body;
    const code = c.req.valid('param').zone;
    const { hall } = await getHall(deps, c.get('actor').tenant);
    const known = hall.zones.find((each) => each.code === code);
    const zone: Zone = { ...known, code, ...rest, ...(floor === undefined ? {} : { floor }) };
    return c.json(zonesOf(await change(c, deps, body, { type: 'arrange-zone', zone })), 200);
  });
};

const delegations = (app: App, deps: Deps): void => {
  const params = HallParams.extend({ id: z.string().regex(/^[0-9A-Za-z-]{1,40}$/) });
  const responses = { 200: jsonOf(Delegations, '全部委托'), ...REFUSALS };
  const read = createRoute({
    method: 'get',
    path: '/v1/{tenant}/delegations',
    operationId: 'listDelegations',
    summary: '通办委托',
    ...allow(deps, 'admin'),
    request: { params: HallParams },
    responses: { 200: jsonOf(Delegations, '全部委托'), ...PROBLEMS },
  });
  app.openapi(read, async (c) =>
    c.json(delegationsOf((await getHall(deps, c.get('actor').tenant)).hall), 200),
  );
  const grant = createRoute({
    method: 'put',
    path: '/v1/{tenant}/delegations/{id}',
    operationId: 'grantDelegation',
    summary: '委托另一大厅代为收件受理',
    ...allow(deps, 'admin'),
    request: { params, body: bodyOf(DelegationBody) },
    responses,
  });
  app.openapi(grant, async (c) => {
    const body = c.req.valid('json');
    const delegation = { id: c.req.valid('param').id, ...body } as unknown as Delegation;
    return c.json(delegationsOf(await change(c, deps, body, { type: 'grant-delegation', delegation })), 200);
  });
  const revoke = createRoute({
    method: 'post',
    path: '/v1/{tenant}/delegations/{id}/revoke',
    operationId: 'revokeDelegation',
    summary: '收回委托',
    ...allow(deps, 'admin'),
    request: { params, body: bodyOf(RevokeDelegationBody) },
    responses,
  });
  app.openapi(revoke, async (c) => {
    const body = c.req.valid('json');
    const command = { type: 'revoke-delegation', id: c.req.valid('param').id, reason: body.reason } as const;
    return c.json(delegationsOf(await change(c, deps, body, command)), 200);
  });
};

/** 大厅: its zones and windows, its working calendar, and whom it lets receive cases for it. */
export const hallRoutes = (app: App, deps: Deps): void => {
  zones(app, deps);
  calendarRoutes(app, deps);
  settingsRoutes(app, deps);
  delegations(app, deps);
};
