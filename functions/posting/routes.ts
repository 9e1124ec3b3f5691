import { createRoute, z } from '@hono/zod-openapi';
import { AuthorisationBody, AuthorisationView, RevokeBody } from '../../shared/contracts/authorisations.ts';
import { ListParams, pageOf, TenantParam } from '../../shared/contracts/common.ts';
import {
  isInForce,
  postingAggregate,
  type Authorisation,
  type Posting,
  type RecordedAuthorisation,
} from '../../shared/domain/posting/posting.ts';
import type { Subject } from '../../shared/kernel/ids.ts';
import { dayOf, type Day } from '../../shared/kernel/instant.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { KEPT_FACTS_MS } from '../runtime/hall.ts';
import { listOf } from '../runtime/lists.ts';
import { change } from './change.ts';
import { staffRoutes } from './staff-routes.ts';
import { POSTING_LIST, type PostingRow } from './views.ts';

const StaffParams = z.object({ tenant: TenantParam, sub: z.string().min(1).max(128) });
const Letters = z.object({ items: z.array(AuthorisationView) });

const present = (
  sub: string,
  letter: RecordedAuthorisation,
  today: Day,
): z.infer<typeof AuthorisationView> => {
  const { matters, ...rest } = letter;
  return { sub, ...rest, ...(matters ? { matters: [...matters] } : {}), inForce: isInForce(letter, today) };
};

const presentAll = (sub: string, { state, today }: { readonly state: Posting; readonly today: Day }) => ({
  items: state.authorisations.map((letter) => present(sub, letter, today)),
});

const list = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/authorisations',
    operationId: 'listAuthorisations',
    summary: '授权书',
    ...allow(deps, 'admin'),
    request: { params: z.object({ tenant: TenantParam }), query: z.object(ListParams) },
    responses: { 200: jsonOf(pageOf(AuthorisationView), '授权书'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const query = { list: 'list1', partition: POSTING_LIST, limit, ...(cursor ? { cursor } : {}) } as const;
    const { items, next } = await listOf<PostingRow>(deps.views.for(c.get('actor').tenant), query);
    const today = dayOf(deps.clock.now());
    const letters = items.flatMap(({ sub, authorisations }) =>
      authorisations.map((letter) => present(sub, letter, today)),
    );
    return c.json({ items: letters, ...(next ? { next } : {}) }, 200);
  });
};

/** What the caller may decide on and give out, by the letters that hold today. */
const mine = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/my-authorisations',
    operationId: 'listMyAuthorisations',
    summary: '我的在效授权书',
    ...allow(deps, 'reviewer', 'chief'),
    request: { params: z.object({ tenant: TenantParam }) },
    responses: { 200: jsonOf(Letters, '授权书'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const { tenant, sub } = c.get('actor');
    const { state } = await deps.streams.load(tenant, postingAggregate, sub, KEPT_FACTS_MS);
    const letters = presentAll(sub, { state, today: dayOf(deps.clock.now()) });
    return c.json({ items: letters.items.filter(({ inForce }) => inForce) }, 200);
  });
};

const record = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'put',
    path: '/v1/{tenant}/authorisations/{sub}',
    operationId: 'recordAuthorisation',
    summary: '登记授权书',
    ...allow(deps, 'admin'),
    request: { params: StaffParams, body: bodyOf(AuthorisationBody) },
    responses: { 200: jsonOf(Letters, '此人的授权书'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const sub = c.req.valid('param').sub as Subject;
    const { matters, until, ...rest } = c.req.valid('json');
    const authorisation = {
      ...rest,
      ...(matters ? { matters } : {}),
      ...(until ? { until } : {}),
    } as unknown as Omit<Authorisation, 'id'>;
    const today = dayOf(deps.clock.now());
    const command = { type: 'record-authorisation', sub, today, authorisation } as const;
    return c.json(presentAll(sub, await change(c, deps, sub, authorisation, command)), 200);
  });
};

const revoke = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/authorisations/{sub}/revoke',
    operationId: 'revokeAuthorisation',
    summary: '撤销授权',
    ...allow(deps, 'admin'),
    request: { params: StaffParams, body: bodyOf(RevokeBody) },
    responses: { 200: jsonOf(Letters, '此人的授权书'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const { sub } = c.req.valid('param');
    const body = c.req.valid('json');
    const today = dayOf(deps.clock.now());
    const { id, reason = '' } = body;
    const command = { type: 'revoke-authorisation', today, reason, ...(id ? { id } : {}) } as const;
    return c.json(presentAll(sub, await change(c, deps, sub, body, command)), 200);
  });
};

/** 派驻: 授权登记 (A07, C60, E25, E28), who may decide on what, by whose letter; and the staff. */
export const postingRoutes = (app: App, deps: Deps): void => {
  list(app, deps);
  mine(app, deps);
  record(app, deps);
  revoke(app, deps);
  staffRoutes(app, deps);
};
