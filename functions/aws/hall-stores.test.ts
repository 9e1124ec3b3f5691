import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { hallSessions, hallStores, sessionsWithin, type Reach, type SessionOf } from './hall-stores.ts';

const COUNTY = '411323' as TenantCode;
const TOWNSHIP = '411323101' as TenantCode;
const NEIGHBOUR = '411326' as TenantCode;
const TABLES = { LOG_TABLE: 'log', VIEWS_TABLE: 'views' };
const STREAM = { aggregate: 'case', id: 'c1' } as const;

const sts = mockClient(STSClient);
const dynamo = mockClient(DynamoDBClient);

beforeEach(() => {
  sts.reset();
  dynamo.reset();
  sts.on(AssumeRoleCommand).callsFake(({ Tags }: { Tags: { Value: string }[] }) => ({
    Credentials: {
      AccessKeyId: `key-of-${Tags[0]?.Value}`,
      SecretAccessKey: 'secret',
      SessionToken: 'token',
      Expiration: new Date(Date.now() + 3_600_000),
    },
  }));
  dynamo.on(QueryCommand).resolves({ Items: [] });
  dynamo.on(PutItemCommand).resolves({});
});

const sessions = () => hallSessions({ region: 'us-east-1' }, 'arn:aws:iam::1:role/hall');

/** The halls as whom requests were signed, in their order. */
const signedAs = (): Promise<readonly string[]> =>
  Promise.all(
    dynamo.calls().map(async ({ thisValue }) => {
      const { credentials } = (thisValue as DynamoDBClient).config;
      return (await credentials()).accessKeyId.replace('key-of-', '');
    }),
  );

const readAs = async (own: TenantCode, reach: Reach, other: TenantCode): Promise<readonly string[]> => {
  await hallStores(TABLES, sessionsWithin(sessions(), own, reach))
    .log.for(other)
    .read(STREAM);
  return signedAs();
};

describe('the data of a hall is reached', () => {
  test.each([
    ['its own', 'hall', COUNTY, COUNTY, COUNTY],
    ['a township, of which it may know what is public', 'hall', COUNTY, TOWNSHIP, COUNTY],
    ['a township that it supervises', 'subtree', COUNTY, TOWNSHIP, TOWNSHIP],
    ['its county, which it never supervises', 'subtree', TOWNSHIP, COUNTY, TOWNSHIP],
    ['a neighbour', 'subtree', COUNTY, NEIGHBOUR, COUNTY],
    ['a neighbour for which it receives (C68)', 'named', COUNTY, NEIGHBOUR, NEIGHBOUR],
    ['its county, for which it receives (C68)', 'named', TOWNSHIP, COUNTY, COUNTY],
  ] as const)('by a request for %s (%s) in the right session', async (_, reach, own, other, session) => {
    expect(await readAs(own, reach, other)).toEqual([session]);
  });

  test('urging a case of a township, by a session of the township; no other session is ever asked for', async () => {
    await readAs(COUNTY, 'subtree', TOWNSHIP);
    await readAs(COUNTY, 'subtree', NEIGHBOUR);
    const tags = sts.commandCalls(AssumeRoleCommand).flatMap(({ args: [{ input }] }) => input.Tags);
    expect(tags.map((tag) => tag?.Value)).toEqual([TOWNSHIP, COUNTY]);
  });

  test('by what the log sets off in a session of the hall whose data it is, one for all that it does there', async () => {
    const all: SessionOf = sessions();
    const { log, vault } = hallStores(TABLES, all);
    await Promise.all([
      log.for(COUNTY).read(STREAM),
      log.for(TOWNSHIP).read(STREAM),
      log.for(COUNTY).read(STREAM),
    ]);
    expect((await signedAs()).toSorted()).toEqual([COUNTY, COUNTY, TOWNSHIP]);
    expect(sts.commandCalls(AssumeRoleCommand)).toHaveLength(2);
    expect(() => vault.for(COUNTY)).toThrow('was not granted vault');
  });
});
