import type { Context } from 'aws-lambda';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { LRUCache } from 'lru-cache';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
import { dynamoClient, type AwsEndpoint } from '../adapters/clients.ts';
import { dynamoLog } from '../adapters/dynamo-log.ts';
import { dynamoViews } from '../adapters/dynamo-views.ts';
import { loadSecret } from '../adapters/secret.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { stsClient, tenantSession } from '../adapters/tenant-session.ts';
import { newApp, type App } from '../runtime/app.ts';
import { actorOf } from '../runtime/claims.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Secret } from '../runtime/digest.ts';
import { ApiEnv, parseEnv } from '../runtime/env.ts';
import { claimsAuthenticator, verifiedClaims } from '../runtime/lambda-claims.ts';
import { faultReporter, observe, observed } from '../runtime/observability.ts';
import { awsEndpoint } from './endpoint.ts';
import { notGranted, type GrantedStores } from './storage.ts';

/** Halls whose app a function instance keeps warm: more than call at the same counter within an hour. */
const WARM_HALLS = 128;

const depsOf = (env: ApiEnv, secret: Secret, session: AwsEndpoint, stores: GrantedStores): Deps => {
  const client = dynamoClient(session);
  const log = dynamoLog(client, env.LOG_TABLE);
  return {
    clock: systemClock,
    log,
    streams: new Streams(log, systemClock),
    views: dynamoViews(client, env.VIEWS_TABLE),
    vault: stores.vault?.(session) ?? notGranted('vault'),
    files: stores.files?.(session) ?? notGranted('files'),
    numbers: stores.numbers?.(session) ?? notGranted('numbers'),
    secret,
    authenticate: claimsAuthenticator,
    publicUrl: env.PUBLIC_URL,
  };
};

/**
 * A slice as a function behind API Gateway. Storage is reached in the session of the hall that the verified token names,
 * one app for each hall: what one hall's requests have read is never in the memory that answers another's. A request
 * without a token reaches what the function's own role may read, which is what is public.
 */
export const apiFunction = async (
  name: string,
  routes: (app: App, deps: Deps) => void,
  stores: GrantedStores = {},
) => {
  const env = parseEnv(ApiEnv, process.env);
  const { HALL_ROLE: role } = env;
  const at = awsEndpoint();
  const sts = stsClient(at);
  const secret = await loadSecret(at, env.SECRET);
  const observability = observe(name);
  const build = (session: AwsEndpoint) => {
    const app = newApp(faultReporter(observability));
    routes(app, depsOf(env, secret, session, stores));
    return handle(app);
  };
  const publicApp = build(at);
  const warm = new LRUCache<TenantCode, typeof publicApp>({ max: WARM_HALLS });
  const appOf = (tenant: TenantCode | undefined) => {
    if (tenant === undefined || role === undefined) return publicApp;
    const known = warm.get(tenant);
    if (known) return known;
    const app = build({ ...at, credentials: tenantSession(sts, role, tenant, systemClock) });
    warm.set(tenant, app);
    return app;
  };
  return observed(observability, (event: LambdaEvent, context: Context) =>
    appOf(actorOf(verifiedClaims(event))?.tenant)(event, context),
  );
};
