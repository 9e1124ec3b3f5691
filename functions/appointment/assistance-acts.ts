import { createRoute, type z } from '@hono/zod-openapi';
import { AssistanceActs, AssistanceFile, type AssistanceActName } from '../../shared/contracts/assistance.ts';
import type { AssistanceAct } from '../../shared/domain/assistance/assistance.ts';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import { postingAggregate } from '../../shared/domain/posting/posting.ts';
import { unfitOn } from '../../shared/domain/posting/window-duty.ts';
import type { Actor, Role } from '../../shared/kernel/actor.ts';
import type { CaseNo, Subject } from '../../shared/kernel/ids.ts';
import { dayOf, epochMsOf, instantOf, type Instant } from '../../shared/kernel/instant.ts';
import { allow, bodyOf, jsonOf, REFUSALS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { envelopeOf } from '../runtime/envelope.ts';
import { RefusedError } from '../runtime/problems.ts';
import type { Texts } from '../runtime/texts.ts';
import { ASKING, AssistanceParams, DESK, getAssistance, perform, textsOf } from './assistance-stream.ts';
import type { AssistanceRow } from './assistance-views.ts';

type BodyOf<Act extends AssistanceActName> = z.infer<(typeof AssistanceActs)[Act]>;

/** What an act is decided on, beside its body. */
interface About {
  readonly deps: Deps;
  readonly actor: Actor;
  readonly row: AssistanceRow;
  readonly texts: Texts;
}

type Acts = {
  readonly [Name in AssistanceActName]: {
    readonly summary: string;
    readonly roles: readonly [Role, ...Role[]];
    readonly toAct: (body: BodyOf<Name>, about: About) => Promise<AssistanceAct> | AssistanceAct;
  };
};

/** E38: whoever goes or stays alone is on the list of staff that day, and trained. */
const arrange = async (
  { clerk, at }: BodyOf<'arrange'>,
  { deps, actor, row }: About,
): Promise<AssistanceAct> => {
  const moment = at === undefined ? row.state.wanted : instantOf(epochMsOf(at as Instant));
  const { state } = await deps.streams.load(actor.tenant, postingAggregate, clerk);
  const unfit = unfitOn(state, dayOf(moment));
  if (unfit) throw new RefusedError(unfit.refusal);
  return { type: 'arrange', clerk: clerk as Subject, at: moment };
};

/** Only cases of this hall. */
const checkCases = async ({ deps, actor }: About, cases: readonly string[]): Promise<void> => {
  const known = await Promise.all(
    cases.map((caseNo) => deps.streams.load(actor.tenant, caseAggregate, caseNo)),
  );
  const errors = known.flatMap(({ state }, index) =>
    state.status === 'none' ? [{ path: `cases.${index}`, message: '没有这个办件' }] : [],
  );
  if (errors.length > 0) throw new RefusedError({ code: 'bad-input', message: '填写有误', errors });
};

const finish = async (
  { outcome, cases = [], note }: BodyOf<'finish'>,
  about: About,
): Promise<AssistanceAct> => {
  await checkCases(about, cases);
  const { actor, texts } = about;
  return {
    type: 'finish',
    outcome,
    cases: cases as CaseNo[],
    ...(note === undefined ? {} : { note: texts.written('note', note) }),
    ...(actor.roles.includes('guide') ? {} : { by: actor.sub }),
  };
};

const ACTS: Acts = {
  arrange: { summary: '安排人员和时间', roles: ['guide'], toAct: arrange },
  decline: {
    summary: '不能安排，说明原因',
    roles: ['guide'],
    toAct: ({ reason }, { texts }) => ({ type: 'decline', reason: texts.written('declined', reason) }),
  },
  withdraw: {
    summary: '撤回申请',
    roles: ASKING,
    toAct: (_, { actor }) => ({
      type: 'withdraw',
      ...(actor.roles.includes('guide') ? {} : { by: actor.sub }),
    }),
  },
  finish: { summary: '登记办理结果', roles: DESK, toAct: finish },
};

const register = <Name extends AssistanceActName>(
  app: App,
  deps: Deps,
  name: Name,
  { summary, roles, toAct }: Acts[Name],
): void => {
  const route = createRoute({
    method: 'post',
    path: `/v1/{tenant}/assistance/{no}/${name}`,
    operationId: `assistance-${name}`,
    summary,
    ...allow(deps, ...roles),
    request: { params: AssistanceParams, body: bodyOf(AssistanceActs[name]) },
    responses: { 200: jsonOf(AssistanceFile, '申请'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid('json') as BodyOf<Name>;
    const { no } = c.req.valid('param');
    const actor = c.get('actor');
    const row = await getAssistance(deps, actor, no);
    const envelope = envelopeOf(c, deps, actor, body);
    const texts = textsOf(deps, envelope);
    const act = await toAct(body, { deps, actor, row, texts });
    return c.json(await perform(c, deps, no, envelope, act, texts), 200);
  });
};

/** What can be done with a request: each act is one commit of its stream. */
export const assistanceActs = (app: App, deps: Deps): void => {
  register(app, deps, 'arrange', ACTS.arrange);
  register(app, deps, 'decline', ACTS.decline);
  register(app, deps, 'withdraw', ACTS.withdraw);
  register(app, deps, 'finish', ACTS.finish);
};
