import { createRoute, z } from '@hono/zod-openapi';
import { ListParams, pageOf, TenantParam } from '../../shared/contracts/common.ts';
import { OtherLimitView } from '../../shared/contracts/supervision.ts';
import { topOf } from '../../shared/domain/case/cards.ts';
import { isRunning } from '../../shared/domain/supervision/duty.ts';
import { allow, jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { listOf } from '../runtime/lists.ts';
import { LIMITS, type DutyRow } from './duty-views.ts';
import { cardOf } from './present-card.ts';

const viewOf = ({ tenant, about, duty }: DutyRow): readonly OtherLimitView[] => {
  if (!isRunning(duty)) return [];
  const { clock, unit, due, cards } = duty;
  const card = topOf(cards);
  return [{ tenant, clock, about, unit, due, ...(card && { card: card.level }), cards: cards.map(cardOf) }];
};

/** Limits beside the cases: consultations (C16) and changes of guides (C10, E34), of the hall and of those below it. */
export const limitsRoute = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/supervision/limits',
    operationId: 'listLimits',
    summary: '办件以外的时限：咨询答复、指南变更，期限最近的在前',
    ...allow(deps, 'supervisor', 'admin'),
    request: { params: z.object({ tenant: TenantParam }), query: z.object(ListParams) },
    responses: { 200: jsonOf(pageOf(OtherLimitView), '在走的时限与监察牌'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const { items, next } = await listOf<DutyRow>(deps.views.for(c.get('actor').tenant), {
      list: 'list2',
      partition: LIMITS,
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    });
    return c.json({ items: items.flatMap(viewOf), ...(next === undefined ? {} : { next }) }, 200);
  });
};
