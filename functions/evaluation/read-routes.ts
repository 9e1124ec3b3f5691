import { createRoute, z } from '@hono/zod-openapi';
import { etag } from 'hono/etag';
import type { ChannelVariant } from '../../shared/codes/channels.ts';
import { DayText, ListParams, pageOf, TenantParam } from '../../shared/contracts/common.ts';
import {
  EvaluationFile,
  EvaluationItem,
  EvaluationRecord,
  EvaluationReport,
  GradeBody,
} from '../../shared/contracts/evaluations.ts';
import { exportEvaluation } from '../../shared/domain/evaluation/export.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { dayNumberOf, dayOf, type Day } from '../../shared/kernel/instant.ts';
import { allow, jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import { answerCsv, csvOf, nextLink, wantsCsv } from '../runtime/csv.ts';
import type { Deps } from '../runtime/deps.ts';
import { etagOf, isUnchanged } from '../runtime/envelope.ts';
import { RefusedError } from '../runtime/problems.ts';
import type { EvaluationRow } from '../runtime/served-rows.ts';
import { EvaluationParams, FOLLOWERS, getEvaluation } from './follow-up-stream.ts';
import { evaluationsPage, openFollowUps } from './listing.ts';
import { actOf, presentEvaluation, presentEvaluationFile } from './present.ts';
import { evaluationReport } from './report.ts';

const params = z.object({ tenant: TenantParam });

/** So many days are listed or handed on, page after page, */
const LIST_DAYS = 366;
/** and so many are counted for one answer: counts of longer times are sums. */
const COUNT_DAYS = 31;

const daysUpTo = (longest: number) => ({
  from: DayText.optional().meta({ description: '缺省为截止日当月一日' }),
  to: DayText.optional().meta({ description: `缺省为今日；最长 ${longest} 天` }),
});

/** The days that are asked for; this month so far where nobody says. */
const daysOf = (
  deps: Deps,
  asked: { readonly from?: Day | undefined; readonly to?: Day | undefined },
  longest: number,
) => {
  const { to = dayOf(deps.clock.now()) } = asked;
  const { from = `${to.slice(0, 7)}-01` as Day } = asked;
  const length = dayNumberOf(to) - dayNumberOf(from);
  if (length >= 0 && length < longest) return { from, to };
  const errors = [{ path: 'from', message: `不能晚于截止日，最长 ${longest} 天` }];
  throw new RefusedError({ code: 'bad-input', message: '填写有误', errors });
};

const list = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/evaluations',
    operationId: 'listEvaluations',
    summary: '评价，最近的在前；followUp=open 为待办差评，期限最近的在前',
    ...allow(deps, ...FOLLOWERS),
    request: {
      params,
      query: z.object({
        ...ListParams,
        ...daysUpTo(LIST_DAYS),
        grade: z.coerce.number().pipe(GradeBody).optional(),
        department: z.string().min(1).max(100).optional(),
        followUp: z.literal('open').optional(),
      }),
    },
    responses: { 200: jsonOf(pageOf(EvaluationItem), '评价'), ...PROBLEMS },
  });
  app.use('/v1/:tenant/evaluations', etag());
  app.openapi(route, async (c) => {
    const { limit, cursor, from, to, grade, department, followUp } = c.req.valid('query');
    const views = deps.views.for(c.get('actor').tenant);
    const where = { limit, cursor };
    const { items, next } =
      followUp === 'open'
        ? await openFollowUps(views, where)
        : await evaluationsPage(
            views,
            { ...daysOf(deps, { from, to }, LIST_DAYS), grade, department },
            where,
          );
    const today = dayOf(deps.clock.now());
    const shown = items.map((row) => presentEvaluation(row, today));
    return c.json({ items: shown, ...(next === undefined ? {} : { next }) }, 200);
  });
};

