import { createRoute, z } from '@hono/zod-openapi';
import { CaseView } from '../../shared/contracts/cases.ts';
import { ListParams, pageOf, TenantParam } from '../../shared/contracts/common.ts';
import { allow, jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import { getCase } from '../runtime/case-acts.ts';
import type { Deps } from '../runtime/deps.ts';
import { loadHall } from '../runtime/hall.ts';
import { listOf } from '../runtime/lists.ts';
import { presentCase } from '../runtime/present-case.ts';
import { ownPartition, type OwnCaseRow } from './own-cases-view.ts';

/** As many as a phone shows; each is read from its own stream. */
const MAX_PAGE = 20;

/** 我的办件: what the caller handed in, the latest first, each as it stands now. */
export const ownCasesRoute = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/my-cases',
    operationId: 'listMyCases',
    summary: '本人提交的办件，最近的在前',
    ...allow(deps, 'citizen'),
    request: {
      params: z.object({ tenant: TenantParam }),
      query: z.object({
        limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(MAX_PAGE),
        cursor: ListParams.cursor,
      }),
    },
    responses: { 200: jsonOf(pageOf(CaseView), '本人的办件'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { tenant, sub } = actor;
    const { limit, cursor } = c.req.valid('query');
    const [hall, { items: rows, next }] = await Promise.all([
      loadHall(deps, tenant),
      listOf<OwnCaseRow>(deps.views.for(tenant), {
        list: 'list1',
        partition: ownPartition(sub),
        limit,
        descending: true,
        ...(cursor === undefined ? {} : { cursor }),
      }),
    ]);
    const now = deps.clock.now();
    const found = await Promise.all(rows.map(({ caseNo }) => getCase(deps, actor, caseNo)));
    const items = found.map(({ state, position: { version } }) =>
      presentCase(state, { tenant, version, actor, now, hall }),
    );
    return c.json({ items, ...(next === undefined ? {} : { next }) }, 200);
  });
};
