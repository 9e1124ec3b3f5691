import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { docsPage } from './docs-page.ts';

/** What describes the interface and says that it is there. Nothing of a hall is read for it. */
export const docsApp = (document: object): Hono => {
  const page = docsPage(document);
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'unsafe-inline'"],
        frameAncestors: ["'none'"],
      },
    }),
  );
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/openapi.json', (c) => c.json(document));
  app.get('/docs', (c) => c.html(page));
  return app;
};
