import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Context, MiddlewareHandler } from 'hono';
import type { App, AppEnv } from '../../functions/runtime/app.ts';
import { loadHallNames } from './accounts.ts';
import { BUCKET } from './object-server.ts';
import { CLIENT_ID, LOGIN_PATH, OIDC_PATH } from './oidc.ts';

/** What `npm run build:web` makes. */
const BUILT = join(import.meta.dirname, '../../web/dist');

/** Addresses that are not pages of the app: what is not found there is not found. */
const NO_PAGES = ['/v1', '/auth', '/docs', '/assets', OIDC_PATH, LOGIN_PATH, `/${BUCKET}`];

/** Scripts from here alone. Papers to print bring their style along; they are shown in frames of their own. */
const SECURITY = {
  'content-security-policy': [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "frame-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; '),
};

const isPage = (path: string): boolean =>
  !NO_PAGES.some((prefix) => path === prefix || path.startsWith(`${prefix}/`)) && !/\.[a-z0-9]+$/i.test(path);

/** Every address of the app is the same page; its router tells them apart. */
const servePage = (): MiddlewareHandler<AppEnv> => {
  const page = serveStatic<AppEnv>({ root: BUILT, rewriteRequestPath: () => '/index.html' });
  return async (c, next) => {
    if (!isPage(c.req.path)) return next();
    const answer = await page(c, next);
    for (const [name, value] of Object.entries(SECURITY)) c.header(name, value);
    c.header('cache-control', 'no-cache');
    return answer;
  };
};

/** Names of built files carry their content's hash. */
const keepForEver = (_: string, c: Context): void => {
  c.header('cache-control', 'public, max-age=31536000, immutable');
};

/** The web app at `/` and what it has to know of this place. After all other routes: whatever is left may be a page. */
export const webRoutes = (app: App, origin: string): void => {
  const config = {
    issuer: `${origin}${OIDC_PATH}`,
    clientId: CLIENT_ID,
    scope: 'openid profile hall',
    halls: Object.fromEntries(loadHallNames()),
  };
  app.get('/config.json', (c) => c.json(config, 200, { 'cache-control': 'no-store' }));
  if (!existsSync(BUILT)) return;
  app.get('/assets/*', serveStatic({ root: BUILT, onFound: keepForEver }));
  app.get('/icon.svg', serveStatic({ root: BUILT }));
  app.get('*', servePage());
};
