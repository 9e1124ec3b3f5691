import { createRoute, z } from '@hono/zod-openapi';
import { bodyOf, jsonOf, PROBLEMS, type App } from '../../functions/runtime/app.ts';
import { Identity } from './accounts.ts';
import { mintToken, type SigningKeys } from './signing.ts';

const route = createRoute({
  method: 'post',
  path: '/auth/dev-token',
  tags: ['local'],
  summary: '任意身份的令牌（仅本机）',
  request: { body: bodyOf(Identity) },
  responses: {
    200: jsonOf(z.object({ token: z.string() }), '令牌，12 小时有效'),
    400: PROBLEMS[400],
    422: PROBLEMS[422],
  },
});

/** A token for whoever is asked for. There is no such thing outside the local stack, which listens on this machine alone. */
export const devTokenRoute = (app: App, keys: SigningKeys, issuer: string): void => {
  app.openapi(route, async (c) => c.json({ token: await mintToken(keys, issuer, c.req.valid('json')) }, 200));
};
