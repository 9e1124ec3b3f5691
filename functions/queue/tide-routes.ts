import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { etag } from 'hono/etag';
import { TenantParam } from '../../shared/contracts/common.ts';
import { ZoneCode } from '../../shared/contracts/queues.ts';
import { AcceptTideBody, DeclineTideBody, TidesView, TideView } from '../../shared/contracts/tides.ts';
import type { QueueCommand } from '../../shared/domain/queue/commands.ts';
import { loadsOf } from '../../shared/domain/queue/load.ts';
import { queueAggregate, queueStream } from '../../shared/domain/queue/queue.ts';
import type { Tide } from '../../shared/domain/queue/tide.ts';
import type { Zone } from '../../shared/domain/tenant/hall.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, STAFF, type App, type AppEnv } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { envelopeOf, etagOf } from '../runtime/envelope.ts';
import { loadHall } from '../runtime/hall.ts';
import { notFound, RefusedError } from '../runtime/problems.ts';
import { loadZones } from '../runtime/zones.ts';
import { tideClerk } from './tide-clerk.ts';
import { loadQueue } from './zones.ts';

const ZoneParams = z.object({ tenant: TenantParam, zone: ZoneCode });
const TideParams = ZoneParams.extend({ id: z.string().min(1).max(20) });

/** Whoever runs the hall's floor decides. */
const DECIDERS = ['guide', 'supervisor', 'admin'] as const;

const present = (tide: Tide): TideView => {
  const { services, decidedBy, effect, ...rest } = tide;
  return {
    ...rest,
    services: [...services],
    ...(decidedBy ? { decidedBy: decidedBy.name ?? decidedBy.sub } : {}),
    ...(effect ? { after: { ...effect.figures, at: effect.at } } : {}),
  };
};

const zoneOf = async (deps: Deps, tenant: TenantCode, code: string): Promise<Zone> => {
  const zone = (await loadZones(deps, tenant)).find((each) => each.code === code);
  if (!zone) throw notFound();
  return zone;
};

const list = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/queues/{zone}/proposals',
    operationId: 'listTideProposals',
    summary: '潮汐窗口：今日的建议和现在的负荷',
    ...allow(deps, ...STAFF),
    request: { params: ZoneParams },
    responses: { 200: jsonOf(TidesView, '建议'), 304: { description: '没有变化' }, ...PROBLEMS },
  });
  // The load changes with the time alone, with no event.
  app.use('/v1/:tenant/queues/:zone/proposals', etag());
  app.openapi(route, async (c) => {
    const { tenant } = c.get('actor');
    const zone = await zoneOf(deps, tenant, c.req.valid('param').zone);
    const { state } = await loadQueue(deps, tenant, zone.code);
    const { settings } = await loadHall(deps, tenant);
    const loads = loadsOf(zone, state, settings, deps.clock.now());
    const tides = [...state.tides.values()].toSorted(({ proposedAt: left }, { proposedAt: right }) =>
      right < left ? -1 : Number(right > left),
    );
    return c.json(
      {
        items: tides.map(present),
        loads: loads.map(({ services, figures }) => ({ services: [...services], ...figures })),
      },
      200,
    );
  });
};

type Own = Extract<QueueCommand, { type: 'accept-tide' | 'decline-tide' }>;

const decide = async (
  c: Context<AppEnv>,
  deps: Deps,
  zone: Zone,
  body: unknown,
  own: Omit<Own, 'now' | 'zone' | 'rules'>,
): Promise<TideView> => {
  const actor = c.get('actor');
  const envelope = envelopeOf(c, deps, actor, body);
  const { at: now } = envelope;
  const { settings: rules } = await loadHall(deps, actor.tenant);
  const command = { ...own, now, zone, rules } as Own;
  const stream = queueStream(zone.code, dayOf(now));
  const result = await deps.streams.execute(actor.tenant, queueAggregate, stream, envelope, command);
  if (!result.ok) throw new RefusedError(result.refusal);
  const tide = result.value.state.tides.get(own.id);
  if (!tide) throw notFound();
  c.header('etag', etagOf(result.value.version));
  return present(tide);
};

const accept = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/queues/{zone}/proposals/{id}/accept',
    operationId: 'acceptTideProposal',
    summary: '采纳建议：窗口随即开放、增加服务或关闭',
    ...allow(deps, ...DECIDERS),
    request: { params: TideParams, body: bodyOf(AcceptTideBody) },
    responses: { 200: jsonOf(TideView, '建议'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const { zone: code, id } = c.req.valid('param');
    const body = c.req.valid('json');
    const { tenant } = c.get('actor');
    const zone = await zoneOf(deps, tenant, code);
    const { state } = await loadQueue(deps, tenant, code);
    const tide = state.tides.get(id);
    if (!tide) throw notFound();
    const clerk = await tideClerk(deps, tenant, state, tide, body.clerk);
    return c.json(await decide(c, deps, zone, body, { type: 'accept-tide', id, ...clerk }), 200);
  });
};

const decline = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/queues/{zone}/proposals/{id}/decline',
    operationId: 'declineTideProposal',
    summary: '不采纳建议，一刻钟内不再提出',
    ...allow(deps, ...DECIDERS),
    request: { params: TideParams, body: bodyOf(DeclineTideBody) },
    responses: { 200: jsonOf(TideView, '建议'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const { zone: code, id } = c.req.valid('param');
    const body = c.req.valid('json');
    const { reason } = body;
    const zone = await zoneOf(deps, c.get('actor').tenant, code);
    return c.json(
      await decide(c, deps, zone, body, { type: 'decline-tide', id, ...(reason && { reason }) }),
      200,
    );
  });
};

/** 潮汐窗口 (C21): the load of a zone, proposals, and a person who accepts or declines them. */
export const tideRoutes = (app: App, deps: Deps): void => {
  list(app, deps);
  accept(app, deps);
  decline(app, deps);
};