const figures = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/evaluations/figures',
    operationId: 'evaluationFigures',
    summary: '好差评指标：大厅、窗口、部门、人员；更长时间由各月的数相加',
    ...allow(deps, 'supervisor', 'admin'),
    request: { params, query: z.object(daysUpTo(COUNT_DAYS)) },
    responses: { 200: jsonOf(EvaluationReport, '指标'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const { from, to } = daysOf(deps, c.req.valid('query'), COUNT_DAYS);
    return c.json(await evaluationReport(deps.views.for(c.get('actor').tenant), from, to), 200);
  });
};

const HEADERS = ['服务', '时间', '区划', '渠道', '评价次数', '满意度代码', '满意度', '评价标签', '是否匿名'];

type Receiver = Parameters<typeof exportEvaluation>[2];

/** GB/T 39046 counts telephone as 6, the interface of 好差评 has the default rating as 7. */
const VARIANTS: Readonly<Record<Receiver, ChannelVariant>> = { gbt39046: 'phone-sms', review: 'sms-default' };

/** Acts whose records go into one answer: each has at most four, so that it stays well below six megabytes. */
const RECORDS_OF_ACTS = 1_000;

const recordsOf = ({ id, state }: EvaluationRow, receiver: Receiver, region: TenantCode) =>
  state.given.flatMap((given) =>
    exportEvaluation(actOf(id), given, receiver, VARIANTS[receiver]).map(({ channel, tags, ...row }) => ({
      ...row,
      at: given.at,
      region,
      ...(channel === undefined ? {} : { channel }),
      tags: [...tags],
    })),
  );

const tableOf = (items: ReturnType<typeof recordsOf>): string =>
  csvOf(
    HEADERS,
    items.map(({ act, at, region, channel, count, gradeCode, grade, tags, anonymous }) => [
      ...[act, at, region, channel, count, gradeCode, grade, tags.join(' '), anonymous],
    ]),
  );

const hand = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/evaluations/export',
    operationId: 'exportEvaluations',
    summary:
      '评价数据，最早的在前，按 GB/T 39046 或国家好差评接口的代码（两者次序相反）；Accept: text/csv 得表格，后续页见 Link',
    ...allow(deps, 'supervisor', 'admin'),
    request: {
      params,
      query: z.object({
        limit: z.coerce.number().int().min(1).max(RECORDS_OF_ACTS).default(RECORDS_OF_ACTS),
        cursor: ListParams.cursor,
        ...daysUpTo(LIST_DAYS),
        receiver: z.enum(['gbt39046', 'review']),
      }),
    },
    responses: { 200: jsonOf(pageOf(EvaluationRecord), '评价'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const { receiver, limit, cursor, ...asked } = c.req.valid('query');
    const { tenant } = c.get('actor');
    const days = daysOf(deps, asked, LIST_DAYS);
    const where = { limit, cursor, descending: false };
    const { items: rows, next } = await evaluationsPage(deps.views.for(tenant), days, where);
    const items = rows.flatMap((row) => recordsOf(row, receiver, tenant));
    if (!wantsCsv(c)) return c.json({ items, ...(next === undefined ? {} : { next }) }, 200);
    if (next !== undefined) c.header('link', nextLink(c, next));
    return answerCsv(c, `evaluations-${receiver}-${days.from}-${days.to}`, tableOf(items)) as never;
  });
};

const read = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/evaluations/{id}',
    operationId: 'getEvaluation',
    summary: '评价与差评办理经过',
    ...allow(deps, ...FOLLOWERS),
    request: { params: EvaluationParams },
    responses: { 200: jsonOf(EvaluationFile, '评价'), 304: { description: '没有变化' }, ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const { tenant } = c.get('actor');
    const row = await getEvaluation(deps, tenant, c.req.valid('param').id);
    const today = dayOf(deps.clock.now());
    c.header('etag', etagOf(row.version));
    c.header('cache-control', 'no-store');
    if (isUnchanged(c, row.version)) return c.body(null, 304);
    return c.json(await presentEvaluationFile(row, today, deps.vault.for(tenant)), 200);
  });
};

/** Evaluations for whoever supervises them. */
export const readRoutes = (app: App, deps: Deps): void => {
  list(app, deps);
  figures(app, deps);
  hand(app, deps);
  read(app, deps);
};
