import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { errors, type Provider } from 'oidc-provider';
import type { Account } from './accounts.ts';
import { loginPage, simplePage } from './login-page.ts';

const SECURITY = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  'cache-control': 'no-store',
};

/** The sign-in page that the provider sends people to, and the choice made there. */
export const loginRoutes = (
  provider: Provider,
  accounts: readonly Account[],
  hallNames: ReadonlyMap<string, string>,
) => {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.onError((error, c) => {
    if (!(error instanceof errors.SessionNotFound)) throw error;
    return c.html(simplePage('登录已过期', html`<p><a href="/">请从首页重新登录</a></p>`), 410, SECURITY);
  });
  app.get('/:uid', async (c) => {
    await provider.interactionDetails(c.env.incoming, c.env.outgoing);
    return c.html(loginPage(c.req.path, accounts, hallNames), 200, SECURITY);
  });
  app.post('/:uid', async (c) => {
    await provider.interactionDetails(c.env.incoming, c.env.outgoing);
    const { sub } = await c.req.parseBody();
    const account = accounts.find((one) => one.sub === sub);
    if (!account) return c.html(loginPage(c.req.path, accounts, hallNames), 422, SECURITY);
    const result = { login: { accountId: account.sub } };
    return c.redirect(await provider.interactionResult(c.env.incoming, c.env.outgoing, result), 303);
  });
  return app;
};
