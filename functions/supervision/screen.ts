import { createRoute, z } from '@hono/zod-openapi';
import { etag } from 'hono/etag';
import { TenantParam } from '../../shared/contracts/common.ts';
import { ScreenView } from '../../shared/contracts/screen.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf, epochMsOf, type Day, type Instant } from '../../shared/kernel/instant.ts';
import { RecentMap } from '../../shared/kernel/recent-map.ts';
import { allow, jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { loadHall } from '../runtime/hall.ts';
import { notFound } from '../runtime/problems.ts';
import { screenFacts } from './screen-facts.ts';
import { screenQueue } from './screen-queue.ts';
import { ratedBefore } from './screen-ratings.ts';

/** How old what is counted from lists may be: several screens ask every few seconds. */
const KEPT_MS = 30_000;
/** How old what people said before today may be: it changes only where a bad rating is followed up. */
const EARLIER_KEPT_MS = 600_000;
const KEPT_HALLS = 64;

interface Kept<Facts> {
  readonly at: Instant;
  readonly facts: Promise<Facts>;
}

/** Facts of each hall on a day, counted again after `ms` at the soonest. Those that could not be counted are not kept. */
const keptFor = <Facts>(
  { clock }: Deps,
  ms: number,
  count: (hall: TenantCode, day: Day) => Promise<Facts>,
) => {
  const kept = new RecentMap<TenantCode, Kept<Facts>>(KEPT_HALLS);
  return (hall: TenantCode): Promise<Facts> => {
    const at = clock.now();
    const known = kept.get(hall);
    const age = known === undefined ? ms : epochMsOf(at) - epochMsOf(known.at);
    if (known && age >= 0 && age < ms && dayOf(known.at) === dayOf(at)) return known.facts;
    const facts = count(hall, dayOf(at));
    kept.set(hall, { at, facts });
    facts.catch(() => kept.delete(hall));
    return facts;
  };
};

/** What the lists of each hall tell; what people said before today is read more seldom. */
const keptFacts = (deps: Deps) => {
  const earlierOf = keptFor(deps, EARLIER_KEPT_MS, (hall, day) => ratedBefore(deps.views.for(hall), day));
  return keptFor(deps, KEPT_MS, async (hall, day) =>
    screenFacts(deps.views.for(hall), hall, day, await earlierOf(hall)),
  );
};

/** 大厅态势 (A25 大厅政务运行展示分析系统): one hall at a glance, the caller's own or one below it. */
export const screenRoute = (app: App, deps: Deps): void => {
  const factsOf = keptFacts(deps);
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/screen',
    operationId: 'getScreen',
    summary: '大厅态势：排队、窗口、今日办件、监察牌、满意度；只有数量',
    ...allow(deps, 'supervisor', 'admin'),
    request: {
      params: z.object({ tenant: TenantParam }),
      query: z.object({ hall: TenantParam.optional().meta({ description: '所辖大厅；缺省为本大厅' }) }),
    },
    responses: { 200: jsonOf(ScreenView, '大厅态势'), ...PROBLEMS },
  });
  app.use('/v1/:tenant/screen', etag());
  app.openapi(route, async (c) => {
    const { tenant } = c.get('actor');
    const { hall = tenant } = c.req.valid('query');
    if (!hall.startsWith(tenant)) throw notFound();
    const day = dayOf(deps.clock.now());
    const { name } = await loadHall(deps, hall);
    const [queue, facts] = await Promise.all([screenQueue(deps, hall, day), factsOf(hall)]);
    return c.json({ hall, name, day, queue, ...facts }, 200);
  });
};
