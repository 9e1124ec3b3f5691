import { createRoute, z } from '@hono/zod-openapi';
import { TenantParam } from '../../shared/contracts/common.ts';
import { CatalogueImport, CatalogueImported } from '../../shared/contracts/matter.ts';
import type { Day } from '../../shared/kernel/instant.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App } from '../runtime/app.ts';
import { recordOf } from '../runtime/claims.ts';
import type { Deps } from '../runtime/deps.ts';
import { loadHall } from '../runtime/hall.ts';
import { RefusedError } from '../runtime/problems.ts';
import { exportMatters } from './export.ts';
import type { FileFault } from './flat-file.ts';
import { importMatters } from './import.ts';
import { FILE_FORMATS, readCatalogueFile, writeCatalogueFile } from './read-file.ts';

const params = z.object({ tenant: TenantParam });

const TYPES = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

const download = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/catalogue/export',
    operationId: 'exportCatalogue',
    summary: '导出本大厅事项目录，可原样导入',
    ...allow(deps, 'admin'),
    request: { params, query: z.object({ format: z.enum(FILE_FORMATS).default('xlsx') }) },
    responses: {
      200: {
        description: '文件',
        content: { [TYPES.xlsx]: { schema: z.string().meta({ format: 'binary' }) } },
      },
      ...PROBLEMS,
    },
  });
  app.openapi(route, async (c) => {
    const { tenant } = c.get('actor');
    const { format } = c.req.valid('query');
    const bytes = await writeCatalogueFile(format, await exportMatters(deps, tenant));
    c.header('content-type', TYPES[format]);
    c.header('content-disposition', `attachment; filename="catalogue-${tenant}.${format}"`);
    return c.body(new Uint8Array(bytes).buffer, 200);
  });
};

/** More would not be read; the rest shows after the first ones are mended. */
const MAX_FAULTS = 100;

const refusalOf = (faults: readonly FileFault[]) =>
  new RefusedError({
    code: 'bad-input',
    message: `文件有 ${faults.length} 处错误，没有导入`,
    errors: faults.slice(0, MAX_FAULTS).map(({ line, column, message }) => ({
      path: `line:${line}`,
      message: `第 ${line} 行${column ? ` ${column}` : ''}：${message}`,
    })),
  });

const upload = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/catalogue/import',
    operationId: 'importCatalogue',
    summary: '导入事项目录：逐行检查，有一处错误即全部不导入',
    ...allow(deps, 'admin'),
    request: { params, body: bodyOf(CatalogueImport) },
    responses: { 200: jsonOf(CatalogueImported, '导入结果'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { tenant } = actor;
    const { format, content, reason, basis, published } = c.req.valid('json');
    const [hall, file] = await Promise.all([
      loadHall(deps, tenant),
      readCatalogueFile(format, Buffer.from(content, 'base64')),
    ]);
    const note = { reason, basis, published: published as Day | undefined };
    const { calendar, settings } = hall;
    const done = await importMatters(
      deps,
      { tenant, actor: recordOf(actor), calendar, settings, note },
      file,
    );
    if (!done.ok) throw refusalOf(done.faults);
    return c.json({ published: [...done.published], unchanged: [...done.unchanged] }, 200);
  });
};

/** The catalogue as a file (XLSX, CSV, JSON): what is exported can be imported again without a change. */
export const fileRoutes = (app: App, deps: Deps): void => {
  download(app, deps);
  upload(app, deps);
};
