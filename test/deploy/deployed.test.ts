import http from 'node:http';
import {
  CreateTableCommand,
  DynamoDBClient,
  paginateScan,
  RestoreTableToPointInTimeCommand,
} from '@aws-sdk/client-dynamodb';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { dynamoLog } from '../../functions/adapters/dynamo-log.ts';
import { createTableInput } from '../../functions/adapters/local-tables.ts';
import { streamsOf } from '../../functions/adapters/log-scan.ts';
import { rebuildViews } from '../../functions/adapters/rebuild-views.ts';
import { TABLES } from '../../functions/adapters/tables.ts';
import { PROJECTIONS } from '../../infra/local/projections.ts';
import { InboxItem } from '../../shared/contracts/cases.ts';
import { firstBroken } from '../../shared/ports/chain.ts';
import { applicationFor, catalogue, COUNTY, eventually, hallOf, staff } from '../support/hall.ts';
import { startStack, type Stack } from '../support/stack.ts';

const Tables = z.object({ log: z.string(), views: z.string(), vault: z.string(), numbers: z.string() });
const tables = Tables.parse(JSON.parse(process.env['ONEWINDOW_TABLES'] ?? '{}'));
const config = { requestHandler: new NodeHttpHandler({ httpAgent: new http.Agent({ keepAlive: false }) }) };

let stack: Stack;
const client = new DynamoDBClient(config);
beforeAll(async () => {
  stack = await startStack();
});
afterAll(async () => {
  client.destroy();
  await stack.stop();
});

const rowsOf = async (table: string): Promise<string[]> => {
  const rows: string[] = [];
  for await (const page of paginateScan({ client }, { TableName: table })) {
    for (const item of page.Items ?? []) rows.push(canonicalize(item) ?? '');
  }
  return rows.sort();
};

const Inbox = z.object({ items: z.array(InboxItem) });
const Document = z.object({ paths: z.record(z.string(), z.unknown()) });

describe('what is deployed', () => {
  test('says that it is there, and describes itself', async () => {
    expect((await stack.api('GET', '/healthz')).body).toEqual({ status: 'ok' });
    const { paths } = Document.parse((await stack.api('GET', '/openapi.json')).body);
    expect(Object.keys(paths)).toContain('/v1/{tenant}/cases');
    const docs = await stack.api('GET', '/docs');
    expect(docs.text).toContain('/v1/{tenant}/cases');
    expect(docs.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('brings a case from the log into the inbox', async () => {
    const hall = hallOf(stack);
    const matter = (await catalogue(stack)).find(({ steps }) => steps === '一审一核');
    const { caseNo } = await hall.apply(staff('clerk'), applicationFor(matter!));
    const reviewer = staff('reviewer', { department: matter!.department });
    await eventually(async () => {
      const { items } = Inbox.parse((await hall.get(reviewer, '/inbox?limit=200')).body);
      expect(items.map((item) => item.caseNo)).toContain(caseNo);
    });
  });

  test('C69: knows a hall that `npm run tenant` has opened, which takes the matters of its county', async () => {
    const page = await stack.api('GET', '/v1/411323188/matters?limit=1');
    expect(page.status).toBe(200);
    expect(z.object({ items: z.array(z.unknown()) }).parse(page.body).items).toHaveLength(1);
    expect((await stack.api('GET', '/v1/411323189/matters?limit=1')).status).toBe(404);
  });

  test('keeps every stream whole: no commit is missing and each hash follows from the one before', async () => {
    const log = dynamoLog(client, tables.log);
    const streams = await streamsOf(client, tables.log);
    expect(streams.length).toBeGreaterThan(100);
    for (const { tenant, stream } of streams) {
      expect(firstBroken(await log.for(tenant).read(stream)), stream.id).toBeUndefined();
    }
  });
});

/** The emulator restores the table as it is now, whatever the time asked for. */
describe('restore drill', () => {
  test('the log in a new table, and the views rebuilt from it, are the same', async () => {
    const restored = { log: `restored-log-${Date.now()}`, views: `restored-views-${Date.now()}` };
    await client.send(
      new RestoreTableToPointInTimeCommand({
        SourceTableName: tables.log,
        TargetTableName: restored.log,
        UseLatestRestorableTime: true,
      }),
    );
    await client.send(new CreateTableCommand(createTableInput(restored.views, TABLES.views)));
    await rebuildViews(client, restored, PROJECTIONS);
    const expected = await eventually(async () => {
      const rows = await rowsOf(tables.views);
      expect(await rowsOf(restored.views)).toEqual(rows);
      return rows;
    });
    expect(expected.length).toBeGreaterThan(100);
  });
});

/**
 * Weaker than AWS, by name: MiniStack does not look at policies (another hall's keys can be read in any session), not at
 * `reportBatchItemFailures`, and not at retry limits of streams. infra/templates.test.ts holds those promises.
 */
describe('a session of a hall', () => {
  const RUNS = 20;

  test('is given with its tag, once for many requests', async () => {
    const sts = new STSClient(config);
    const began = performance.now();
    for (let run = 0; run < RUNS; run += 1) {
      const { Credentials } = await sts.send(
        new AssumeRoleCommand({
          RoleArn: 'arn:aws:iam::000000000000:role/hall',
          RoleSessionName: `hall-${COUNTY}`,
          Tags: [{ Key: 'tenant', Value: COUNTY }],
        }),
      );
      expect(Credentials?.SessionToken).toBeTruthy();
    }
    console.log(`AssumeRole on the emulator: ${((performance.now() - began) / RUNS).toFixed(1)} ms`);
    sts.destroy();
  });
});
