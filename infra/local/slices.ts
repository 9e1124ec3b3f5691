import { appointmentRoutes } from '../../functions/appointment/routes.ts';
import { approvalRoutes } from '../../functions/approval/routes.ts';
import { bundleRoutes } from '../../functions/bundle/routes.ts';
import { fileRoutes } from '../../functions/catalogue/file-routes.ts';
import { catalogueRoutes } from '../../functions/catalogue/routes.ts';
import { consultationRoutes } from '../../functions/consultation/routes.ts';
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
import type { App } from '../../functions/runtime/app.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import type { DeviceCertificates } from '../../shared/ports/device-hub.ts';
import { trackingRoutes } from '../../functions/tracking/routes.ts';

/** A slice adds its routes to an app. */
export type Slice = (app: App, deps: Deps, certificates: DeviceCertificates) => void;

/** The slices by the names of their functions on AWS. */
export const SLICES = {
  catalogue: catalogueRoutes,
  catalogueFiles: fileRoutes,
  hall: hallRoutes,
  posting: postingRoutes,
  intake: intakeRoutes,
  printing: printingRoutes,
  approval: approvalRoutes,
  issuing: issuingRoutes,
  tracking: trackingRoutes,
  queue: queueRoutes,
  device: (app, deps, certificates) => deviceRoutes(certificates)(app, deps),
  appointment: appointmentRoutes,
  evaluation: evaluationRoutes,
  grievance: grievanceRoutes,
  consultation: consultationRoutes,
  bundle: bundleRoutes,
  supervision: supervisionRoutes,
  notify: notifyRoutes,
} as const satisfies Readonly<Record<string, Slice>>;

/** Every slice in one app: what API Gateway routes to a function each on AWS. */
export const sliceRoutes = (app: App, deps: Deps, certificates: DeviceCertificates): void => {
  for (const addRoutes of Object.values<Slice>(SLICES)) addRoutes(app, deps, certificates);
};
