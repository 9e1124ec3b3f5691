import { createRoute, z } from '@hono/zod-openapi';
import { ListParams, pageOf, TenantParam } from '../../shared/contracts/common.ts';
import { OverdueItem } from '../../shared/contracts/supervision.ts';
import { limitsOf } from '../../shared/domain/case/limits.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf, type Instant } from '../../shared/kernel/instant.ts';
import type { WorkingCalendar } from '../../shared/time/calendar.ts';
import { isOverdue, remainingDays } from '../../shared/time/limits.ts';
import { allow, jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { loadHall } from '../runtime/hall.ts';
import { listOf } from '../runtime/lists.ts';
import { answerCsv, csvOf, wantsCsv } from '../runtime/csv.ts';
import { DUE, type CaseFindingsRow } from './findings-view.ts';
import { supervisionItem } from './present-card.ts';

/** The case if its promise has passed; one that stands still is not late, however long the procedure takes. */
const overdueItem = (
  row: CaseFindingsRow,
  calendar: WorkingCalendar,
  now: Instant,
): readonly OverdueItem[] => {
  const { clock, duties } = row.state;
  if (!clock) return [];
  const { promised, statutory } = limitsOf(clock);
  if (!isOverdue(calendar, promised, now)) return [];
  return [
    {
      ...supervisionItem(row),
      ...(duties.handler === undefined ? {} : { person: duties.handler }),
      overdueDays: -remainingDays(calendar, promised, now),
      beyondStatute: isOverdue(calendar, statutory, now),
    },
  ];
};

const HEADERS = [
  '大厅',
  '办件编号',
  '事项',
  '责任单位',
  '经办人',
  '承诺期限',
  '法定期限',
  '超期工作日',
  '超法定',
  '督办次数',
];

const rowOf = (item: OverdueItem) => [
  item.tenant,
  item.caseNo,
  item.matter.name,
  item.department,
  item.person,
  item.promisedDue,
  item.statutoryDue,
  item.overdueDays,
  item.beyondStatute ? '是' : '否',
  item.urges,
];

const TABLE_PAGE = 1_000;

interface Wanted {
  readonly limit: number;
  readonly cursor?: string;
  readonly department?: string;
}

/** A page of the cases whose promised day is over, the latest first; it ends where the days to come begin. */
const overduePage = async (deps: Deps, hall: TenantCode, wanted: Wanted) => {
  const now = deps.clock.now();
  const { limit, cursor, department } = wanted;
  const page = await listOf<CaseFindingsRow>(deps.views.for(hall), {
    list: 'list2',
    partition: DUE,
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  });
  const today = dayOf(now);
  const past = page.items.filter(({ state }) => state.clock !== undefined && state.clock.promisedDue < today);
  const items = await Promise.all(
    past
      .filter(({ state }) => department === undefined || state.received.matter.department === department)
      .map(async (row) => overdueItem(row, (await loadHall(deps, row.tenant)).calendar, now)),
  );
  const isWhole = past.length === page.items.length;
  return { items: items.flat(), ...(isWhole && page.next !== undefined ? { next: page.next } : {}) };
};

/** Every page of the list. */
const allOverdue = async (
  deps: Deps,
  hall: TenantCode,
  department: string | undefined,
): Promise<readonly OverdueItem[]> => {
  const items: OverdueItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await overduePage(deps, hall, {
      limit: TABLE_PAGE,
      ...(cursor === undefined ? {} : { cursor }),
      ...(department === undefined ? {} : { department }),
    });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return items;
};

/** 超期办件: of the hall and of those below it, by department, as a list or as a table. */
export const overdueRoute = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/supervision/overdue',
    operationId: 'listOverdue',
    summary: '超期办件；Accept: text/csv 得表格',
    ...allow(deps, 'supervisor'),
    request: {
      params: z.object({ tenant: TenantParam }),
      query: z.object({ ...ListParams, department: z.string().min(1).max(100).optional() }),
    },
    responses: { 200: jsonOf(pageOf(OverdueItem), '超期办件，逾期最久者在前'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const { limit, cursor, department } = c.req.valid('query');
    const hall = c.get('actor').tenant;
    if (wantsCsv(c)) {
      const rows = (await allOverdue(deps, hall, department)).map(rowOf);
      return answerCsv(c, 'overdue', csvOf(HEADERS, rows)) as never;
    }
    const page = await overduePage(deps, hall, {
      limit,
      ...(cursor === undefined ? {} : { cursor }),
      ...(department === undefined ? {} : { department }),
    });
    return c.json(page, 200);
  });
};
