import { createRoute, z } from '@hono/zod-openapi';
import { TenantParam } from '../../shared/contracts/common.ts';
import { CardLevelsBody } from '../../shared/contracts/supervision.ts';
import type { CardRule } from '../../shared/domain/supervision/card-rules.ts';
import { TENANT_STREAM, tenantAggregate } from '../../shared/domain/tenant/decide.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { envelopeOf, etagOf } from '../runtime/envelope.ts';
import { loadHall } from '../runtime/hall.ts';
import { RefusedError } from '../runtime/problems.ts';

const HallParams = z.object({ tenant: TenantParam });

const bodyOfRules = (rules: readonly CardRule[]): CardLevelsBody => ({
  levels: rules.map(({ level, when, monthly }) => ({
    level,
    when: [...when],
    ...(monthly && { monthly: { ...monthly } }),
  })),
});

const rulesOf = ({ levels }: CardLevelsBody): readonly CardRule[] =>
  levels.map(({ level, when, monthly }) => ({ level, when, ...(monthly && { monthly }) }));

const read = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/supervision/levels',
    operationId: 'listCardLevels',
    summary: '监察牌各级及触发条件（本大厅、上级大厅或通用设置）',
    ...allow(deps, 'supervisor', 'admin'),
    request: { params: HallParams },
    responses: { 200: jsonOf(CardLevelsBody, '依次排列'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const { tenant } = c.get('actor');
    // In this order: the hall is then made from what was just read, and belongs to this version.
    const { position } = await deps.streams.load(tenant, tenantAggregate, TENANT_STREAM);
    const { settings } = await loadHall(deps, tenant);
    c.header('etag', etagOf(position.version));
    return c.json(bodyOfRules(settings.cards), 200);
  });
};

const set = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'put',
    path: '/v1/{tenant}/supervision/levels',
    operationId: 'setCardLevels',
    summary: '设置监察牌各级及触发条件',
    ...allow(deps, 'admin'),
    request: { params: HallParams, body: bodyOf(CardLevelsBody) },
    responses: { 200: jsonOf(CardLevelsBody, '依次排列'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid('json');
    const actor = c.get('actor');
    const command = { type: 'change-settings', settings: { cards: rulesOf(body) } } as const;
    const envelope = envelopeOf(c, deps, actor, body);
    const result = await deps.streams.execute(
      actor.tenant,
      tenantAggregate,
      TENANT_STREAM,
      envelope,
      command,
    );
    if (!result.ok) throw new RefusedError(result.refusal);
    c.header('etag', etagOf(result.value.version));
    return c.json(body, 200);
  });
};

/** The hall's own levels of supervision: data, not code (B23). */
export const levelsRoutes = (app: App, deps: Deps): void => {
  read(app, deps);
  set(app, deps);
};
