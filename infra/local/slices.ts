import { appointmentRoutes } from '../../functions/appointment/routes.ts';
import { approvalRoutes } from '../../functions/approval/routes.ts';
import { bundleRoutes } from '../../functions/bundle/routes.ts';
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
import type { App } from '../../functions/runtime/app.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import type { DeviceCertificates } from '../../shared/ports/device-hub.ts';
import { trackingRoutes } from '../../functions/tracking/routes.ts';

/** Every slice in one app: what API Gateway routes to a function each on AWS. */
export const sliceRoutes = (app: App, deps: Deps, certificates: DeviceCertificates): void => {
  catalogueRoutes(app, deps);
  hallRoutes(app, deps);
  postingRoutes(app, deps);
  intakeRoutes(app, deps);
  printingRoutes(app, deps);
  approvalRoutes(app, deps);
  issuingRoutes(app, deps);
  trackingRoutes(app, deps);
  queueRoutes(app, deps);
  deviceRoutes(certificates)(app, deps);
  appointmentRoutes(app, deps);
  evaluationRoutes(app, deps);
  grievanceRoutes(app, deps);
  bundleRoutes(app, deps);
  supervisionRoutes(app, deps);
  notifyRoutes(app, deps);
};
