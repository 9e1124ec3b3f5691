import { createRoute, z } from '@hono/zod-openapi';
import { CellNo, LockerView, StowBody } from '../../shared/contracts/devices.ts';
import { isOnline } from '../../shared/domain/device/device.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App } from '../runtime/app.ts';
import { getCase } from '../runtime/case-acts.ts';
import type { Deps } from '../runtime/deps.ts';
import { pickUpCodeOf } from '../runtime/digest.ts';
import { envelopeOf } from '../runtime/envelope.ts';
import { RefusedError } from '../runtime/problems.ts';
import { deviceOfKind, DeviceParams, devicesOfKind, execute, HallParams } from './device-stream.ts';
import type { DeviceRow } from './views.ts';

const Lockers = z.object({ items: z.array(LockerView) });
const LOCKER = jsonOf(LockerView, '取件柜');

const lockerOf = (row: DeviceRow, now: Instant): z.infer<typeof LockerView> => {
  const { name, zone, place, status, stowed = [] } = row;
  return {
    name,
    place,
    status,
    online: status === 'active' && isOnline(row, now),
    stowed: [...stowed],
    ...(zone === undefined ? {} : { zone }),
  };
};

const list = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/lockers',
    operationId: 'listLockers',
    summary: '自助取件柜和柜内待取的办理结果',
    ...allow(deps, 'issuer', 'admin'),
    request: { params: HallParams },
    responses: { 200: jsonOf(Lockers, '取件柜'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const now = deps.clock.now();
    const rows = await devicesOfKind(deps, c.get('actor').tenant, 'locker');
    return c.json({ items: rows.map((row) => lockerOf(row, now)) }, 200);
  });
};

/** A result of this hall that is ready, and whose code opens no other cell of the locker. */
const mustBeReady = async (deps: Deps, actor: Actor, locker: string, caseNo: string): Promise<void> => {
  const { state } = await getCase(deps, actor, caseNo);
  if (!state.decided) throw new RefusedError({ code: 'wrong-status', message: '办件尚未作出决定' });
  const { stowed = [] } = await deviceOfKind(deps, actor.tenant, locker, 'locker');
  const code = pickUpCodeOf(deps.secret, caseNo);
  if (stowed.some((each) => each.caseNo !== caseNo && pickUpCodeOf(deps.secret, each.caseNo) === code))
    throw new RefusedError({
      code: 'cell-taken',
      message: '取件码与柜内另一件相同，请另选取件柜或改由窗口领取',
    });
};

const stow = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/lockers/{name}/results',
    operationId: 'stowResult',
    summary: '把办理结果放入取件柜的一格，凭取件码领取',
    ...allow(deps, 'issuer'),
    request: { params: DeviceParams, body: bodyOf(StowBody) },
    responses: { 200: LOCKER, ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid('json');
    const { name } = c.req.valid('param');
    const actor = c.get('actor');
    await mustBeReady(deps, actor, name, body.caseNo);
    const envelope = envelopeOf(c, deps, actor, body);
    const device = await execute(c, deps, name, envelope, { type: 'stow', ...body });
    return c.json(lockerOf({ ...device, name }, envelope.at), 200);
  });
};

const remove = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/lockers/{name}/cells/{cell}/empty',
    operationId: 'emptyCell',
    summary: '由工作人员取出一格：逾期未领，或改由其他方式送达',
    ...allow(deps, 'issuer'),
    request: { params: DeviceParams.extend({ cell: CellNo }), body: bodyOf(z.strictObject({})) },
    responses: { 200: LOCKER, ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const { name, cell } = c.req.valid('param');
    const envelope = envelopeOf(c, deps, c.get('actor'), { cell });
    const device = await execute(c, deps, name, envelope, { type: 'remove', cell });
    return c.json(lockerOf({ ...device, name }, envelope.at), 200);
  });
};

/** 自助取件柜 (E20): what the issuer puts in, its applicant takes out with the code of the notice. */
export const lockerRoutes = (app: App, deps: Deps): void => {
  list(app, deps);
  stow(app, deps);
  remove(app, deps);
};
