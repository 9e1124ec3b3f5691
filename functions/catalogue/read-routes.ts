import { createRoute, z } from '@hono/zod-openapi';
import { ListParams, pageOf, TenantParam } from '../../shared/contracts/common.ts';
import {
  CatalogueIndicatorsView,
  MatterCodeText,
  MatterItem,
  MatterView,
} from '../../shared/contracts/matter.ts';
import { indicatorsOf } from '../../shared/domain/matter/indicators.ts';
import { parentOf, type MatterCode, type TenantCode } from '../../shared/kernel/ids.ts';
import { jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import { catalogueRowsOf } from '../runtime/catalogue-list.ts';
import type { Deps } from '../runtime/deps.ts';
import { etagOf, isUnchanged } from '../runtime/envelope.ts';
import { loadHall } from '../runtime/hall.ts';
import { loadMatter } from '../runtime/matters.ts';
import { notFound, RefusedError } from '../runtime/problems.ts';
import { presentMatter } from './content.ts';
import { mergeCatalogues, searchMatters } from './search.ts';
import type { CatalogueRow } from './views.ts';

const catalogueOf = async (deps: Deps, tenant: TenantCode): Promise<readonly CatalogueRow[]> => {
  const parent = parentOf(tenant);
  const [own, above] = await Promise.all([
    catalogueRowsOf<CatalogueRow>(deps, tenant),
    parent ? catalogueRowsOf<CatalogueRow>(deps, parent) : [],
  ]);
  return mergeCatalogues(own, above);
};

const itemOf = (row: CatalogueRow): MatterItem => MatterItem.parse(row);

/** The answer is sorted by how well it fits, so its cursor is the code of the last matter shown. */
const after = (rows: readonly CatalogueRow[], cursor: string | undefined): readonly CatalogueRow[] => {
  if (cursor === undefined) return rows;
  const index = rows.findIndex(({ code }) => code === cursor);
  if (index < 0) {
    const errors = [{ path: 'cursor', message: '游标无效' }];
    throw new RefusedError({ code: 'bad-input', message: '填写有误', errors });
  }
  return rows.slice(index + 1);
};

const listMatters = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/matters',
    operationId: 'listMatters',
    summary: '事项清单：按名称、拼音首字母、部门、服务对象查找',
    request: {
      params: z.object({ tenant: TenantParam }),
      query: z.object({
        ...ListParams,
        q: z.string().max(100).optional(),
        department: z.string().max(100).optional(),
        audience: z.string().max(20).optional(),
      }),
    },
    responses: { 200: jsonOf(pageOf(MatterItem), '事项'), 404: PROBLEMS[404], 422: PROBLEMS[422] },
  });
  app.openapi(route, async (c) => {
    const tenant = c.req.valid('param').tenant;
    const { limit, cursor, q, department, audience } = c.req.valid('query');
    const [hall, rows] = await Promise.all([loadHall(deps, tenant), catalogueOf(deps, tenant)]);
    const query = {
      ...(q ? { q } : {}),
      ...(department ? { department } : {}),
      ...(audience ? { audience } : {}),
    };
    const rest = after(searchMatters(rows, query, hall.aliases), cursor);
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    return c.json(
      { items: page.map(itemOf), ...(last && rest.length > limit ? { next: last.code } : {}) },
      200,
    );
  });
};

const readMatter = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/matters/{code}',
    operationId: 'getMatter',
    summary: '办事指南',
    request: { params: z.object({ tenant: TenantParam, code: MatterCodeText }) },
    responses: {
      200: jsonOf(MatterView, '办事指南'),
      304: { description: '没有变化' },
      404: PROBLEMS[404],
      422: PROBLEMS[422],
    },
  });
  app.openapi(route, async (c) => {
    const { tenant, code } = c.req.valid('param');
    const matter = await loadMatter(deps, tenant, code as MatterCode);
    if (matter.status === 'none') throw notFound();
    const version = matter.current.matter.version;
    c.header('etag', etagOf(version));
    return isUnchanged(c, version) ? c.body(null, 304) : c.json(presentMatter(matter), 200);
  });
};

/** How far the matters on offer have come with what reforms are measured by; for everybody to see. */
const readIndicators = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/catalogue/indicators',
    operationId: 'getCatalogueIndicators',
    summary: '减时限、减材料、即办、不见面等指标',
    request: { params: z.object({ tenant: TenantParam }) },
    responses: { 200: jsonOf(CatalogueIndicatorsView, '指标'), 404: PROBLEMS[404], 422: PROBLEMS[422] },
  });
  app.openapi(route, async (c) => {
    const { tenant } = c.req.valid('param');
    const [rows] = await Promise.all([catalogueOf(deps, tenant), loadHall(deps, tenant)]);
    return c.json(indicatorsOf(searchMatters(rows, {})), 200);
  });
};

/** C08: the guide online is the guide at the counter, one source for both. */
export const readRoutes = (app: App, deps: Deps): void => {
  listMatters(app, deps);
  readMatter(app, deps);
  readIndicators(app, deps);
};
