import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dynamoLog } from '../functions/adapters/dynamo-log.ts';
import { dynamoViews } from '../functions/adapters/dynamo-views.ts';
import { LOCAL_TABLES } from '../functions/adapters/local-tables.ts';
import { openStore } from '../infra/local/store.ts';
import { START } from '../shared/ports/chain.ts';
import type { Position } from '../shared/ports/event-log.ts';
import { newCommit, XIXIA } from '../test/support/log-contract.ts';

const run = promisify(execFile);
const script = (name: string, ...args: string[]) =>
  run(process.execPath, [join(import.meta.dirname, name), ...args]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: unknown) => error as { code: number; stdout: string; stderr: string },
  );

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onewindow-verify-'));
  const store = await openStore(folder);
  const log = dynamoLog(store.client, LOCAL_TABLES.log).for(XIXIA);
  for (const id of ['a', 'b', 'c', 'd']) {
    let position: Position = START;
    for (let n = 0; n < 4; n += 1) {
      position = await log.append({ aggregate: 'window', id }, position, newCommit(`k${n}`, { grade: n }));
    }
  }
  await store.close();
}, 30_000);
afterEach(() => rm(folder, { recursive: true }));

const keyOf = (id: string, version: number) => ({
  pk: { S: `411323#window#${id}` },
  sk: { N: String(version) },
});

describe('npm run verify-log', () => {
  it('counts what is whole', async () => {
    expect(await script('verify-log.ts', '--data', folder)).toMatchObject({
      code: 0,
      stdout: '4 streams, 16 commits, 0 broken\n',
    });
  }, 30_000);

  it('E03: names the first commit of each chain that was changed, taken out or beheaded', async () => {
    const store = await openStore(folder);
    const TableName = LOCAL_TABLES.log;
    await store.client.send(
      new UpdateItemCommand({
        TableName,
        Key: keyOf('a', 2),
        UpdateExpression: 'SET events[0].#data.grade = :better',
        ExpressionAttributeNames: { '#data': 'data' },
        ExpressionAttributeValues: { ':better': { N: '5' } },
      }),
    );
    await store.client.send(new DeleteItemCommand({ TableName, Key: keyOf('b', 1) }));
    await store.client.send(new DeleteItemCommand({ TableName, Key: keyOf('c', 0) }));
    await store.close();
    expect(await script('verify-log.ts', '--data', folder)).toMatchObject({
      code: 1,
      stdout: [
        'broken: 411323#window#a version 2: content does not match its hash',
        'broken: 411323#window#b version 1: missing',
        'broken: 411323#window#c version 0: missing',
        '4 streams, 14 commits, 3 broken\n',
      ].join('\n'),
    });
  }, 30_000);

  it('walks a table at an endpoint, and keeps its hands off a folder that is open', async () => {
    const store = await openStore(folder);
    process.env['AWS_REGION'] = 'cn-north-1';
    process.env['AWS_ACCESS_KEY_ID'] = 'local';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'local';
    const there = ['--table', LOCAL_TABLES.log, '--endpoint', store.endpoint];
    expect(await script('verify-log.ts', ...there)).toMatchObject({ code: 0 });
    expect(await script('verify-log.ts', '--data', folder)).toMatchObject({ code: 2, stdout: '' });
    await store.close();
  }, 30_000);

  it.each([[['--data', '/nowhere']], [['--endpoint', 'http://x']], [['--what']], [['--help']]])(
    'says what is wrong with %j and does nothing',
    async (args) => {
      const { code, stderr } = await script('verify-log.ts', ...args);
      expect(code).toBe(2);
      expect(stderr).not.toContain('    at ');
    },
    30_000,
  );
});

describe('npm run rebuild-views', () => {
  it('drops what is in the views and projects every stream again', async () => {
    const store = await openStore(folder);
    const views = dynamoViews(store.client, LOCAL_TABLES.views).for(XIXIA);
    await views.put({ view: 'stale', key: 'k', version: 0, data: {}, lists: {} }, undefined);
    await store.close();
    expect(await script('rebuild-views.ts', '--data', folder)).toMatchObject({
      code: 0,
      stdout: '1 rows dropped, 4 streams with 16 commits projected again\n',
    });
  }, 30_000);
});
