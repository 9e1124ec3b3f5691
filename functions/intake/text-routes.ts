import { createRoute, z } from '@hono/zod-openapi';
import { allow, jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import { CaseParams, getCase } from '../runtime/case-acts.ts';
import type { Deps } from '../runtime/deps.ts';
import { readText } from '../runtime/texts.ts';
import { writtenRefs } from '../runtime/written-texts.ts';

const WrittenView = z
  .object({ ref: z.string(), field: z.string(), text: z.string() })
  .meta({ id: 'WrittenText', description: '记录中以 ref、field 指明的原文：意见、理由、说明' });

/** 意见原文: what the log of a case refers to, for those who work on it; a text erased on request says so. */
export const textRoutes = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/cases/{caseNo}/texts',
    operationId: 'getCaseTexts',
    summary: '办件记录中的意见、理由原文',
    ...allow(deps, 'clerk', 'reviewer', 'chief', 'issuer', 'supervisor'),
    request: { params: CaseParams },
    responses: { 200: jsonOf(z.object({ items: z.array(WrittenView) }), '原文'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { caseNo } = c.req.valid('param');
    await getCase(deps, actor, caseNo);
    const commits = await deps.log.for(actor.tenant).read({ aggregate: 'case', id: caseNo });
    const vault = deps.vault.for(actor.tenant);
    const items = await Promise.all(
      writtenRefs(commits).map(async (written) => ({
        ref: written.ref,
        field: written.field,
        text: await readText(vault, written),
      })),
    );
    c.header('cache-control', 'no-store');
    return c.json({ items }, 200);
  });
};
