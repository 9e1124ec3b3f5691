import { createRoute, z } from '@hono/zod-openapi';
import { DelegationBody, DelegationView, RevokeDelegationBody } from '../../shared/contracts/halls.ts';
import type { Delegation } from '../../shared/domain/tenant/hall.ts';
import type { OpenHall } from '../../shared/domain/tenant/state.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { calendarRoutes } from './calendar-routes.ts';
import { change, getHall, HallParams } from './hall-stream.ts';
import { settingsRoutes } from './settings-routes.ts';
import { zoneRoutes } from './zone-routes.ts';

const Delegations = z.object({ items: z.array(DelegationView) });

const delegationsOf = ({ delegations }: OpenHall): z.infer<typeof Delegations> => ({
  items: delegations.map(({ matters, ...rest }) => ({
    ...rest,
    ...(matters ? { matters: [...matters] } : {}),
  })),
});

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
  zoneRoutes(app, deps);
  calendarRoutes(app, deps);
  settingsRoutes(app, deps);
  delegations(app, deps);
};
