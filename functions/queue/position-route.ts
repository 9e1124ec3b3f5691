import { createRoute, z } from '@hono/zod-openapi';
import { DayText, TenantParam } from '../../shared/contracts/common.ts';
import { TicketNo, TicketPosition } from '../../shared/contracts/queues.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import { jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { etagOf, isUnchanged } from '../runtime/envelope.ts';
import { loadHall } from '../runtime/hall.ts';
import { notFound } from '../runtime/problems.ts';
import { presentTicket } from './present.ts';
import { findTicket } from './zones.ts';

const request = {
  params: z.object({ tenant: TenantParam, no: TicketNo }),
  query: z.object({ day: DayText }),
};

/**
 * What the QR code on a number opens: its place in the queue, as the display in the hall shows it to everybody, and
 * nothing of the person or of the cases. Numbers begin anew every day, so the code names its day (E37).
 */
export const positionRoute = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/tickets/{no}/position',
    operationId: 'getTicketPosition',
    summary: '扫码看排队：前面几人，预计等候',
    request,
    responses: {
      200: jsonOf(TicketPosition, '排队位置'),
      304: { description: '没有变化' },
      404: PROBLEMS[404],
      422: PROBLEMS[422],
    },
  });
  app.openapi(route, async (c) => {
    const { tenant, no } = c.req.valid('param');
    const { day } = c.req.valid('query');
    if (day !== dayOf(deps.clock.now())) throw notFound();
    const { zone, ticket, state, version } = await findTicket(deps, tenant, no);
    const tag = `${day}.${version}`;
    c.header('etag', etagOf(tag));
    if (isUnchanged(c, tag)) return c.body(null, 304);
    const { code, name, floor, services } = zone;
    const service = services.find((one) => one.code === ticket.service)?.name ?? ticket.service;
    const { settings } = await loadHall(deps, tenant);
    const shown = { ...presentTicket(code, ticket, state, settings), zone: name, service };
    return c.json(TicketPosition.parse(floor === undefined ? shown : { ...shown, floor }), 200);
  });
};
