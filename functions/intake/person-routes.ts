import { createRoute, z } from '@hono/zod-openapi';
import { lines } from '../../shared/contracts/common.ts';
import { bundleAggregate } from '../../shared/domain/bundle/decide.ts';
import type { OpenedCase } from '../../shared/domain/case/state.ts';
import type { VaultRef } from '../../shared/kernel/ids.ts';
import { erasePerson } from '../../shared/ports/disclose.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import { allow, bodyOf, jsonOf, PROBLEMS, REFUSALS, type App } from '../runtime/app.ts';
import { CaseParams, getCase } from '../runtime/case-acts.ts';
import { recordOf } from '../runtime/claims.ts';
import { fileRef } from '../runtime/announced-file.ts';
import type { Deps } from '../runtime/deps.ts';
import { PersonView, showPerson } from '../runtime/person.ts';
import { RefusedError } from '../runtime/problems.ts';
import { writtenRefs } from '../runtime/written-texts.ts';
import { filesOfCase } from './case-files.ts';

const read = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/cases/{caseNo}/person',
    operationId: 'getPerson',
    summary: '申请人信息与表单（查看留痕）',
    ...allow(deps, 'clerk', 'reviewer', 'chief', 'issuer', 'citizen'),
    request: { params: CaseParams },
    responses: { 200: jsonOf(PersonView, '申请人信息'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { state } = await getCase(deps, actor, c.req.valid('param').caseNo);
    c.header('cache-control', 'no-store');
    return c.json(await showPerson(deps, actor, state.received.person, 'case:read'), 200);
  });
};

/** The vault items that the commits refer to for what people wrote. */
const textRefsOf = (commits: readonly Commit[]): VaultRef[] => [
  ...new Set(writtenRefs(commits).map(({ ref }) => ref)),
];

/** Over, and so is the bundle it belongs to: linked cases share one vault item. */
const hasEnded = async (deps: Deps, { status, received: { bundle } }: OpenedCase): Promise<boolean> => {
  if (!['closed', 'declined', 'withdrawn'].includes(status)) return false;
  if (!bundle) return true;
  const { state } = await deps.streams.load(bundle.tenant, bundleAggregate, bundle.no);
  return state.status === 'concluded';
};

/**
 * 个人信息保护法 第47条: the case stays, the person is gone, and with the person what people wrote and the papers that
 * were scanned. Only after the case has ended.
 */
const erase = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'post',
    path: '/v1/{tenant}/cases/{caseNo}/erase-person',
    operationId: 'erasePerson',
    summary: '依申请删除个人信息',
    ...allow(deps, 'admin'),
    request: { params: CaseParams, body: bodyOf(z.strictObject({ reason: lines(500) })) },
    responses: { 200: jsonOf(z.object({ erased: z.literal(true) }), '已删除'), ...REFUSALS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { caseNo } = c.req.valid('param');
    const { state } = await getCase(deps, actor, caseNo);
    if (!(await hasEnded(deps, state)))
      throw new RefusedError({ code: 'wrong-status', message: '办件尚未办结，不能删除个人信息' });
    const at = deps.clock.now();
    await erasePerson(deps, actor.tenant, state.received.person, {
      by: recordOf(actor),
      reason: 'requested',
      at,
    });
    const vault = deps.vault.for(actor.tenant);
    const commits = await deps.log.for(actor.tenant).read({ aggregate: 'case', id: caseNo });
    const files = filesOfCase(state, actor.tenant).filter(({ isReused }) => !isReused);
    await Promise.all([
      ...textRefsOf(commits).map((ref) => vault.erase(ref)),
      ...files.map(({ id, hall }) => deps.vault.for(hall).erase(fileRef(id))),
      ...files.map(({ id, hall }) => deps.files.for(hall).erase(id)),
    ]);
    return c.json({ erased: true as const }, 200);
  });
};

/** The person of a case: shown in full to those who work on it, erased on request. */
export const personRoutes = (app: App, deps: Deps): void => {
  read(app, deps);
  erase(app, deps);
};
