import { createRoute, z } from '@hono/zod-openapi';
import { TenantParam } from '../../shared/contracts/common.ts';
import { MonthText, ResidenceView } from '../../shared/contracts/supervision.ts';
import { caseActStream } from '../../shared/domain/evaluation/evaluation.ts';
import { residences, type SummonedCase } from '../../shared/domain/supervision/residence.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { allow, jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { loadHall } from '../runtime/hall.ts';
import { allOf } from '../runtime/lists.ts';
import { rowsSince } from './findings.ts';
import { summonsPartition, type AnyFindingsRow, type CaseFindingsRow } from './findings-view.ts';
import { monthAt } from '../runtime/months.ts';

/** Complaints about slowness, by the stream of the act that was evaluated. */
const complaintsIn = (rows: readonly AnyFindingsRow[]): ReadonlyMap<string, number> =>
  new Map(
    rows
      .filter(({ state }) => state === undefined)
      .map(({ about, findings }) => [
        about,
        findings.filter(({ irregularity }) => irregularity === 'time').length,
      ]),
  );

/** Cases of the hall itself for which somebody was called in the month. */
const summonedIn = async (
  deps: Deps,
  tenant: TenantCode,
  month: string,
): Promise<readonly SummonedCase[]> => {
  const query = { list: 'list3', partition: summonsPartition(month) } as const;
  const [rows, since] = await Promise.all([
    allOf<CaseFindingsRow>(deps.views.for(tenant), query),
    rowsSince(deps, tenant, month),
  ]);
  const complaints = complaintsIn(since);
  return rows.flatMap(({ tenant: hall, about, state: { summons } }) =>
    hall === tenant && summons ? [{ summons, complaints: complaints.get(caseActStream(about)) ?? 0 }] : [],
  );
};

/** E41: which units without staff in the hall should station some. */
export const residenceRoute = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/supervision/residence',
    operationId: 'listResidence',
    summary: '事进人不进：到场情况，应改为人员进驻的单位',
    ...allow(deps, 'supervisor', 'admin'),
    request: {
      params: z.object({ tenant: TenantParam }),
      query: z.object({ month: MonthText.optional().meta({ description: '缺省为本月' }) }),
    },
    responses: {
      200: jsonOf(z.object({ month: z.string(), items: z.array(ResidenceView) }), '各单位'),
      ...PROBLEMS,
    },
  });
  app.openapi(route, async (c) => {
    const { tenant } = c.get('actor');
    const { month = monthAt(deps.clock.now()) } = c.req.valid('query');
    const [{ settings }, cases] = await Promise.all([
      loadHall(deps, tenant),
      summonedIn(deps, tenant, month),
    ]);
    return c.json({ month, items: [...residences(cases, settings.residentThreshold)] }, 200);
  });
};
