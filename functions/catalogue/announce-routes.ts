import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { TenantParam } from '../../shared/contracts/common.ts';
import {
  AnnounceChangeBody,
  CancelChangeBody,
  GuideChangeView,
  MatterCodeText,
  NoteSiteBody,
} from '../../shared/contracts/matter.ts';
import { topOf } from '../../shared/domain/case/cards.ts';
import type { GuideChange } from '../../shared/domain/matter/change.ts';
import type { MatterCommandOf } from '../../shared/domain/matter/commands.ts';
import { matterAggregate } from '../../shared/domain/matter/decide.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App, type AppEnv } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { envelopeOf, etagOf } from '../runtime/envelope.ts';
import { loadHall } from '../runtime/hall.ts';
import { notFound, RefusedError } from '../runtime/problems.ts';

const params = z.object({ tenant: TenantParam, code: MatterCodeText });
const responses = { 200: jsonOf(GuideChangeView, '法定变更与落实情况'), ...REFUSALS };

const present = (code: string, change: GuideChange): GuideChangeView => {
  const { kinds, reason, basis, published, onSite, inHall, site, duty } = change;
  const card = topOf(duty.cards);
  return {
    code,
    kinds: [...kinds],
    reason,
    basis,
    published,
    unit: duty.unit,
    due: duty.due,
    inHall,
    onSite,
    ...(site === undefined ? {} : { site }),
    ...(duty.endedAt && { endedAt: duty.endedAt }),
    ...(card && { card: card.level }),
    moves: [...duty.moves],
  };
};

type Order = MatterCommandOf<'announce-change' | 'note-site' | 'cancel-change'>;

/** Runs a command on the matter's stream of the caller's own hall and answers with the change as it is then. */
const order = async (
  c: Context<AppEnv>,
  deps: Deps,
  code: string,
  body: unknown,
  toCommand: (days: number) => Omit<Order, 'now' | 'calendar' | 'cards'>,
) => {
  const actor = c.get('actor');
  const { calendar, settings } = await loadHall(deps, actor.tenant);
  const envelope = envelopeOf(c, deps, actor, body);
  const context = { now: envelope.at, calendar, cards: settings.cards };
  const command = { ...context, ...toCommand(settings.changeOrderDays) } as Order;
  const result = await deps.streams.execute(actor.tenant, matterAggregate, code, envelope, command);
  if (!result.ok) throw new RefusedError(result.refusal);
  const { state, version } = result.value;
  if (!state.change) throw notFound();
  c.header('etag', etagOf(version));
  return c.json(present(code, state.change), 200);
};

const announce = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/matters/{code}/announce-change',
    operationId: 'announceChange',
    summary: '法律、清单或机构变更，须在期限内落实到办事指南',
    ...allow(deps, 'admin'),
    request: { params, body: bodyOf(AnnounceChangeBody) },
    responses,
  });
  app.openapi(route, (c) => {
    const body = c.req.valid('json');
    const { department, ...rest } = body;
    return order(c, deps, c.req.valid('param').code, body, (days) => ({
      type: 'announce-change',
      ...rest,
      days,
      ...(department === undefined ? {} : { unit: department }),
    }));
  });
};

const site = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/matters/{code}/note-site',
    operationId: 'noteSite',
    summary: '变更已在部门网站公布',
    ...allow(deps, 'admin'),
    request: { params, body: bodyOf(NoteSiteBody) },
    responses,
  });
  app.openapi(route, (c) => {
    const body = c.req.valid('json');
    const command = { type: 'note-site', ...body } as const;
    return order(c, deps, c.req.valid('param').code, body, () => command);
  });
};

const cancel = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/matters/{code}/cancel-change',
    operationId: 'cancelChange',
    summary: '撤销误登的变更',
    ...allow(deps, 'admin'),
    request: { params, body: bodyOf(CancelChangeBody) },
    responses,
  });
  app.openapi(route, (c) => {
    const body = c.req.valid('json');
    const command = { type: 'cancel-change', ...body } as const;
    return order(c, deps, c.req.valid('param').code, body, () => command);
  });
};

const read = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/matters/{code}/change',
    operationId: 'getChange',
    summary: '事项最近一次法定变更的落实情况',
    ...allow(deps, 'admin', 'supervisor'),
    request: { params },
    responses: { 200: jsonOf(GuideChangeView, '法定变更与落实情况'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const { code } = c.req.valid('param');
    const { state, position } = await deps.streams.load(c.get('actor').tenant, matterAggregate, code);
    if (!state.change) throw notFound();
    c.header('etag', etagOf(position.version));
    return c.json(present(code, state.change), 200);
  });
};

/** C10, E34: from the announcement of a change to its publication in the hall and, where it has to be, on the site. */
export const announceRoutes = (app: App, deps: Deps): void => {
  announce(app, deps);
  site(app, deps);
  cancel(app, deps);
  read(app, deps);
};
