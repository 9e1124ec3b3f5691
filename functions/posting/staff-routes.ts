import { createRoute, z } from '@hono/zod-openapi';
import { ListParams, pageOf, TenantParam } from '../../shared/contracts/common.ts';
import { StaffBody, StaffView, TrainingBody } from '../../shared/contracts/staff.ts';
import { isPosted, isTrained, type StaffMember, type Training } from '../../shared/domain/posting/staff.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf, type Day } from '../../shared/kernel/instant.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, STAFF, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { loadHall } from '../runtime/hall.ts';
import { listOf } from '../runtime/lists.ts';
import { notFound, RefusedError } from '../runtime/problems.ts';
import { loadZones } from '../runtime/zones.ts';
import { change } from './change.ts';
import { STAFF_LIST, type PostingRow } from './views.ts';

const StaffParams = z.object({ tenant: TenantParam, sub: z.string().min(1).max(128) });

const present = (
  sub: string,
  { version, member, training }: Omit<PostingRow, 'sub'>,
  today: Day,
): StaffView => {
  if (!member) throw notFound();
  const { roles, windows, services, ...rest } = member;
  return {
    sub,
    version,
    ...rest,
    roles: [...roles],
    ...(windows ? { windows: [...windows] } : {}),
    ...(services ? { services: [...services] } : {}),
    posted: isPosted(member, today),
    trained: isTrained(training, today),
    ...(training?.preJobOn === undefined ? {} : { preJobOn: training.preJobOn }),
    ...(training ? { lastTraining: training.last } : {}),
    trainings: training?.times ?? 0,
  };
};

const list = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/staff',
    operationId: 'listStaff',
    summary: '工作人员名录',
    ...allow(deps, ...STAFF),
    request: { params: z.object({ tenant: TenantParam }), query: z.object(ListParams) },
    responses: { 200: jsonOf(pageOf(StaffView), '工作人员'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const query = { list: 'list2', partition: STAFF_LIST, limit, ...(cursor ? { cursor } : {}) } as const;
    const { items, next } = await listOf<PostingRow>(deps.views.for(c.get('actor').tenant), query);
    const today = dayOf(deps.clock.now());
    const staff = items.map(({ sub, ...posting }) => present(sub, posting, today));
    return c.json({ items: staff, ...(next ? { next } : {}) }, 200);
  });
};

/** Windows and services are those of the hall. */
const checkPlaces = async (
  deps: Deps,
  tenant: TenantCode,
  { windows = [], services = [] }: StaffMember,
): Promise<void> => {
  const zones = await loadZones(deps, tenant);
  const ids = new Set(zones.flatMap((zone) => zone.windows.map(({ id }) => id)));
  const codes = new Set(zones.flatMap((zone) => zone.services.map(({ code }) => code)));
  const errors = [
    ...windows.flatMap((id, index) =>
      ids.has(id) ? [] : [{ path: `windows.${index}`, message: '大厅没有这个窗口' }],
    ),
    ...services.flatMap((code, index) =>
      codes.has(code) ? [] : [{ path: `services.${index}`, message: '大厅没有这项服务' }],
    ),
  ];
  if (errors.length > 0) throw new RefusedError({ code: 'bad-input', message: '填写有误', errors });
};

const post = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'put',
    path: '/v1/{tenant}/staff/{sub}',
    operationId: 'postStaff',
    summary: '登记派驻人员',
    ...allow(deps, 'admin'),
    request: { params: StaffParams, body: bodyOf(StaffBody) },
    responses: { 200: jsonOf(StaffView, '工作人员'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const { sub } = c.req.valid('param');
    const body = c.req.valid('json');
    const member = body as StaffMember;
    const { tenant } = c.get('actor');
    const [{ settings }] = await Promise.all([loadHall(deps, tenant), checkPlaces(deps, tenant, member)]);
    const command = { type: 'post-staff', member, termMonths: settings.termMonths } as const;
    const { state, version, today } = await change(c, deps, sub, body, command);
    return c.json(present(sub, { ...state, version }, today), 200);
  });
};

const train = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/staff/{sub}/training',
    operationId: 'recordTraining',
    summary: '登记培训：岗前培训之后方可独立上岗',
    ...allow(deps, 'admin'),
    request: { params: StaffParams, body: bodyOf(TrainingBody) },
    responses: { 200: jsonOf(StaffView, '工作人员'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const { sub } = c.req.valid('param');
    const training = c.req.valid('json') as Training;
    const command = { type: 'record-training', today: dayOf(deps.clock.now()), training } as const;
    const { state, version, today } = await change(c, deps, sub, training, command);
    return c.json(present(sub, { ...state, version }, today), 200);
  });
};

/** 工作人员 (A03, E26, E38): who works in the hall, at which windows, for what, and how trained. */
export const staffRoutes = (app: App, deps: Deps): void => {
  list(app, deps);
  post(app, deps);
  train(app, deps);
};
