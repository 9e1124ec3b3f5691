import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Context } from 'hono';
import type { App } from '../../functions/runtime/app.ts';
import { siteRoutes } from '../../functions/site/routes.ts';
import { loadHallNames } from './accounts.ts';
import { BUCKET } from './object-server.ts';
import { CLIENT_ID, LOGIN_PATH, OIDC_PATH } from './oidc.ts';

/** What `npm run build:web` makes. */
const BUILT = join(import.meta.dirname, '../../web/dist');

/** Names of built files carry their content's hash. */
const keepForEver = (_: string, c: Context): void => {
  c.header('cache-control', 'public, max-age=31536000, immutable');
};

/** The web app at `/`. After all other routes: whatever is left may be a page. */
export const webRoutes = (app: App, origin: string): void => {
  const halls = Object.fromEntries(loadHallNames());
  const isBuilt = existsSync(BUILT);
  if (isBuilt) {
    app.get('/assets/*', serveStatic({ root: BUILT, onFound: keepForEver }));
    app.get('/icon.svg', serveStatic({ root: BUILT }));
  }
  siteRoutes(app, {
    page: () => (isBuilt ? readFileSync(join(BUILT, 'index.html'), 'utf8') : undefined),
    config: { issuer: `${origin}${OIDC_PATH}`, clientId: CLIENT_ID, scope: 'openid profile hall' },
    halls: () => Promise.resolve(halls),
    // Provider and store answer at the same address.
    origins: [],
    notPages: [OIDC_PATH, LOGIN_PATH, `/${BUCKET}`],
  });
};
