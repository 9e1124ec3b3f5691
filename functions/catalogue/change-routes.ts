import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { line, lines, TenantParam } from '../../shared/contracts/common.ts';
import { MatterBody, MatterCodeText, MatterView, RetireBody } from '../../shared/contracts/matter.ts';
import type { MatterCommand } from '../../shared/domain/matter/commands.ts';
import { matterAggregate } from '../../shared/domain/matter/decide.ts';
import type { DutyContext } from '../../shared/domain/supervision/duty.ts';
import type { MatterCode, TenantCode } from '../../shared/kernel/ids.ts';
import type { Day } from '../../shared/kernel/instant.ts';
import { allow, bodyOf, jsonOf, REFUSALS, type App, type AppEnv } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { envelopeOf, etagOf } from '../runtime/envelope.ts';
import { loadHall } from '../runtime/hall.ts';
import { answerRefusal, notFound, RefusedError } from '../runtime/problems.ts';
import { presentMatter } from './content.ts';
import { publishCommandOf } from './publish.ts';

const params = z.object({ tenant: TenantParam, code: MatterCodeText });
const responses = { 200: jsonOf(MatterView, '办事指南'), ...REFUSALS };

/** Runs a command on the matter's stream of the caller's own hall and answers with the guide as it is then. */
const change = async (
  c: Context<AppEnv>,
  deps: Deps,
  code: string,
  body: unknown,
  command: MatterCommand,
) => {
  const actor = c.get('actor');
  const envelope = envelopeOf(c, deps, actor, body);
  const result = await deps.streams.execute(actor.tenant, matterAggregate, code, envelope, command);
  if (!result.ok) return answerRefusal(c, result.refusal) as never;
  const { state } = result.value;
  if (state.status === 'none') throw notFound();
  c.header('etag', etagOf(state.current.matter.version));
  return c.json(presentMatter(state), 200);
};

const publish = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'put',
    path: '/v1/{tenant}/matters/{code}',
    operationId: 'publishMatter',
    summary: '公布事项的新版本',
    ...allow(deps, 'admin'),
    request: { params, body: bodyOf(MatterBody) },
    responses,
  });
  app.openapi(route, async (c) => {
    const { code } = c.req.valid('param');
    const body = c.req.valid('json');
    const { code: named, reason, basis, published, ...record } = body;
    if (named !== undefined && named !== code) {
      const errors = [{ path: 'code', message: '与路径不一致' }];
      throw new RefusedError({ code: 'bad-input', message: '填写有误', errors });
    }
    const rules = await loadHall(deps, c.get('actor').tenant);
    const note = { reason, basis, published: published as Day | undefined };
    const command = publishCommandOf({ code, ...record }, deps.clock.now(), rules, note);
    return change(c, deps, code, body, command);
  });
};

const ACTS = {
  retire: { summary: '取消事项', body: RetireBody },
  freeze: { summary: '冻结事项', body: RetireBody },
  unfreeze: { summary: '恢复事项', body: z.strictObject({ reason: lines(1000) }) },
  merge: {
    summary: '合并到另一事项',
    body: z.strictObject({ into: MatterCodeText, reason: lines(1000), basis: line(1000) }),
  },
} as const;
type Act = keyof typeof ACTS;

const contextOf = async (deps: Deps, tenant: TenantCode): Promise<DutyContext> => {
  const { calendar, settings } = await loadHall(deps, tenant);
  return { now: deps.clock.now(), calendar, cards: settings.cards };
};

const commandOf = (
  act: Act,
  code: string,
  body: Record<string, string>,
  context: DutyContext,
): MatterCommand => {
  const { reason = '', basis = '', into = '' } = body;
  switch (act) {
    case 'retire':
      return { ...context, type: act, reason, basis };
    case 'freeze':
      return { type: act, reason, basis };
    case 'unfreeze':
      return { type: act, reason };
    case 'merge':
      return { ...context, type: act, code: code as MatterCode, into: into as MatterCode, reason, basis };
    default:
      return act satisfies never;
  }
};

const registerAct = (app: App, deps: Deps, act: Act): void => {
  const route = createRoute({
    method: 'post',
    path: `/v1/{tenant}/matters/{code}/${act}`,
    operationId: `${act}Matter`,
    summary: ACTS[act].summary,
    ...allow(deps, 'admin'),
    request: { params, body: bodyOf(ACTS[act].body) },
    responses,
  });
  app.openapi(route, async (c) => {
    const { code } = c.req.valid('param');
    const body = c.req.valid('json') as Record<string, string>;
    const context = await contextOf(deps, c.get('actor').tenant);
    return change(c, deps, code, body, commandOf(act, code, body, context));
  });
};

/** B28: publish, freeze, merge, retire; why and on which basis stands in the log. */
export const changeRoutes = (app: App, deps: Deps): void => {
  publish(app, deps);
  for (const act of Object.keys(ACTS) as Act[]) registerAct(app, deps, act);
};
