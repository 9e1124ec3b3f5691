import { createRoute } from '@hono/zod-openapi';
import { allow, jsonOf, PROBLEMS, type App } from '../runtime/app.ts';
import type { Deps } from '../runtime/deps.ts';
import { BundleParams, getBundle } from '../runtime/get-bundle.ts';
import { readWritten, WrittenTexts } from '../runtime/written-texts.ts';

/** What the lead asked of a joint review and what each unit answered (D18), reasons beside them; as with a case. */
export const bundleTextRoutes = (app: App, deps: Deps): void => {
  const route = createRoute({
    method: 'get',
    path: '/v1/{tenant}/bundles/{no}/texts',
    operationId: 'getBundleTexts',
    summary: '联办件的会审事项、意见、理由原文',
    ...allow(deps, 'clerk', 'reviewer', 'chief', 'issuer', 'supervisor'),
    request: { params: BundleParams },
    responses: { 200: jsonOf(WrittenTexts, '原文'), ...PROBLEMS },
  });
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { no } = c.req.valid('param');
    await getBundle(deps, actor, no);
    c.header('cache-control', 'no-store');
    return c.json(await readWritten(deps, actor.tenant, { aggregate: 'bundle', id: no }), 200);
  });
};
