import { createRoute, z } from '@hono/zod-openapi';
import { etag } from 'hono/etag';
import { ListParams, pageOf, TenantParam } from '../../shared/contracts/common.ts';
import { IssuingItem } from '../../shared/contracts/issuing.ts';
import { DELIVERY_DAYS } from '../../shared/domain/case/dues.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { WorkingCalendar } from '../../shared/time/calendar.ts';
import { remainingDays } from '../../shared/time/limits.ts';
import { allow, jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import { ISSUING_STAGES, issuingPartition, type CaseRow } from '../runtime/case-row.ts';
import type { Deps } from '../runtime/deps.ts';
import { loadHall } from '../runtime/hall.ts';
import { listOf } from '../runtime/lists.ts';

/** A case whose decision is there, with what became of its result so far. */
const present = (
  { version, state }: CaseRow,
  calendar: WorkingCalendar,
  now: Instant,
): z.infer<typeof IssuingItem>[] => {
  const { received, status, decided, produced, delivered } = state;
  if (!decided) return [];
  const { caseNo, matter, applicant, agent, channel, platform, bundle } = received;
  const limit = { start: decided.at, days: DELIVERY_DAYS, pauses: [] };
  const { name, kind } = matter.result;
  return [
    {
      caseNo,
      matter: { code: matter.code, name: matter.name },
      department: matter.department,
      applicant: { name: applicant.name },
      hasAgent: agent !== undefined,
      channel,
      ...(platform ? { platform } : {}),
      ...(bundle ? { bundleNo: bundle.no } : {}),
      status,
      version,
      outcome: decided.outcome,
      decidedAt: decided.at,
      deliveryDue: decided.deliveryDue,
      remainingDays: remainingDays(calendar, limit, now),
      result: { name, kind, ...(produced ? { number: produced.number } : {}) },
      ...(delivered
        ? {
            delivered: {
              at: delivered.at,
              method: delivered.method,
              ...(delivered.tracking === undefined ? {} : { tracking: delivered.tracking }),
            },
          }
        : {}),
    },
  ];
};

/** 统一出件: what is to be produced, what is to be handed over, the one due first on top; and what was, the latest on top. */
export const issuingListRoute = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/issuing',
    operationId: 'listIssuing',
    summary: '出件：待制证、待送达、已送达',
    ...allow(deps, 'issuer'),
    request: {
      params: z.object({ tenant: TenantParam }),
      query: z.object({ ...ListParams, stage: z.enum(ISSUING_STAGES).default('deliver') }),
    },
    responses: { 200: jsonOf(pageOf(IssuingItem), '出件'), ...PROBLEMS },
  });
  app.use('/v1/:tenant/issuing', etag());
  app.openapi(route, async (c) => {
    const { tenant } = c.get('actor');
    const { limit, cursor, stage } = c.req.valid('query');
    const [{ calendar }, { items, next }] = await Promise.all([
      loadHall(deps, tenant),
      listOf<CaseRow>(deps.views.for(tenant), {
        list: 'list1',
        partition: issuingPartition(stage),
        limit,
        descending: stage === 'delivered',
        ...(cursor === undefined ? {} : { cursor }),
      }),
    ]);
    const now = deps.clock.now();
    const shown = items.flatMap((row) => present(row, calendar, now));
    return c.json({ items: shown, ...(next ? { next } : {}) }, 200);
  });
};
