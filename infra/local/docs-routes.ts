import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { html } from 'hono/html';

const ASSETS = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** Swagger UI sets inline styles and draws its icons from data addresses; everything else comes from here. */
const SECURITY = {
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
};

const PAGE = html`<!doctype html>
  <html lang="zh-CN">
    <head>
      <meta charset="utf-8" />
      <title>接口文档 · 一窗</title>
      <link rel="stylesheet" href="/docs/swagger-ui.css" />
      <link rel="icon" href="/docs/favicon-32x32.png" />
    </head>
    <body>
      <div id="ui"></div>
      <script src="/docs/swagger-ui-bundle.js"></script>
      <script src="/docs/open.js"></script>
    </body>
  </html>`;

const OPEN = "SwaggerUIBundle({ url: '/openapi.json', dom_id: '#ui', deepLinking: true });\n";

/** The interface's documentation for people, from this machine alone. */
export const docsRoutes = () => {
  const app = new Hono();
  app.get('/', (c) => c.html(PAGE, 200, SECURITY));
  app.get('/open.js', (c) => c.body(OPEN, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
  app.get(
    '/:file{(swagger-ui\\.css|swagger-ui-bundle\\.js|favicon-32x32\\.png)}',
    serveStatic({ root: ASSETS, rewriteRequestPath: (path) => path.slice('/docs'.length) }),
  );
  return app;
};
