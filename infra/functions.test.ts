import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '../shared/kernel/actor.ts';
import { startEmptyAws, type EmptyAws } from '../test/support/empty-aws.ts';
import { environmentsOf, invokeBundle, type Environment } from '../test/support/function-host.ts';
import { loadRoutes } from './config/routes.ts';
import { bundleFunctions, FUNCTION_NAMES, type Bundles, type FunctionName } from './constructs/bundles.ts';
import { addPages } from './constructs/pages.ts';

/** All functions are bundled once, on a machine that may be busy with other tests. */
const BUNDLING_MS = 120_000;

const HALL = '411323';
const CLAIMS = { sub: 'staff-1', name: '王芳', tenant: HALL, roles: `[${ROLES.join(' ')}]` };

const request = (method: string, path: string, claims?: typeof CLAIMS) => {
  const rawPath = path.replace('{tenant}', HALL).replaceAll(/\{\w+\}/g, 'x');
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath,
    rawQueryString: '',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'key-1' },
    requestContext: {
      domainName: 'given.invalid',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      ...(claims && { authorizer: { jwt: { claims } } }),
    },
    ...(method === 'GET' ? {} : { body: '{}' }),
    isBase64Encoded: false,
  };
};

/** Every route of a function, called by nobody and by somebody who may do everything. */
const requestsOf = (name: FunctionName) =>
  loadRoutes()
    .filter((route) => route.function === name)
    .flatMap(({ method, path }) => [request(method, path), request(method, path, CLAIMS)]);

const enrolled: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../test/fixtures/events/device/device-enrolled.v1.json'), 'utf8'),
);
const commit = marshall({
  pk: `${HALL}#device#kiosk-1`,
  sk: 0,
  at: '2026-11-23T01:00:00.000Z',
  actor: { sub: 'staff-1', roles: ['admin'], tenant: HALL },
  events: [enrolled],
});

const queued = { Records: [{ messageId: 'm1', receiptHandle: 'r1', body: 'no JSON', attributes: {} }] };
const streamed = (NewImage?: typeof commit) => ({
  Records: [{ eventID: 'e1', eventName: 'INSERT', dynamodb: { SequenceNumber: '1', NewImage } }],
});
const notTaken = (itemIdentifier: string) => ({ answer: { batchItemFailures: [{ itemIdentifier }] } });

/** For functions that no route of the interface leads to: an event of their kind, and what comes of it. */
const others = (
  endpoint: string,
): Partial<Record<FunctionName, { readonly event: unknown; readonly expected: unknown }>> => ({
  docs: { event: request('GET', '/healthz'), expected: { answer: { statusCode: 200 } } },
  ingest: { event: queued, expected: notTaken('m1') },
  sender: { event: queued, expected: notTaken('m1') },
  views: { event: streamed(commit), expected: { answer: { batchItemFailures: [] } } },
  reactions: { event: streamed(), expected: notTaken('1') },
  claim: { event: {}, expected: { answer: { allowProvisioning: false } } },
  clock: {
    event: { tenant: HALL, caseNo: 'none', stretch: 0 },
    expected: { error: { name: 'RefusedError', message: 'not-found' } },
  },
  bundleMachine: {
    event: { task: 'plan', tenant: HALL, no: 'none' },
    expected: { error: { name: 'BundleMachineError' } },
  },
  signIn: {
    event: { request: { userAttributes: { 'custom:tenant': HALL }, groupConfiguration: {} } },
    expected: { answer: { response: { claimsAndScopeOverrideDetails: {} } } },
  },
  site: { event: request('GET', '/'), expected: { answer: { statusCode: 200 } } },
  publish: { event: { RequestType: 'Create', ResponseURL: endpoint }, expected: { answer: null } },
});

const folder = mkdtempSync(join(tmpdir(), 'onewindow-functions-'));
let aws: EmptyAws;
let bundles: Bundles;
let environments: Readonly<Record<string, Environment>>;
beforeAll(async () => {
  [aws, bundles] = await Promise.all([startEmptyAws(), bundleFunctions(folder)]);
  addPages(bundles);
  environments = environmentsOf('prod');
}, BUNDLING_MS);
afterAll(() => {
  aws.close();
  rmSync(folder, { recursive: true });
});

const invoke = (name: FunctionName, ...events: readonly unknown[]) =>
  invokeBundle(bundles[name], { environment: environments[name], endpoint: aws.url }, events);

describe('as it is bundled and with the environment that its stack gives, it starts and answers', () => {
  test.concurrent.each(FUNCTION_NAMES)('%s', async (name) => {
    const other = others(aws.url)[name];
    const { answers } = await invoke(name, ...(other ? [other.event] : requestsOf(name)));
    expect(answers.length).toBeGreaterThan(0);
    if (other) expect(answers).toMatchObject([other.expected]);
    else
      for (const { answer } of answers) expect(answer?.statusCode).toBeOneOf([200, 400, 401, 403, 404, 422]);
  });
});

describe('an error of AWS keeps its meaning in a bundle', () => {
  const errorAfter = async (refusal: string) => {
    aws.refusals['PutItem'] = `com.amazonaws.dynamodb.v20120810#${refusal}`;
    const { answers, log } = await invoke('views', streamed(commit));
    expect(answers).toMatchObject([notTaken('1')]);
    const lines = log.split('\n').filter((line) => line.includes('"not taken"'));
    return lines.map((line) => (JSON.parse(line) as { error: { name: string } }).error.name);
  };

  test('one that an adapter names is known by its class: the write is tried again', async () => {
    expect(await errorAfter('ConditionalCheckFailedException')).toEqual(['ProjectionRaceError']);
  });

  test('any other one is told by its name', async () => {
    expect(await errorAfter('ItemCollectionSizeLimitExceededException')).toEqual([
      'ItemCollectionSizeLimitExceededException',
    ]);
  });
});
