import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { epochMsOf, instantOf, type Instant } from '../../shared/kernel/instant.ts';
import { tenantSession, TenantSessionError } from './tenant-session.ts';

const START = epochMsOf('2026-11-23T01:00:00.000Z' as Instant);
const MINUTE = 60_000;
const HALL = '411323101' as TenantCode;

const sts = mockClient(STSClient);
let now = START;
const session = () =>
  tenantSession(new STSClient({ region: 'us-east-1' }), 'arn:aws:iam::1:role/hall', HALL, {
    now: () => instantOf(now),
  });
const answer = () => ({
  Credentials: {
    AccessKeyId: `key-${now}`,
    SecretAccessKey: 'secret',
    SessionToken: 'token',
    Expiration: new Date(now + 60 * MINUTE),
  },
});
const calls = () => sts.commandCalls(AssumeRoleCommand);

beforeEach(() => {
  now = START;
  sts.reset();
  sts.on(AssumeRoleCommand).callsFake(answer);
});

test('a session is tagged with its hall, and with nothing else', async () => {
  await session()();
  expect(calls()[0]?.args[0].input).toMatchObject({
    Tags: [{ Key: 'tenant', Value: HALL }],
    DurationSeconds: 3_600,
  });
});

test('one session serves all who ask, at once or later', async () => {
  const credentials = session();
  await Promise.all([credentials(), credentials(), credentials()]);
  now += 42 * MINUTE;
  await credentials();
  expect(calls()).toHaveLength(1);
});

test('it is renewed while an address signed with it would still live for a quarter of an hour', async () => {
  const credentials = session();
  const first = await credentials();
  now += 44 * MINUTE;
  expect(await credentials()).not.toEqual(first);
  expect(calls()).toHaveLength(2);
});

test('a call that failed is made again by the next request', async () => {
  const credentials = session();
  sts.on(AssumeRoleCommand).rejectsOnce(new Error('throttled')).callsFake(answer);
  await expect(credentials()).rejects.toThrow('throttled');
  await expect(credentials()).resolves.toMatchObject({ sessionToken: 'token' });
});

test('an answer without credentials is a fault', async () => {
  sts.on(AssumeRoleCommand).resolves({});
  await expect(session()()).rejects.toThrow(TenantSessionError);
});
