import { OpenAPIHono } from '@hono/zod-openapi';
import type { App, AppEnv } from '../../functions/runtime/app.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import type { DeviceCertificates } from '../../shared/ports/device-hub.ts';
import { apiDocument } from './openapi.ts';
import { SLICES, type Slice } from './slices.ts';

/** Routes are only described here, never called: there is nothing behind them. */
const NOTHING_BEHIND: Deps = Object.freeze({}) as Deps;
const NO_CERTIFICATES: DeviceCertificates = Object.freeze({}) as DeviceCertificates;

type Operations = Record<string, Record<string, unknown>>;

/** Says of every operation which function answers it: what CDK makes the routes of. */
const withFunction = (name: string, paths: Record<string, Operations>): Record<string, Operations> =>
  Object.fromEntries(
    Object.entries(paths).map(([path, operations]) => [
      path,
      Object.fromEntries(
        Object.entries(operations).map(([method, operation]) => [
          method,
          { ...operation, 'x-function': name },
        ]),
      ),
    ]),
  );

/** The OpenAPI document of the interface as it is deployed, made from the schemas that validate the input. */
export const openApiDocument = () => {
  const documents = Object.entries<Slice>(SLICES).map(([name, addRoutes]) => {
    const app: App = new OpenAPIHono<AppEnv>();
    addRoutes(app, NOTHING_BEHIND, NO_CERTIFICATES);
    return { name, document: apiDocument(app, '/') };
  });
  const [first] = documents;
  const paths: Record<string, Operations> = {};
  const schemas: Record<string, unknown> = {};
  for (const { name, document } of documents) {
    Object.assign(schemas, document.components?.schemas);
    for (const [path, operations] of Object.entries(
      withFunction(name, document.paths as Record<string, Operations>),
    )) {
      paths[path] = { ...paths[path], ...operations };
    }
  }
  return { ...first?.document, paths, components: { ...first?.document.components, schemas } };
};
