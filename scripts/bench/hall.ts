import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoLog } from '../../functions/adapters/dynamo-log.ts';
import { dynamoNumbers } from '../../functions/adapters/dynamo-numbers.ts';
import { dynamoVault } from '../../functions/adapters/dynamo-vault.ts';
import { dynamoViews } from '../../functions/adapters/dynamo-views.ts';
import { LOCAL_TABLES } from '../../functions/adapters/local-tables.ts';
import { localSealer } from '../../functions/adapters/local-sealer.ts';
import { approvalRoutes } from '../../functions/approval/routes.ts';
import { intakeRoutes } from '../../functions/intake/routes.ts';
import { newApp, type App } from '../../functions/runtime/app.ts';
import { jwtAuthenticator } from '../../functions/runtime/auth-jwt.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import { trackingRoutes } from '../../functions/tracking/routes.ts';
import type { Identity } from '../../infra/local/accounts.ts';
import { AUDIENCE, mintToken, signingKeys } from '../../infra/local/signing.ts';
import { instantOf } from '../../shared/kernel/instant.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
import { leasedNumbers } from '../../shared/ports/leased-numbers.ts';

const ISSUER = 'http://bench.invalid';

const clock = { now: () => instantOf(Date.now()) };

/** No bench uploads files. */
const noFiles: Deps['files'] = {
  for: () => ({
    find: () => Promise.resolve(undefined),
    erase: () => Promise.resolve(),
    presignUpload: () => Promise.reject(new Error('no files here')),
    presignDownload: () => Promise.reject(new Error('no files here')),
  }),
};

const secret = randomBytes(32);
const vaultKey = randomBytes(32);

/** The real handlers on the store: tokens are verified, bodies parsed, persons sealed. */
export const openHall = async (client: DynamoDBClient) => {
  const keys = await signingKeys(join(tmpdir(), `onewindow-bench-${randomUUID()}.json`));
  const log = dynamoLog(client, LOCAL_TABLES.log);
  const rules = { issuer: ISSUER, audience: AUDIENCE, jwksUri: ISSUER, now: () => new Date() };
  const deps: Deps = {
    clock,
    log,
    streams: new Streams(log, clock),
    views: dynamoViews(client, LOCAL_TABLES.views),
    vault: dynamoVault(client, LOCAL_TABLES.vault, localSealer(vaultKey)),
    files: noFiles,
    numbers: leasedNumbers(dynamoNumbers(client, LOCAL_TABLES.numbers)),
    secret,
    authenticate: jwtAuthenticator(rules, keys.publicKeys),
    publicUrl: ISSUER,
  };
  return { deps, token: (identity: Identity) => mintToken(keys, ISSUER, identity) };
};

export const appOf = (deps: Deps): App => {
  const app = newApp(({ error }) => {
    throw error;
  });
  intakeRoutes(app, deps);
  approvalRoutes(app, deps);
  trackingRoutes(app, deps);
  return app;
};

/** The same store behind an app that has seen nothing yet. */
export const coldApp = (deps: Deps): App => appOf({ ...deps, streams: new Streams(deps.log, deps.clock) });

export class BenchError extends Error {
  override readonly name = 'BenchError';
}

/** One request to the app; anything but success ends the bench. */
export const callerOf = (app: App, token?: string) => {
  const headers = {
    'content-type': 'application/json',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
  return async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const response = await app.request(path, {
      method,
      headers: {
        ...headers,
        'idempotency-key': randomUUID(),
        // As every client on a wire has it; without it the limit on bodies has to count the bytes itself.
        ...(sent === undefined ? {} : { 'content-length': String(Buffer.byteLength(sent)) }),
      },
      ...(sent === undefined ? {} : { body: sent }),
    });
    const text = await response.text();
    if (!response.ok) throw new BenchError(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  };
};
