import { createRoute } from '@hono/zod-openapi';
import { allow, jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import { CaseParams, getCase } from '../runtime/case-acts.ts';
import type { Deps } from '../runtime/deps.ts';
import { readWritten, WrittenTexts } from '../runtime/written-texts.ts';

/** 意见原文: what the log of a case refers to, for those who work on it; a text erased on request says so. */
export const textRoutes = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/cases/{caseNo}/texts',
    operationId: 'getCaseTexts',
    summary: '办件记录中的意见、理由原文',
    ...allow(deps, 'clerk', 'reviewer', 'chief', 'issuer', 'supervisor'),
    request: { params: CaseParams },
    responses: { 200: jsonOf(WrittenTexts, '原文'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { caseNo } = c.req.valid('param');
    await getCase(deps, actor, caseNo);
    c.header('cache-control', 'no-store');
    return c.json(await readWritten(deps, actor.tenant, { aggregate: 'case', id: caseNo }), 200);
  });
};
