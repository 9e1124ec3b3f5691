import { createRoute, z } from '@hono/zod-openapi';
import { DayText, TenantParam } from '../../shared/contracts/common.ts';
import { PlanningView } from '../../shared/contracts/planning.ts';
import { ZoneCode } from '../../shared/contracts/queues.ts';
import { planOf } from '../../shared/domain/queue/planning.ts';
import { dayOf, type Day } from '../../shared/kernel/instant.ts';
import type { WorkingCalendar } from '../../shared/time/calendar.ts';
import { allow, jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { loadHall } from '../runtime/hall.ts';
import { notFound, RefusedError } from '../runtime/problems.ts';
import { daysBetween } from '../runtime/served-rows.ts';
import { loadZones } from '../runtime/zones.ts';
import { caseLoadOf, casesOf, queuesOf, unitsBy } from './planning-facts.ts';

/** A week: each day is read number by number. */
const MOST_DAYS = 7;
/** Looked at when nobody says otherwise: the working days before today. */
const USUAL_DAYS = 5;

interface Asked {
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
}

const daysAsked = (calendar: WorkingCalendar, today: Day, asked: Asked) => {
  const to = asked.to ?? calendar.addWorkingDays(today, -1);
  const from = asked.from ?? calendar.addWorkingDays(to, 1 - USUAL_DAYS);
  const all = daysBetween(from, to);
  if (all.length > 0 && all.length <= MOST_DAYS)
    return { from, to, days: all.filter((day) => calendar.isWorkingDay(day)) };
  const errors = [{ path: 'from', message: `应在 to 之前，至多 ${MOST_DAYS} 天` }];
  throw new RefusedError({ code: 'bad-input', message: '填写有误', errors });
};

/** D24: what speaks for more or fewer windows of a zone: matter types, daily volume, approval times, load. */
export const planningRoute = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/queues/{zone}/planning',
    operationId: 'proposeWindows',
    summary: '窗口设置的依据：事项类型、办件量、审批时间、窗口负荷',
    ...allow(deps, 'supervisor', 'admin'),
    request: {
      params: z.object({ tenant: TenantParam, zone: ZoneCode }),
      query: z.object({
        from: DayText.optional(),
        to: DayText.optional().meta({ description: '缺省为今日之前的五个工作日；至多七天' }),
      }),
    },
    responses: { 200: jsonOf(PlanningView, '依据'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const { tenant } = c.get('actor');
    const { zone: code } = c.req.valid('param');
    const zone = (await loadZones(deps, tenant)).find((each) => each.code === code);
    if (!zone) throw notFound();
    const { calendar, settings } = await loadHall(deps, tenant);
    const { from, to, days } = daysAsked(calendar, dayOf(deps.clock.now()), c.req.valid('query'));
    const [queues, cases, units] = await Promise.all([
      queuesOf(deps, tenant, code, days, calendar),
      casesOf(deps, tenant, days),
      unitsBy(deps, tenant),
    ]);
    const { services, windows, needed } = planOf(zone, queues, settings);
    const withCases = services.map((service) => ({
      ...service,
      ...caseLoadOf(cases, units.get(service.code), days.length, calendar),
    }));
    return c.json({ from, to, days: days.length, needed, services: withCases, windows: [...windows] }, 200);
  });
};
