import { createRoute, z } from '@hono/zod-openapi';
import { TenantParam } from '../../shared/contracts/common.ts';
import { TicketNo, TicketRequest, TicketView } from '../../shared/contracts/queues.ts';
import { PRIORITIES, type Priority } from '../../shared/domain/case/events.ts';
import type { GreenReason } from '../../shared/domain/queue/events.ts';
import { queueAggregate, queueStream } from '../../shared/domain/queue/queue.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { VaultRef } from '../../shared/kernel/ids.ts';
import { dayOf, type Day } from '../../shared/kernel/instant.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { appointmentCheck, nameOf } from '../runtime/digest.ts';
import { envelopeOf, etagOf, isUnchanged } from '../runtime/envelope.ts';
import { loadHall } from '../runtime/hall.ts';
import { notFound, RefusedError } from '../runtime/problems.ts';
import { Texts } from '../runtime/texts.ts';
import { loadZones, zoneFor } from '../runtime/zones.ts';
import { keepAppointment, type Proof } from './keep-appointment.ts';
import { presentTicket } from './present.ts';
import { personOf, takeTicket } from './take-ticket.ts';
import { findTicket } from './zones.ts';

const HallParams = z.object({ tenant: TenantParam });
const TicketParams = HallParams.extend({ no: TicketNo });
const HOLDERS = ['device', 'citizen', 'guide'] as const;

/** A guide has looked; a citizen has an account; else the identity document has been shown. */
const proofOf = ({ secret }: Deps, { sub, roles }: Actor, { applicant }: TicketRequest, day: Day): Proof => {
  if (roles.includes('guide')) return undefined;
  const shown = applicant ? { check: appointmentCheck(secret, day, applicant.idTail) } : {};
  return roles.includes('citizen') ? { holder: sub, ...shown } : shown;
};

const isPriority = (text: string): text is Priority => (PRIORITIES as readonly string[]).includes(text);

/** A code goes into the log; what somebody wrote goes into the vault. */
const reasonOf = ({ reason }: TicketRequest, texts: Texts): { reason?: GreenReason } => {
  if (reason === undefined) return {};
  return { reason: isPriority(reason) ? { code: reason } : { text: texts.written('reason', reason) } };
};

const take = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/tickets',
    operationId: 'takeTicket',
    summary: '取号',
    ...allow(deps, ...HOLDERS),
    request: { params: HallParams, body: bodyOf(TicketRequest) },
    responses: { 201: jsonOf(TicketView, '排队号'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid('json');
    const actor = c.get('actor');
    const envelope = envelopeOf(c, deps, actor, body);
    const booked = await keepAppointment(deps, actor.tenant, envelope, body, (day) =>
      proofOf(deps, actor, body, day),
    );
    const zone = zoneFor(await loadZones(deps, actor.tenant), body.service, booked?.zone ?? body.zone);
    const { settings: rules } = await loadHall(deps, actor.tenant);
    const place = { tenant: actor.tenant, zone, rules, day: dayOf(envelope.at) };
    const texts = new Texts(`text:ticket:${nameOf(deps.secret, envelope.key)}` as VaultRef);
    const command = {
      type: 'issue',
      now: envelope.at,
      zone,
      rules,
      service: body.service,
      lane: body.lane,
      ...booked?.ticket,
      ...(body.further ? { further: body.further } : {}),
      ...(actor.roles.includes('citizen') ? { holder: actor.sub } : {}),
      ...personOf(deps.secret, place, body.applicant),
      ...reasonOf(body, texts),
    } as const;
    const prepare = () => texts.keep(deps.vault.for(actor.tenant));
    const { ticket, state, version } = await takeTicket(deps, place, envelope, command, { prepare });
    c.header('etag', etagOf(version));
    c.header('location', `/v1/${actor.tenant}/tickets/${ticket.no}`);
    return c.json(presentTicket(zone.code, ticket, state, rules), 201);
  });
};

const read = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/tickets/{no}',
    operationId: 'getTicket',
    summary: '今日的排队号：前面几人，预计等候',
    ...allow(deps, ...HOLDERS),
    request: { params: TicketParams },
    responses: { 200: jsonOf(TicketView, '排队号'), 304: { description: '没有变化' }, ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const { tenant } = c.get('actor');
    const { zone, ticket, state, version } = await findTicket(deps, tenant, c.req.valid('param').no);
    const tag = `${dayOf(deps.clock.now())}.${version}`;
    c.header('etag', etagOf(tag));
    if (isUnchanged(c, tag)) return c.body(null, 304);
    const { settings } = await loadHall(deps, tenant);
    return c.json(presentTicket(zone.code, ticket, state, settings), 200);
  });
};

const cancel = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/tickets/{no}/cancel',
    operationId: 'cancelTicket',
    summary: '退号',
    ...allow(deps, ...HOLDERS),
    request: { params: TicketParams, body: bodyOf(z.strictObject({})) },
    responses: { 200: jsonOf(TicketView, '排队号'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const { no } = c.req.valid('param');
    const actor = c.get('actor');
    const { zone } = await findTicket(deps, actor.tenant, no);
    const { settings: rules } = await loadHall(deps, actor.tenant);
    const envelope = envelopeOf(c, deps, actor, c.req.valid('json'));
    const isHall = actor.roles.some((role) => role === 'guide' || role === 'device');
    const command = {
      type: 'cancel',
      no,
      now: envelope.at,
      zone,
      rules,
      ...(isHall ? {} : { by: actor.sub }),
    } as const;
    const stream = queueStream(zone.code, dayOf(envelope.at));
    const result = await deps.streams.execute(actor.tenant, queueAggregate, stream, envelope, command);
    if (!result.ok) throw new RefusedError(result.refusal);
    const { state, version } = result.value;
    const ticket = state.tickets.get(no);
    if (!ticket) throw notFound();
    c.header('etag', etagOf(version));
    return c.json(presentTicket(zone.code, ticket, state, rules), 200);
  });
};

/** 取号、查号、退号 (C23: a number is taken without any booking). */
export const ticketRoutes = (app: App, deps: Deps): void => {
  take(app, deps);
  read(app, deps);
  cancel(app, deps);
};
