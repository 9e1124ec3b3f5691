import { createRoute, z } from '@hono/zod-openapi';
import { DayText } from '../../shared/contracts/common.ts';
import { CalendarView, ClosureBody, HoursBody, YearBody } from '../../shared/contracts/halls.ts';
import type { Hours } from '../../shared/domain/tenant/events.ts';
import {
  calendarChangesOf,
  calendarRulesOf,
  initialTenant,
  type TenantState,
} from '../../shared/domain/tenant/state.ts';
import { parentOf, type TenantCode } from '../../shared/kernel/ids.ts';
import type { Closure, YearOverride } from '../../shared/time/rules.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { etagOf } from '../runtime/envelope.ts';
import { loadTenant } from '../runtime/hall.ts';
import { change, getHall, HallParams } from './hall-stream.ts';

const weekdaysOf = (weekdays: NonNullable<Hours['weekdays']>) =>
  Object.fromEntries(Object.entries(weekdays).map(([day, sessions]) => [day, [...sessions]]));

const calendarOf = async (deps: Deps, own: TenantState, tenant: TenantCode) => {
  const parent = parentOf(tenant);
  const above = parent === undefined ? initialTenant : await loadTenant(deps, parent);
  const { hours, weekdays, summer, overrides = [], closures = [] } = calendarRulesOf(own, above);
  return {
    hours: [...hours],
    ...(weekdays ? { weekdays: weekdaysOf(weekdays) } : {}),
    ...(summer ? { summer: { ...summer, hours: [...summer.hours] } } : {}),
    years: overrides.map(({ year, holidays, workdays }) => ({
      year,
      holidays: [...holidays],
      workdays: [...workdays],
    })),
    closures: [...closures],
    changes: calendarChangesOf(own, above).map(({ at, reason }) => ({ at, reason })),
  };
};

const answers = { 200: jsonOf(CalendarView, '工作日历'), ...REFUSALS };

const read = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/calendar',
    operationId: 'getCalendar',
    summary: '工作日历',
    ...allow(deps, 'admin', 'supervisor'),
    request: { params: HallParams },
    responses: { 200: jsonOf(CalendarView, '工作日历'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const { tenant } = c.get('actor');
    const { hall, version } = await getHall(deps, tenant);
    c.header('etag', etagOf(version));
    return c.json(await calendarOf(deps, hall, tenant), 200);
  });
};

const hours = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'put',
    path: '/v1/{tenant}/calendar/hours',
    operationId: 'setHours',
    summary: '设置开放时间',
    ...allow(deps, 'admin'),
    request: { params: HallParams, body: bodyOf(HoursBody) },
    responses: answers,
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid('json');
    const state = await change(c, deps, body, { type: 'set-hours', hours: body as Hours });
    return c.json(await calendarOf(deps, state, c.get('actor').tenant), 200);
  });
};

const closures = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'put',
    path: '/v1/{tenant}/calendar/closures/{day}',
    operationId: 'declareClosure',
    summary: '宣布闭馆（大雪、停电等），在办件的期限随之顺延',
    ...allow(deps, 'admin'),
    request: { params: HallParams.extend({ day: DayText }), body: bodyOf(ClosureBody) },
    responses: answers,
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid('json');
    const closure = { day: c.req.valid('param').day, ...body } as Closure;
    const state = await change(c, deps, body, { type: 'declare-closure', closure });
    return c.json(await calendarOf(deps, state, c.get('actor').tenant), 200);
  });
};

const years = (app: App, deps: Deps): void => {
  const params = HallParams.extend({ year: z.coerce.number().int().min(2020).max(2100) });
  const route = createRoute({
    method: 'put',
    path: '/v1/{tenant}/calendar/years/{year}',
    operationId: 'publishHolidayNotice',
    summary: '公布一年的放假安排，在办件的期限随之重算',
    ...allow(deps, 'admin'),
    request: { params, body: bodyOf(YearBody) },
    responses: answers,
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid('json');
    const override = { year: c.req.valid('param').year, ...body } as unknown as YearOverride;
    const state = await change(c, deps, body, { type: 'publish-holiday-notice', override });
    return c.json(await calendarOf(deps, state, c.get('actor').tenant), 200);
  });
};

/** 工作日历 (行政许可法 第82条, D20, E45): hours, closures and the notice of each year; running limits follow. */
export const calendarRoutes = (app: App, deps: Deps): void => {
  read(app, deps);
  hours(app, deps);
  closures(app, deps);
  years(app, deps);
};
