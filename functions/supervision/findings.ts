import { createRoute, z } from '@hono/zod-openapi';
import { TenantParam } from '../../shared/contracts/common.ts';
import { FindingView, MonthText, MonthView } from '../../shared/contracts/supervision.ts';
import {
  IRREGULARITIES,
  IRREGULARITY_NAMES,
  TRIGGER_NAMES,
  type Finding,
} from '../../shared/domain/supervision/irregularities.ts';
import { monthOf } from '../../shared/domain/supervision/monthly.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { allow, jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { loadHall } from '../runtime/hall.ts';
import { allOf } from '../runtime/lists.ts';
import { answerCsv, csvOf, wantsCsv } from '../runtime/csv.ts';
import { findingsPartition, type AnyFindingsRow } from './findings-view.ts';
import { monthAt, monthsBetween } from '../runtime/months.ts';

const HallParams = z.object({ tenant: TenantParam });
const Findings = z.object({ month: z.string(), items: z.array(FindingView) });
const Month = z.object({ month: z.string(), items: z.array(MonthView) });

/** Rows that may show something of the month: those of a later month show what came before as well. */
export const rowsSince = async (
  deps: Deps,
  hall: TenantCode,
  month: string,
): Promise<readonly AnyFindingsRow[]> => {
  const views = deps.views.for(hall);
  const months = monthsBetween(month, monthAt(deps.clock.now()));
  const lists = months.map((each) =>
    allOf<AnyFindingsRow>(views, { list: 'list1', partition: findingsPartition(each) }),
  );
  return (await Promise.all(lists)).flat();
};

const viewOf = ({ tenant, about }: AnyFindingsRow, finding: Finding): FindingView => {
  const { at, irregularity, trigger, evidence, unit, person } = finding;
  return {
    tenant,
    about,
    at,
    ...(irregularity && { irregularity, name: IRREGULARITY_NAMES[irregularity] }),
    ...(trigger && { trigger, triggerName: TRIGGER_NAMES[trigger] }),
    evidence,
    unit,
    ...(person !== undefined && { person }),
  };
};

const HEADERS = ['大厅', '办件或服务', '时间', '违规类型', '触发情形', '依据', '责任单位', '责任人'];
const rowOf = ({ tenant, about, at, name, triggerName, evidence, unit, person }: FindingView) => [
  tenant,
  about,
  at,
  name,
  triggerName,
  evidence,
  unit,
  person,
];

/** E43: what the log shows of a month, the newest first. */
const irregularities = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/supervision/irregularities',
    operationId: 'listIrregularities',
    summary: '超时限、审批标准不统一、收费不规范、结果不正确；Accept: text/csv 得表格',
    ...allow(deps, 'supervisor'),
    request: {
      params: HallParams,
      query: z.object({
        month: MonthText.optional().meta({ description: '缺省为本月' }),
        kind: z.enum(IRREGULARITIES).optional(),
        department: z.string().min(1).max(100).optional().meta({ description: '责任单位' }),
      }),
    },
    responses: { 200: jsonOf(Findings, '监察发现'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const { month = monthAt(deps.clock.now()), kind, department } = c.req.valid('query');
    const items = (await rowsSince(deps, c.get('actor').tenant, month))
      .flatMap((row) => row.findings.map((finding) => viewOf(row, finding)))
      .filter(({ at, irregularity, unit }) => {
        const isWanted = kind === undefined || irregularity === kind;
        return monthAt(at as Finding['at']) === month && isWanted && (department ?? unit) === unit;
      })
      .toSorted((a, b) => (a.at < b.at ? 1 : -1));
    if (wantsCsv(c))
      return answerCsv(c, `irregularities-${month}`, csvOf(HEADERS, items.map(rowOf))) as never;
    return c.json({ month, items }, 200);
  });
};

const cardsOf = (rows: readonly AnyFindingsRow[], month: string) =>
  rows.flatMap(({ duty, state }) =>
    ((duty ?? state)?.cards ?? []).filter(({ raisedAt }) => monthAt(raisedAt) === month),
  );

/** 通报约谈: the cards of a month by unit and person, and which units are to be talked to. */
const monthly = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/supervision/monthly',
    operationId: 'supervisionMonth',
    summary: '各单位、各人员当月监察牌次数，提请约谈、通报',
    ...allow(deps, 'supervisor'),
    request: { params: HallParams, query: z.object({ month: MonthText.optional() }) },
    responses: { 200: jsonOf(Month, '按单位'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const { month = monthAt(deps.clock.now()) } = c.req.valid('query');
    const rows = await rowsSince(deps, c.get('actor').tenant, month);
    const halls = [...Map.groupBy(rows, ({ tenant }) => tenant)];
    const items = await Promise.all(
      halls.map(async ([tenant, own]) => {
        const { settings } = await loadHall(deps, tenant);
        return monthOf(cardsOf(own, month), settings.cards).map(({ people, proposes, ...unit }) => ({
          tenant,
          ...unit,
          people: [...people],
          proposes: [...proposes],
        }));
      }),
    );
    return c.json({ month, items: items.flat() }, 200);
  });
};

/** 电子监察: what the log shows that should not be, and the month's account. */
export const findingsRoutes = (app: App, deps: Deps): void => {
  irregularities(app, deps);
  monthly(app, deps);
};
