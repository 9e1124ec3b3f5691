import { createRoute, z } from '@hono/zod-openapi';
import { CameraView, ViewingBody, ViewingView } from '../../shared/contracts/devices.ts';
import type { Viewing } from '../../shared/domain/device/camera.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { envelopeOf } from '../runtime/envelope.ts';
import { notFound } from '../runtime/problems.ts';
import { deviceOfKind, DeviceParams, devicesOfKind, execute, HallParams } from './device-stream.ts';
import type { DeviceRow } from './views.ts';

const Cameras = z.object({ items: z.array(CameraView) });
const Viewings = z.object({ items: z.array(ViewingView) });
const Picture = z.object({
  feed: z.string().meta({ description: '画面地址，在该处登录' }),
  ...ViewingView.shape,
});

const cameraOf = ({ name, zone, window, place, status }: DeviceRow): z.infer<typeof CameraView> => ({
  name,
  place,
  status,
  ...(zone === undefined ? {} : { zone }),
  ...(window === undefined ? {} : { window }),
});

const viewingOf = ({ at, by, purpose, about }: Viewing): z.infer<typeof ViewingView> => ({
  at,
  by,
  purpose,
  ...(about === undefined ? {} : { about }),
});

const list = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/cameras',
    operationId: 'listCameras',
    summary: '视频监控：摄像机登记簿',
    ...allow(deps, 'supervisor', 'admin'),
    request: { params: HallParams },
    responses: { 200: jsonOf(Cameras, '摄像机'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const rows = await devicesOfKind(deps, c.get('actor').tenant, 'camera');
    return c.json({ items: rows.map(cameraOf) }, 200);
  });
};

const watch = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/cameras/{name}/viewings',
    operationId: 'viewCamera',
    summary: '调看：先留痕，再给出画面地址',
    ...allow(deps, 'supervisor', 'admin'),
    request: { params: DeviceParams, body: bodyOf(ViewingBody) },
    responses: { 200: jsonOf(Picture, '画面'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const { purpose, about } = c.req.valid('json');
    const envelope = envelopeOf(c, deps, c.get('actor'), c.req.valid('json'));
    const command = { type: 'watch', purpose, ...(about === undefined ? {} : { about }) } as const;
    const { feed, viewings } = await execute(c, deps, c.req.valid('param').name, envelope, command);
    const viewing = viewings?.at(-1);
    if (feed === undefined || !viewing) throw notFound();
    return c.json({ feed, ...viewingOf(viewing) }, 200);
  });
};

const viewed = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/cameras/{name}/viewings',
    operationId: 'listViewings',
    summary: '调看记录：何时何人为何调看，最近二百次，新的在前',
    ...allow(deps, 'supervisor', 'admin'),
    request: { params: DeviceParams },
    responses: { 200: jsonOf(Viewings, '调看记录'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const { viewings = [] } = await deviceOfKind(
      deps,
      c.get('actor').tenant,
      c.req.valid('param').name,
      'camera',
    );
    return c.json({ items: viewings.toReversed().map(viewingOf) }, 200);
  });
};

/** 视频监控 (B18): the picture is at the hall's recorder; whoever wants to see it is written down first. */
export const cameraRoutes = (app: App, deps: Deps): void => {
  list(app, deps);
  watch(app, deps);
  viewed(app, deps);
};
