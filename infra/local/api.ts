import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { newApp, type OnFault } from '../../functions/runtime/app.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import type { DeviceCertificates } from '../../shared/ports/device-hub.ts';
import { loadAccounts, loadHallNames } from './accounts.ts';
import { devTokenRoute } from './dev-token.ts';
import { docsRoutes } from './docs-routes.ts';
import { loginRoutes } from './login-routes.ts';
import { objectGate, type ObjectStore } from './object-gate.ts';
import { BUCKET } from './object-server.ts';
import { LOGIN_PATH, newProvider, OIDC_PATH, oidcHandler } from './oidc.ts';
import { serveOpenApi } from './openapi.ts';
import { requestLog } from './request-log.ts';
import type { SigningKeys } from './signing.ts';
import { sliceRoutes } from './slices.ts';
import { webRoutes } from './web-routes.ts';

export interface ApiOptions {
  readonly deps: Deps;
  readonly keys: SigningKeys;
  readonly objects: ObjectStore;
  readonly certificates: DeviceCertificates;
  /** Address of this server without a path: also the origin of the identity provider. */
  readonly origin: string;
  readonly onFault: OnFault;
  /** Takes a line for each request; absent: none are written. */
  readonly log?: (line: string) => void;
}

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** Everything that one server of the local stack answers: the slices, their documentation, and the identity provider. */
export const localApi = ({
  deps,
  keys,
  objects,
  certificates,
  origin,
  onFault,
  log,
}: ApiOptions): RequestHandler => {
  const accounts = loadAccounts();
  const provider = newProvider(origin, keys, accounts);
  const app = newApp(onFault);
  if (log) app.use(requestLog(log));
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  sliceRoutes(app, deps, certificates);
  devTokenRoute(app, keys, `${origin}${OIDC_PATH}`);
  app.route(LOGIN_PATH, loginRoutes(provider, accounts, loadHallNames()));
  app.route('/docs', docsRoutes());
  serveOpenApi(app, origin);
  webRoutes(app, origin);
  const answerApi = getRequestListener(app.fetch);
  const answerOidc = oidcHandler(provider);
  const answerObjects = objectGate(objects);
  const answererOf = ({ url = '/' }: IncomingMessage) => {
    if (url.startsWith(`${OIDC_PATH}/`)) return answerOidc;
    return url.startsWith(`/${BUCKET}/`) ? answerObjects : answerApi;
  };
  return (request, response) => void answererOf(request)(request, response);
};
