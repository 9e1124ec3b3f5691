import type { App } from '../runtime/app.ts';

/** What the web app needs to know of the place where it runs: `GET /config.json`, read by web/src/config.ts. */
interface SiteConfig {
  /** Address of the identity provider. */
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
}

export interface SiteDeps {
  /** The page, as the build of the web app made it; nothing where it was not built. */
  readonly page: () => string | undefined;
  readonly config: SiteConfig;
  /** Names of the halls by their codes. */
  readonly halls: () => Promise<Readonly<Record<string, string>>>;
  /** Origins beside its own that the page may speak to: the identity provider, the store of the files. */
  readonly origins: readonly string[];
  /** Beginnings of addresses that are not the app's, beyond those that are nowhere. */
  readonly notPages?: readonly string[];
}

/** What is not found there is not found: no page answers for it. */
const NOT_PAGES = ['/v1', '/auth', '/docs', '/assets'];

/** Scripts from here alone. Papers to print bring their style along; they are shown in frames of their own. */
const pagePolicy = (origins: readonly string[]): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    ['connect-src', "'self'", ...origins].join(' '),
    ['frame-src', "'self'", 'blob:', ...origins].join(' '),
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ');

const isPage = (path: string, notPages: readonly string[]): boolean =>
  !notPages.some((prefix) => path === prefix || path.startsWith(`${prefix}/`)) && !/\.[a-z0-9]+$/i.test(path);

/**
 * The page of the web app at every address that is left, and what it has to know of this place. After all other routes.
 * Every address of the app is the same page; its router tells them apart.
 */
export const siteRoutes = (app: App, { page, config, halls, origins, notPages = [] }: SiteDeps): void => {
  const policy = pagePolicy(origins);
  const others = [...NOT_PAGES, ...notPages];
  app.get('/config.json', async (c) =>
    c.json({ ...config, halls: await halls() }, 200, { 'cache-control': 'no-store' }),
  );
  app.get('*', async (c, next) => {
    const html = isPage(c.req.path, others) ? page() : undefined;
    if (html === undefined) return next();
    return c.html(html, 200, { 'content-security-policy': policy, 'cache-control': 'no-cache' });
  });
};
