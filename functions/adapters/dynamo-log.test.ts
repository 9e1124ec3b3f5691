import { GetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { START } from '../../shared/ports/chain.ts';
import { VersionConflictError } from '../../shared/ports/event-log.ts';
import {
  describeLog,
  freshStream,
  newCommit,
  XIXIA,
  type LogUnderTest,
} from '../../test/support/log-contract.ts';
import { inMemoryLog } from '../../test/support/in-memory-log.ts';
import { startTestDynamo, useTestDynamo, type TestDynamo } from '../../test/support/local-dynamo.ts';
import { dynamoLog, LogKeyError, streamOfPartition } from './dynamo-log.ts';

const onDynamo = async (starting: Promise<TestDynamo>): Promise<LogUnderTest> => {
  const dynamo = await starting;
  return { log: dynamoLog(dynamo.client, dynamo.tables.log), stop: () => dynamo.stop() };
};

describeLog('memory', () => Promise.resolve({ log: inMemoryLog(), stop: () => Promise.resolve() }));

describeLog('dynalite', () => onDynamo(startTestDynamo()));

const dynamoDbLocal = process.env['DYNAMODB_LOCAL_URL'];
if (dynamoDbLocal) {
  describeLog('DynamoDB Local', () => onDynamo(useTestDynamo(dynamoDbLocal)));
}

/** Counts what is sent and can lose the answer of the next request after the store has carried it out. */
const watch = (client: DynamoDBClient) => {
  const sent: string[] = [];
  let isLossy = false;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      if (!isLossy) return result;
      isLossy = false;
      throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
    },
    { step: 'deserialize', name: 'lose', priority: 'low', override: true },
  );
  client.middlewareStack.add(
    (next, context) => (args) => {
      sent.push(context.commandName ?? '');
      return next(args);
    },
    { step: 'initialize', name: 'count', override: true },
  );
  return { sent, loseNext: () => (isLossy = true) };
};

describe('dynamo log on a bad network', () => {
  let dynamo: TestDynamo;
  let network: ReturnType<typeof watch>;
  beforeAll(async () => {
    dynamo = await startTestDynamo();
    network = watch(dynamo.client);
  });
  afterEach(() => network.sent.splice(0));
  afterAll(() => dynamo.stop());

  it('takes its own commit for a success when the answer to the first try was lost', async () => {
    const log = dynamoLog(dynamo.client, dynamo.tables.log).for(XIXIA);
    const stream = freshStream();
    network.loseNext();
    const commit = await log.append(stream, START, newCommit('once'));
    expect(network.sent).toEqual(['PutItemCommand', 'GetItemCommand']);
    expect(await log.read(stream)).toEqual([commit]);
  });

  it('still sees the conflict when a repeated request finds the commit of somebody else', async () => {
    const log = dynamoLog(dynamo.client, dynamo.tables.log).for(XIXIA);
    const stream = freshStream();
    const theirs = await log.append(stream, START, newCommit('theirs'));
    network.loseNext();
    await expect(log.append(stream, START, newCommit('ours'))).rejects.toThrow(VersionConflictError);
    expect(await log.read(stream)).toEqual([theirs]);
  });

  it('sends PutItem, GetItem and Query and nothing else', async () => {
    const log = dynamoLog(dynamo.client, dynamo.tables.log).for(XIXIA);
    const stream = freshStream();
    const first = await log.append(stream, START, newCommit('a'));
    await log.append(stream, START, newCommit('b')).catch((error: unknown) => error);
    await log.append(stream, first, newCommit('c'));
    await log.read(stream);
    expect(network.sent).toEqual(['PutItemCommand', 'PutItemCommand', 'PutItemCommand', 'QueryCommand']);
  });
});

describe('item of the log', () => {
  it('has the documented attributes, with events as a native list', async () => {
    const dynamo = await startTestDynamo();
    const stream = freshStream();
    await dynamoLog(dynamo.client, dynamo.tables.log)
      .for(XIXIA)
      .append(stream, START, newCommit('k', { n: 7 }));
    const Key = { pk: { S: `411323#case#${stream.id}` }, sk: { N: '0' } };
    const { Item } = await dynamo.client.send(new GetItemCommand({ TableName: dynamo.tables.log, Key }));
    expect(Object.keys(Item ?? {}).sort()).toEqual(
      ['actor', 'at', 'digest', 'events', 'hash', 'key', 'pk', 'prev', 'sk'].sort(),
    );
    expect(Item?.['events']).toEqual({
      L: [{ M: { type: { S: 'ThingHappened' }, data: { M: { n: { N: '7' } } } } }],
    });
    await dynamo.stop();
  });

  it('names its stream by its key, and a foreign key is a fault', () => {
    expect(streamOfPartition('411323#queue#A#2026-11-22')).toEqual({
      tenant: '411323',
      stream: { aggregate: 'queue', id: 'A#2026-11-22' },
    });
    expect(() => streamOfPartition('411323#queue')).toThrow(LogKeyError);
  });
});
