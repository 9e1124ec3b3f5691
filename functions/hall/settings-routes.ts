import { createRoute } from '@hono/zod-openapi';
import { SettingsBody, SettingsView } from '../../shared/contracts/halls.ts';
import type { HallSettings } from '../../shared/domain/tenant/hall.ts';
import { initialTenant, settingsOf, type TenantState } from '../../shared/domain/tenant/state.ts';
import { parentOf, type TenantCode } from '../../shared/kernel/ids.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { etagOf } from '../runtime/envelope.ts';
import { loadTenant } from '../runtime/hall.ts';
import { change, getHall, HallParams } from './hall-stream.ts';

/** Levels of supervision have a route of their own: they are left out. */
const present = (settings: HallSettings): SettingsView => SettingsView.parse(settings);

const settingsFor = async (deps: Deps, own: TenantState, tenant: TenantCode): Promise<SettingsView> => {
  const parent = parentOf(tenant);
  return present(settingsOf(own, parent === undefined ? initialTenant : await loadTenant(deps, parent)));
};

/** 大厅参数: days, minutes and counts of DOMAIN_RULES 10.6; what a hall leaves alone comes from the hall above it (C69). */
export const settingsRoutes = (app: App, deps: Deps): void => {
  const read = createRoute({
    method: 'get',
    path: '/v1/{tenant}/settings',
    operationId: 'getSettings',
    summary: '大厅参数（本大厅、上级大厅或通用设置）',
    ...allow(deps, 'admin', 'supervisor'),
    request: { params: HallParams },
    responses: { 200: jsonOf(SettingsView, '现行参数'), ...PROBLEMS },
  });
  app.openapi(read, async (c) => {
    const { tenant } = c.get('actor');
    const { hall, version } = await getHall(deps, tenant);
    c.header('etag', etagOf(version));
    return c.json(await settingsFor(deps, hall, tenant), 200);
  });
  const set = createRoute({
    method: 'put',
    path: '/v1/{tenant}/settings',
    operationId: 'changeSettings',
    summary: '设置本大厅的参数，未写的不变',
    ...allow(deps, 'admin'),
    request: { params: HallParams, body: bodyOf(SettingsBody) },
    responses: { 200: jsonOf(SettingsView, '现行参数'), ...REFUSALS },
  });
  app.openapi(set, async (c) => {
    const body = c.req.valid('json');
    const settings = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    const hall = await change(c, deps, body, { type: 'change-settings', settings });
    return c.json(await settingsFor(deps, hall, c.get('actor').tenant), 200);
  });
};
