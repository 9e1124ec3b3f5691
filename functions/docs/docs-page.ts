import { html } from 'hono/html';
import { z } from 'zod';

const Operation = z.object({
  summary: z.string().default(''),
  security: z.array(z.object({ bearer: z.array(z.string()) })).default([]),
});
const Document = z.object({
  info: z.object({ title: z.string(), description: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});

const ROLE_SEPARATOR = '、';
const rolesOf = ({ security }: z.infer<typeof Operation>): string =>
  security.flatMap(({ bearer }) => bearer).join(ROLE_SEPARATOR) || '公开';

/** The interface for people: every operation of the document with who may call it, as one page without scripts. */
export const docsPage = (document: unknown) => {
  const { info, paths } = Document.parse(document);
  const rows = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(
      ([method, operation]) =>
        html`<tr>
          <td>${method.toUpperCase()}</td>
          <td><code>${path}</code></td>
          <td>${operation.summary}</td>
          <td>${rolesOf(operation)}</td>
        </tr>`,
    ),
  );
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>接口文档 · 一窗</title>
        <style>
          body {
            font:
              1rem/1.6 system-ui,
              'Noto Sans CJK SC',
              sans-serif;
            margin: 2rem;
          }
          td,
          th {
            text-align: left;
            padding: 0.2rem 1rem 0.2rem 0;
            vertical-align: top;
          }
        </style>
      </head>
      <body>
        <h1>${info.title}</h1>
        <p>${info.description}</p>
        <p><a href="openapi.json">openapi.json</a></p>
        <table>
          <thead>
            <tr>
              <th>方法</th>
              <th>路径</th>
              <th>用途</th>
              <th>角色</th>
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>
      </body>
    </html>`;
};
