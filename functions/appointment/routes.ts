import { createRoute, z } from '@hono/zod-openapi';
import {
  AppointmentNo,
  AppointmentRequest,
  AppointmentsView,
  AppointmentView,
} from '../../shared/contracts/appointments.ts';
import { TenantParam } from '../../shared/contracts/common.ts';
import { ServiceCode, ZoneCode } from '../../shared/contracts/queues.ts';
import { offerOn } from '../../shared/domain/slots/offer.ts';
import { dayOfAppointment, slotsAggregate } from '../../shared/domain/slots/slots.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { dayOf, epochMsOf, instantOf, type Instant } from '../../shared/kernel/instant.ts';
import type { Envelope } from '../../shared/ports/handle-command.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { appointmentCheck, nameOf } from '../runtime/digest.ts';
import { envelopeOf, etagOf } from '../runtime/envelope.ts';
import { loadHall } from '../runtime/hall.ts';
import { partyErrors } from '../runtime/party.ts';
import { notFound, RefusedError } from '../runtime/problems.ts';
import { loadZones, zoneFor } from '../runtime/zones.ts';
import { assistanceRoutes } from './assistance-routes.ts';
import { bookable, capacityOf, missedLately, presentAppointment } from './bookable.ts';

const HallParams = z.object({ tenant: TenantParam });
const BOOKERS = ['citizen', 'guide'] as const;

const isGuide = ({ roles }: Actor): boolean => roles.includes('guide');

const list = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/appointments',
    operationId: 'listAppointments',
    summary: '可预约的时段与已有的预约',
    ...allow(deps, ...BOOKERS),
    request: {
      params: HallParams,
      query: z.object({ service: ServiceCode, zone: ZoneCode.optional() }),
    },
    responses: { 200: jsonOf(AppointmentsView, '时段与预约'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { tenant, sub } = actor;
    const { service, zone: asked } = c.req.valid('query');
    const zone = zoneFor(await loadZones(deps, tenant), service, asked);
    const hall = await loadHall(deps, tenant);
    const isShown = ({ holder }: { holder?: string }) => isGuide(actor) || holder === sub;
    const now = deps.clock.now();
    return c.json(await bookable(deps, { tenant, hall, zone, service, now, isShown }), 200);
  });
};

type Body = z.infer<typeof AppointmentRequest>;

const ID_TAIL = -4;

/** What the log may know of the person: digests that only the hall can make. */
const whoBooks = ({ secret }: Deps, actor: Actor, { idType, idNo }: Body['person'], start: Instant) => ({
  person: nameOf(secret, 'appointment', idType, idNo.toUpperCase()),
  check: appointmentCheck(secret, dayOf(start), idNo.slice(ID_TAIL)),
  ...(isGuide(actor) ? {} : { holder: actor.sub }),
});

/** The command from what the hall is, offers and remembers. */
const bookCommand = async (deps: Deps, actor: Actor, body: Body, { at: now }: Envelope) => {
  const { tenant } = actor;
  const { service } = body;
  const zone = zoneFor(await loadZones(deps, tenant), service, body.zone);
  const { calendar, settings } = await loadHall(deps, tenant);
  const start = instantOf(epochMsOf(body.start as Instant));
  const offer = offerOn(calendar, settings, now, dayOf(start));
  const who = whoBooks(deps, actor, body.person, start);
  const { noShowDays } = settings;
  const missed = await missedLately(deps, tenant, { person: who.person, now, noShowDays });
  const appointment = { zone: zone.code, service, start, ...who };
  const capacity = capacityOf(zone, service, settings);
  return { type: 'book', offer, capacity, missed, settings, appointment } as const;
};

const book = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/appointments',
    operationId: 'bookAppointment',
    summary: '预约（自愿，不预约也可现场取号）',
    ...allow(deps, ...BOOKERS),
    request: { params: HallParams, body: bodyOf(AppointmentRequest) },
    responses: { 201: jsonOf(AppointmentView, '预约'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const body = c.req.valid('json');
    const envelope = envelopeOf(c, deps, actor, body);
    const errors = partyErrors({ kind: 'person', ...body.person }, 'person', dayOf(envelope.at));
    if (errors.length > 0) throw new RefusedError({ code: 'bad-input', message: '填写有误', errors });
    const command = await bookCommand(deps, actor, body, envelope);
    const day = dayOf(command.appointment.start);
    const result = await deps.streams.execute(actor.tenant, slotsAggregate, day, envelope, command);
    if (!result.ok) throw new RefusedError(result.refusal);
    const { state, version, at } = result.value;
    const made = [...state.values()].at(-1);
    if (!made) throw notFound();
    c.header('etag', etagOf(version));
    return c.json(presentAppointment(made, at), 201);
  });
};

const cancel = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/appointments/{no}/cancel',
    operationId: 'cancelAppointment',
    summary: '取消预约',
    ...allow(deps, ...BOOKERS),
    request: { params: HallParams.extend({ no: AppointmentNo }), body: bodyOf(z.strictObject({})) },
    responses: { 200: jsonOf(AppointmentView, '预约'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { no } = c.req.valid('param');
    const day = dayOfAppointment(no);
    if (!day) throw notFound();
    const { settings } = await loadHall(deps, actor.tenant);
    const envelope = envelopeOf(c, deps, actor, c.req.valid('json'));
    const by = isGuide(actor) ? {} : { by: actor.sub };
    const command = { type: 'cancel', no, now: envelope.at, settings, ...by } as const;
    const result = await deps.streams.execute(actor.tenant, slotsAggregate, day, envelope, command);
    if (!result.ok) throw new RefusedError(result.refusal);
    const { state, version, at } = result.value;
    const known = state.get(no);
    if (!known) throw notFound();
    c.header('etag', etagOf(version));
    return c.json(presentAppointment(known, at), 200);
  });
};

/** 预约 and 365服务 (C23, E46): exact slots of a service, for whoever likes; everybody else takes a number. */
export const appointmentRoutes = (app: App, deps: Deps): void => {
  list(app, deps);
  book(app, deps);
  cancel(app, deps);
  assistanceRoutes(app, deps);
};
