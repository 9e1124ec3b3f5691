import type { App } from '../../functions/runtime/app.ts';

const DESCRIPTION = [
  '县、乡两级政务服务大厅的后台：前台综合受理、后台分类审批、统一窗口出件。',
  '每个 POST 带 `Idempotency-Key`；读取返回 `ETag`，写入可带 `If-Match`；错误为 `application/problem+json`（RFC 9457）。',
].join('\n\n');

/** The OpenAPI document of every route registered so far: made from the schemas that validate the input. */
export const apiDocument = (app: App, publicUrl: string) => {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: '登录后取得；声明 sub、name、tenant、roles、department、windows',
  });
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'OneWindow 一窗', version: '1', description: DESCRIPTION },
    servers: [{ url: publicUrl }],
  });
};

export const serveOpenApi = (app: App, publicUrl: string): void => {
  const document = apiDocument(app, publicUrl);
  app.get('/openapi.json', (c) => c.json(document));
};
