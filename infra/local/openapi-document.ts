import { OpenAPIHono } from '@hono/zod-openapi';
import { appointmentRoutes } from '../../functions/appointment/routes.ts';
import { approvalRoutes } from '../../functions/approval/routes.ts';
import { bundleRoutes } from '../../functions/bundle/routes.ts';
import { fileRoutes } from '../../functions/catalogue/file-routes.ts';
import { catalogueRoutes } from '../../functions/catalogue/routes.ts';
import { deviceRoutes } from '../../functions/device/routes.ts';
import { hallRoutes } from '../../functions/hall/routes.ts';
import { intakeRoutes } from '../../functions/intake/routes.ts';
import { issuingRoutes } from '../../functions/issuing/routes.ts';
import { notifyRoutes } from '../../functions/notify/routes.ts';
import { postingRoutes } from '../../functions/posting/routes.ts';
import { printingRoutes } from '../../functions/printing/routes.ts';
import { grievanceRoutes } from '../../functions/grievance/routes.ts';
import { evaluationRoutes } from '../../functions/evaluation/routes.ts';
import { queueRoutes } from '../../functions/queue/routes.ts';
import { supervisionRoutes } from '../../functions/supervision/routes.ts';
import type { App, AppEnv } from '../../functions/runtime/app.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import type { DeviceCertificates } from '../../shared/ports/device-hub.ts';
import { trackingRoutes } from '../../functions/tracking/routes.ts';
import { apiDocument } from './openapi.ts';

/** Routes are only described here, never called: there is nothing behind them. */
const NOTHING_BEHIND: Deps = Object.freeze({}) as Deps;
const NO_CERTIFICATES: DeviceCertificates = Object.freeze({}) as DeviceCertificates;

/** The slices by the names of their functions on AWS. */
const SLICES: Readonly<Record<string, (app: App, deps: Deps) => void>> = {
  intake: intakeRoutes,
  printing: printingRoutes,
  approval: approvalRoutes,
  issuing: issuingRoutes,
  tracking: trackingRoutes,
  catalogue: catalogueRoutes,
  catalogueFiles: fileRoutes,
  hall: hallRoutes,
  posting: postingRoutes,
  queue: queueRoutes,
  device: (app, deps) => deviceRoutes(NO_CERTIFICATES)(app, deps),
  appointment: appointmentRoutes,
  evaluation: evaluationRoutes,
  grievance: grievanceRoutes,
  bundle: bundleRoutes,
  supervision: supervisionRoutes,
  notify: notifyRoutes,
};

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
  const documents = Object.entries(SLICES).map(([name, routes]) => {
    const app: App = new OpenAPIHono<AppEnv>();
    routes(app, NOTHING_BEHIND);
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
