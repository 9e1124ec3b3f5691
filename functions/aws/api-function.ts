import type { Context } from 'aws-lambda';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { RecentMap } from '../../shared/kernel/recent-map.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
import { loadSecret } from '../adapters/secret.ts';
import { newApp, type App } from '../runtime/app.ts';
import { actorOf } from '../runtime/claims.ts';
import type { Deps } from '../runtime/deps.ts';
import { ApiEnv, parseEnv } from '../runtime/env.ts';
import { claimsAuthenticator, verifiedClaims } from '../runtime/lambda-claims.ts';
import { faultReporter, observe, observed } from '../runtime/observability.ts';
import { awsEndpoint } from './endpoint.ts';
import { hallClock } from './hall-clock.ts';
import { hallSessions, hallStores, sessionsWithin, type Reach, type SessionOf } from './hall-stores.ts';
import type { GrantedStores } from './storage.ts';

/** Halls whose app a function instance keeps warm: more than call at the same counter within an hour. */
const WARM_HALLS = 128;

/** What a slice asks for beyond the log and the views of the caller's own hall. */
export interface ApiFunctionOptions {
  readonly stores?: GrantedStores;
  readonly reach?: Reach;
}

/**
 * A slice as a function behind API Gateway. Storage is reached in the session of the hall that the verified token names,
 * one app for each hall: what one hall's requests have read is never in the memory that answers another's. A request
 * without a token reaches what the function's own role may read, which is what is public.
 */
export const apiFunction = async (
  name: string,
  routes: (app: App, deps: Deps) => void,
  { stores = {}, reach = 'hall' }: ApiFunctionOptions = {},
) => {
  const env = parseEnv(ApiEnv, process.env);
  const { HALL_ROLE: role } = env;
  const at = awsEndpoint();
  const clock = hallClock();
  const secret = await loadSecret(at, env.SECRET);
  const observability = observe(name);
  const build = (sessionOf: SessionOf) => {
    const app = newApp(faultReporter(observability));
    const reached = hallStores(env, sessionOf, stores);
    const streams = new Streams(reached.log, clock);
    const { PUBLIC_URL: publicUrl } = env;
    routes(app, { ...reached, clock, streams, secret, authenticate: claimsAuthenticator, publicUrl });
    return handle(app);
  };
  const publicApp = build(() => at);
  const sessions = role === undefined ? undefined : hallSessions(at, role);
  const warm = new RecentMap<TenantCode, typeof publicApp>(WARM_HALLS);
  const appOf = (tenant: TenantCode | undefined) => {
    if (tenant === undefined || sessions === undefined) return publicApp;
    const known = warm.get(tenant);
    if (known) return known;
    const app = build(sessionsWithin(sessions, tenant, reach));
    warm.set(tenant, app);
    return app;
  };
  return observed(observability, (event: LambdaEvent, context: Context) =>
    appOf(actorOf(verifiedClaims(event))?.tenant)(event, context),
  );
};
