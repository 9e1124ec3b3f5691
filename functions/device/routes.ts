import { createRoute, z } from '@hono/zod-openapi';
import { ListParams, pageOf } from '../../shared/contracts/common.ts';
import { CredentialsView, DeviceView, EnrolBody, RevokeDeviceBody } from '../../shared/contracts/devices.ts';
import type { DeviceCertificates } from '../../shared/ports/device-hub.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { envelopeOf } from '../runtime/envelope.ts';
import { allOf, listOf } from '../runtime/lists.ts';
import { cameraRoutes } from './camera-routes.ts';
import { certify } from './certify.ts';
import { DeviceParams, execute, HallParams } from './device-stream.ts';
import { lockerRoutes } from './locker-routes.ts';
import { presentDevice } from './present.ts';
import { profileOf } from './profile.ts';
import { DEVICE_LIST, type DeviceRow } from './views.ts';

const list = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/devices',
    operationId: 'listDevices',
    summary: '设备登记簿：在线、版本、纸张、在线率、证书',
    ...allow(deps, 'admin'),
    request: {
      params: HallParams,
      query: z.object({
        ...ListParams,
        needing: z.literal('true').optional().meta({ description: '只列需要处理的设备；此时不分页' }),
      }),
    },
    responses: { 200: jsonOf(pageOf(DeviceView), '设备'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const { limit, cursor, needing } = c.req.valid('query');
    const views = deps.views.for(c.get('actor').tenant);
    const list = { list: 'list1', partition: DEVICE_LIST } as const;
    const now = deps.clock.now();
    const shown = ({ name, ...device }: DeviceRow) => presentDevice(name, device, now);
    if (needing) {
      const all = (await allOf<DeviceRow>(views, list)).map(shown);
      return c.json({ items: all.filter(({ needs }) => needs.length > 0) }, 200);
    }
    const { items, next } = await listOf<DeviceRow>(views, { ...list, limit, ...(cursor ? { cursor } : {}) });
    const devices = items.map(shown);
    return c.json({ items: devices, ...(next ? { next } : {}) }, 200);
  });
};

const enrol = (app: App, deps: Deps, certificates: DeviceCertificates): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/devices',
    operationId: 'enrolDevice',
    summary: '登记设备，签发证书；私钥只在此时给出',
    ...allow(deps, 'admin'),
    request: { params: HallParams, body: bodyOf(EnrolBody) },
    responses: {
      201: jsonOf(CredentialsView, '连接所需的一切'),
      202: jsonOf(DeviceView, '已登记，待设备自行申领证书'),
      ...REFUSALS,
    },
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid('json');
    const { tenant } = c.get('actor');
    const profile = await profileOf(deps, tenant, body);
    const envelope = envelopeOf(c, deps, c.get('actor'), body);
    const device = await execute(c, deps, body.name, envelope, { type: 'enrol', profile });
    if (body.claim) return c.json(presentDevice(body.name, device, envelope.at), 202);
    return c.json(await certify({ ...deps, certificates }, tenant, body.name, envelope), 201);
  });
};

const rotate = (app: App, deps: Deps, certificates: DeviceCertificates): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/devices/{name}/rotate',
    operationId: 'rotateDevice',
    summary: '更换证书：旧证书用到设备以新证书上线为止',
    ...allow(deps, 'admin'),
    request: { params: DeviceParams, body: bodyOf(z.strictObject({})) },
    responses: { 200: jsonOf(CredentialsView, '连接所需的一切'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const envelope = envelopeOf(c, deps, c.get('actor'), c.req.valid('json'));
    const { name } = c.req.valid('param');
    const { tenant } = c.get('actor');
    return c.json(await certify({ ...deps, certificates }, tenant, name, envelope), 200);
  });
};

const revoke = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/devices/{name}/revoke',
    operationId: 'revokeDevice',
    summary: '停用设备：证书即刻失效，连接切断',
    ...allow(deps, 'admin'),
    request: { params: DeviceParams, body: bodyOf(RevokeDeviceBody) },
    responses: { 200: jsonOf(DeviceView, '设备'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const { reason } = c.req.valid('json');
    const { name } = c.req.valid('param');
    const envelope = envelopeOf(c, deps, c.get('actor'), c.req.valid('json'));
    const command = { type: 'revoke', ...(reason === undefined ? {} : { reason }) } as const;
    const device = await execute(c, deps, name, envelope, command);
    return c.json(presentDevice(name, device, envelope.at), 200);
  });
};

/** 设备 (A25, B17–B19, B31, E20, E21): enrolment, certificates, the register, lockers and cameras. */
export const deviceRoutes =
  (certificates: DeviceCertificates) =>
  (app: App, deps: Deps): void => {
    list(app, deps);
    enrol(app, deps, certificates);
    rotate(app, deps, certificates);
    revoke(app, deps);
    lockerRoutes(app, deps);
    cameraRoutes(app, deps);
  };
