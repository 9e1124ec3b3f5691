import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { TenantParam } from '../../shared/contracts/common.ts';
import { CalledView, WindowId } from '../../shared/contracts/queues.ts';
import { WindowBodies, WindowView, type WindowActName } from '../../shared/contracts/windows.ts';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import { WINDOW_ACTS } from '../../shared/domain/queue/commands.ts';
import type { QueueState } from '../../shared/domain/queue/state.ts';
import { usualServices } from '../../shared/domain/queue/window-acts.ts';
import type { Zone } from '../../shared/domain/tenant/hall.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { Folded } from '../../shared/ports/handle-command.ts';
import { allow, bodyOf, jsonOf, REFUSALS, type App, type AppEnv } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { envelopeOf, etagOf } from '../runtime/envelope.ts';
import { notFound, RefusedError } from '../runtime/problems.ts';
import { servicesOf } from './duty.ts';
import { isSentTo } from './sent.ts';
import { workWindow, type Worked } from './work-window.ts';
import { loadQueue, zoneOfWindow } from './zones.ts';

const WindowParams = z.object({ tenant: TenantParam, id: WindowId });

type Body = z.infer<(typeof WindowBodies)[WindowActName]>;

/** An act as a clerk asks for it. */
interface Asked {
  readonly act: WindowActName;
  readonly id: string;
  readonly body: Body;
}

/** Acts on the window itself; the others answer with the number at it. */
const OWN_ACTS: ReadonlySet<string> = new Set(['open', 'pause', 'close']);

const SUMMARIES: Readonly<Record<WindowActName, string>> = {
  open: '开放窗口，可指定服务（潮汐窗口）',
  pause: '暂停：已呼叫未到的号回到原位',
  close: '关闭：窗口的号全部转交',
  'call-next': '呼叫下一个',
  recall: '重呼',
  skip: '过号',
  transfer: '转号，次序不变',
  start: '开始办理',
  finish: '办理结束',
};

/** An act before it is done. The queue is read once, and only where a check before the act needs it. */
interface Request extends Asked {
  readonly actor: Actor;
  readonly zone: Zone;
  /** Of the request: what was done under it before is not checked again, the answer is the first one. */
  readonly key: string;
  readonly queue: () => Promise<Folded<QueueState>>;
}

const readOnce = (read: Request['queue']): Request['queue'] => {
  let known: ReturnType<Request['queue']> | undefined;
  return () => (known ??= read());
};

/** Who may work at which window stands in the account; for a tide somebody may be sent to another one for the day. */
const mustSitAt = async ({ actor: { sub, windows = [] }, id, key, queue }: Request): Promise<void> => {
  if (windows.includes(id)) return;
  const { state, keys } = await queue();
  if (isSentTo(state, id, sub) || keys.has(key)) return;
  throw new RefusedError({ code: 'not-allowed', message: '不是您的窗口' });
};

/** A number names the cases that name it: only those of this hall that were handed in with it. Which number it is. */
const checkCases = async (
  deps: Deps,
  { actor: { tenant }, id, body, key, queue }: Request,
): Promise<{ no?: string }> => {
  const cases = 'cases' in body ? (body.cases ?? []) : [];
  if (cases.length === 0) return {};
  const { state, keys } = await queue();
  const no = state.windows.get(id)?.current;
  if (no === undefined || keys.has(key)) return {};
  const known = await Promise.all(cases.map((caseNo) => deps.streams.load(tenant, caseAggregate, caseNo)));
  const errors = known.flatMap(({ state: found }, index) =>
    found.status !== 'none' && found.received.ticket === no
      ? []
      : [{ path: `cases.${index}`, message: '不是凭此号申请的办件' }],
  );
  if (errors.length > 0) throw new RefusedError({ code: 'bad-input', message: '填写有误', errors });
  return { no };
};

const commandFields = (body: Body) => {
  const { window: to, ...rest } = body as { window?: string };
  return { ...rest, ...(to === undefined ? {} : { to }) };
};

/** Whoever opens a window answers for it alone; a colleague may work there too. */
const fieldsOf = async (deps: Deps, { actor, zone, act, id, body, queue }: Request) => {
  if (act !== 'open') return commandFields(body);
  const { services } = body as z.infer<(typeof WindowBodies)['open']>;
  const usual = usualServices(zone, (await queue()).state, id);
  return { services: await servicesOf(deps, actor, { usual, ...(services ? { services } : {}) }) };
};

const answer = (zone: string, { act, id }: Asked, { state, ticket }: Worked) => {
  if (!OWN_ACTS.has(act)) return { ticket };
  const window = state.windows.get(id);
  if (!window) throw notFound();
  const { status, services, current } = window;
  return {
    id,
    zone,
    status,
    services: [...services],
    ...(current === undefined ? {} : { ticket: current }),
  };
};

const runAct = async (c: Context<AppEnv>, deps: Deps, asked: Asked) => {
  const { act, id, body } = asked;
  const actor = c.get('actor');
  const { tenant } = actor;
  const zone = await zoneOfWindow(deps, tenant, id);
  const envelope = envelopeOf(c, deps, actor, body);
  const queue = readOnce(() => loadQueue(deps, tenant, zone.code));
  const request = { ...asked, actor, zone, key: envelope.key, queue };
  await mustSitAt(request);
  const about = await checkCases(deps, request);
  const fields = { ...(await fieldsOf(deps, request)), ...about };
  const worked = await workWindow(deps, { tenant, zone, window: id, act, fields }, envelope);
  c.header('etag', etagOf(worked.version));
  return answer(zone.code, asked, worked);
};

const register = (app: App, deps: Deps, act: WindowActName): void => {
  const route = createRoute({
    method: 'post',
    path: `/v1/{tenant}/windows/{id}/${act}`,
    operationId: `window-${act}`,
    summary: SUMMARIES[act],
    ...allow(deps, 'clerk'),
    request: { params: WindowParams, body: bodyOf(WindowBodies[act]) },
    responses: {
      200: OWN_ACTS.has(act) ? jsonOf(WindowView, '窗口') : jsonOf(CalledView, '号'),
      ...REFUSALS,
    },
  });
  app.openapi(route, async (c) => {
    const body: Body = c.req.valid('json');
    const { id } = c.req.valid('param');
    return c.json(await runAct(c, deps, { act, id, body }), 200);
  });
};

/** 窗口: what a clerk does at one; each act is one commit of the zone's queue. */
export const windowRoutes = (app: App, deps: Deps): void => {
  for (const act of WINDOW_ACTS) register(app, deps, act);
};
