import { createRoute, z } from '@hono/zod-openapi';
import { etag } from 'hono/etag';
import { ListParams, pageOf, TenantParam } from '../../shared/contracts/common.ts';
import { OtherLimitView } from '../../shared/contracts/supervision.ts';
import { isRunning } from '../../shared/domain/supervision/duty.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { allow, jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { listOf } from '../runtime/lists.ts';
import { LIMIT_READERS, limitActs } from './limit-acts.ts';
import { LIMITS, type DutyRow } from './duty-views.ts';
import { limitView } from './present-card.ts';

const viewOf = ({ tenant, about, subject, duty }: DutyRow): readonly OtherLimitView[] =>
  isRunning(duty) ? [limitView({ tenant, about, ...(subject !== undefined && { subject }) }, duty)] : [];

/** Staff below supervision see what their own hall has to do. */
const isShown = ({ tenant, roles }: Actor, row: DutyRow): boolean =>
  roles.includes('supervisor') || row.tenant === tenant;

/** Limits beside the cases: consultations (C16) and changes of guides (C10, E34), of the hall and of those below it. */
export const limitsRoutes = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/supervision/limits',
    operationId: 'listLimits',
    summary: '办件以外的时限：咨询答复、指南变更，期限最近的在前',
    ...allow(deps, ...LIMIT_READERS),
    request: { params: z.object({ tenant: TenantParam }), query: z.object(ListParams) },
    responses: { 200: jsonOf(pageOf(OtherLimitView), '在走的时限与监察牌'), ...PROBLEMS },
  });
  app.use('/v1/:tenant/supervision/limits', etag());
  app.openapi(route, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const actor = c.get('actor');
    const { items, next } = await listOf<DutyRow>(deps.views.for(actor.tenant), {
      list: 'list2',
      partition: LIMITS,
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    });
    const shown = items.filter((row) => isShown(actor, row));
    return c.json({ items: shown.flatMap(viewOf), ...(next === undefined ? {} : { next }) }, 200);
  });
  limitActs(app, deps);
};
