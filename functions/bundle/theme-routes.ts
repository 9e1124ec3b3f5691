import { createRoute, z } from '@hono/zod-openapi';
import { ThemeBody, ThemeCodeText, ThemeGuide, ThemeView } from '../../shared/contracts/bundles.ts';
import { TenantParam } from '../../shared/contracts/common.ts';
import { themeAggregate } from '../../shared/domain/theme/publish.ts';
import type { Theme } from '../../shared/domain/theme/theme.ts';
import { parentOf, type MatterCode, type TenantCode } from '../../shared/kernel/ids.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App } from '../runtime/app.ts';
import { matterFinder } from '../runtime/catalogue-list.ts';
import type { Deps } from '../runtime/deps.ts';
import { envelopeOf, etagOf } from '../runtime/envelope.ts';
import { loadHall } from '../runtime/hall.ts';
import { allOf } from '../runtime/lists.ts';
import { notFound, RefusedError } from '../runtime/problems.ts';
import { presentTheme, THEME_LIST, themeContentOf } from './theme-view.ts';
import { loadTheme, loadThemeMatters, themeGuide } from './themes.ts';

const ThemeParams = z.object({ tenant: TenantParam, code: ThemeCodeText });
const PUBLIC = { 404: PROBLEMS[404], 422: PROBLEMS[422] };

const rowsOf = (deps: Deps, tenant: TenantCode): Promise<readonly Theme[]> =>
  allOf<Theme>(deps.views.for(tenant), { list: 'list1', partition: THEME_LIST });

/** C26: a township offers its county's themes, its own version of one in place of the county's. */
const themesOf = async (deps: Deps, tenant: TenantCode): Promise<readonly Theme[]> => {
  const parent = parentOf(tenant);
  const [own, above] = await Promise.all([rowsOf(deps, tenant), parent ? rowsOf(deps, parent) : []]);
  const merged = new Map([...above, ...own].map((theme) => [theme.code, theme]));
  return [...merged.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
};

const listThemes = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/themes',
    operationId: 'listThemes',
    summary: '一件事主题',
    request: { params: z.object({ tenant: TenantParam }) },
    responses: { 200: jsonOf(z.object({ items: z.array(ThemeView) }), '主题'), ...PUBLIC },
  });
  app.openapi(route, async (c) => {
    const { tenant } = c.req.valid('param');
    const [, themes] = await Promise.all([loadHall(deps, tenant), themesOf(deps, tenant)]);
    return c.json({ items: themes.map(presentTheme) }, 200);
  });
};

const readTheme = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/themes/{code}',
    operationId: 'getTheme',
    summary: '一件事办事指南：阶段、一张表、一套材料',
    request: { params: ThemeParams },
    responses: { 200: jsonOf(ThemeGuide, '主题办事指南'), ...PUBLIC },
  });
  app.openapi(route, async (c) => {
    const { tenant, code } = c.req.valid('param');
    const theme = await loadTheme(deps, tenant, code);
    return c.json(themeGuide(await loadThemeMatters(deps, tenant, theme)), 200);
  });
};

/** Finds matters in this hall's catalogue, or in that of the hall that a theme names for them. */
const findersOf = async (deps: Deps, tenant: TenantCode, others: readonly string[]) => {
  const halls = [...new Set([tenant, ...others])];
  const finders = new Map(
    await Promise.all(
      halls.map(async (hall) => [hall, await matterFinder(deps, hall as TenantCode)] as const),
    ),
  );
  return (name: string, hall: string = tenant): MatterCode | undefined => finders.get(hall)?.(name);
};

/** C24: the base list with its lead; the graph is checked before it is in force. */
const publishTheme = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'put',
    path: '/v1/{tenant}/themes/{code}',
    operationId: 'publishTheme',
    summary: '公布一件事主题',
    ...allow(deps, 'admin'),
    request: { params: ThemeParams, body: bodyOf(ThemeBody) },
    responses: { 200: jsonOf(ThemeView, '主题'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const { tenant } = c.get('actor');
    const { code } = c.req.valid('param');
    const { code: named, ...body } = c.req.valid('json');
    if (named !== undefined && named !== code) {
      const errors = [{ path: 'code', message: '与路径不一致' }];
      throw new RefusedError({ code: 'bad-input', message: '填写有误', errors });
    }
    const theme = themeContentOf(code, body, await findersOf(deps, tenant, Object.values(body.halls)));
    const envelope = envelopeOf(c, deps, c.get('actor'), body);
    const command = { type: 'publish', theme, outside: body.outside } as const;
    const result = await deps.streams.execute(tenant, themeAggregate, code, envelope, command);
    if (!result.ok) throw new RefusedError(result.refusal);
    const { state } = result.value;
    if (state.status === 'none') throw notFound();
    c.header('etag', etagOf(result.value.version));
    return c.json(presentTheme(state.theme), 200);
  });
};

/** 一件事主题: public to read, published by the admin of the hall. */
export const themeRoutes = (app: App, deps: Deps): void => {
  listThemes(app, deps);
  readTheme(app, deps);
  publishTheme(app, deps);
};
