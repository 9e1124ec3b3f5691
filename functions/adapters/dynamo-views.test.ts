import { paginateScan, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../shared/kernel/instant.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
import { applyCommit } from '../../shared/ports/project.ts';
import { BadCursorError, type ListQuery, type ViewRow, type Views } from '../../shared/ports/views.ts';
import { counter } from '../../test/support/counter-aggregate.ts';
import { COUNTER_PROJECTIONS } from '../../test/support/counter-projections.ts';
import { inMemoryViews } from '../../test/support/in-memory-views.ts';
import { NEIXIANG, newCommit, XIXIA } from '../../test/support/log-contract.ts';
import { startTestDynamo, useTestDynamo, type TestDynamo } from '../../test/support/local-dynamo.ts';
import { dynamoLog } from './dynamo-log.ts';
import { dynamoViews } from './dynamo-views.ts';
import { dropViews, rebuildViews } from './rebuild-views.ts';

const row = (key: string, sort: string, more: Partial<ViewRow> = {}): ViewRow => ({
  view: 'inbox',
  key,
  version: 0,
  data: { name: '张*', left: 3.5 },
  lists: { list1: { partition: 'open', sort: `${sort}#${key}` } },
  ...more,
});

const open = (more: Partial<ListQuery> = {}): ListQuery => ({
  list: 'list1',
  partition: 'open',
  limit: 10,
  ...more,
});

const describeViews = (
  name: string,
  start: () => Promise<{ views: () => Promise<Views>; stop(): Promise<void> }>,
) => {
  describe(`views on ${name}`, () => {
    let under: Awaited<ReturnType<typeof start>>;
    let views: Views;
    beforeAll(async () => {
      under = await start();
    }, 60_000);
    beforeEach(async () => {
      views = await under.views();
    });
    afterAll(() => under.stop());

    const keysOf = async (query: ListQuery) =>
      (await views.for(XIXIA).list(query)).items.map(({ key }) => key);

    it('gives back a row as it was put', async () => {
      expect(await views.for(XIXIA).put(row('a', '1'), undefined)).toBe(true);
      expect(await views.for(XIXIA).get('inbox', 'a')).toEqual(row('a', '1'));
      expect(await views.for(XIXIA).get('inbox', 'b')).toBeUndefined();
      expect(await views.for(XIXIA).get('other', 'a')).toBeUndefined();
      expect(await views.for(NEIXIANG).get('inbox', 'a')).toBeUndefined();
    });

    it('puts only over the version that the caller has seen', async () => {
      const mine = views.for(XIXIA);
      await mine.put(row('a', '1'), undefined);
      expect(await mine.put(row('a', '1', { version: 1 }), undefined)).toBe(false);
      expect(await mine.put(row('a', '1', { version: 2 }), 1)).toBe(false);
      expect(await mine.put(row('a', '1', { version: 1 }), 0)).toBe(true);
      expect(await mine.put(row('b', '1', { version: 1 }), 0)).toBe(false);
      expect((await mine.get('inbox', 'a'))?.version).toBe(1);
    });

    it('lists by sort, both ways, by prefix, and only what is in the list', async () => {
      for (const [key, sort] of [
        ['a', '2'],
        ['b', '1'],
        ['c', '3'],
      ] as const) {
        await views.for(XIXIA).put(row(key, sort), undefined);
      }
      await views
        .for(XIXIA)
        .put(row('d', '0', { lists: { list2: { partition: 'open', sort: '0' } } }), undefined);
      await views
        .for(XIXIA)
        .put(row('e', '0', { lists: { list1: { partition: 'closed', sort: '0' } } }), undefined);
      await views.for(NEIXIANG).put(row('f', '0'), undefined);
      expect(await keysOf(open())).toEqual(['b', 'a', 'c']);
      expect(await keysOf(open({ descending: true }))).toEqual(['c', 'a', 'b']);
      expect(await keysOf(open({ prefix: '2' }))).toEqual(['a']);
      expect(await keysOf(open({ partition: 'nothing' }))).toEqual([]);
    });

    it('drops a row from a list that it has left', async () => {
      await views.for(XIXIA).put(row('a', '1'), undefined);
      await views.for(XIXIA).put(row('a', '1', { version: 1, lists: {} }), 0);
      expect(await keysOf(open())).toEqual([]);
      expect(await views.for(XIXIA).get('inbox', 'a')).toEqual(row('a', '1', { version: 1, lists: {} }));
    });

    it.each([false, true])(
      'pages through everything once and ends without a cursor (descending: %s)',
      async (descending) => {
        const keys = Array.from({ length: 9 }, (_, n) => `k${n}`);
        for (const key of keys) await views.for(XIXIA).put(row(key, 'same'), undefined);
        const seen: string[] = [];
        const sizes: number[] = [];
        let cursor: string | undefined;
        do {
          const page = await views.for(XIXIA).list(open({ limit: 3, descending, ...(cursor && { cursor }) }));
          seen.push(...page.items.map(({ key }) => key));
          sizes.push(page.items.length);
          cursor = page.next;
        } while (cursor);
        expect(seen).toEqual(descending ? keys.toReversed() : keys);
        expect(sizes).toEqual([3, 3, 3]);
      },
    );
  });
};

describeViews('memory', () =>
  Promise.resolve({ views: () => Promise.resolve(inMemoryViews()), stop: () => Promise.resolve() }),
);

const onDynamo = async (starting: Promise<TestDynamo>) => {
  const dynamo = await starting;
  const views = async () => {
    await dropViews(dynamo.client, dynamo.tables.views);
    return dynamoViews(dynamo.client, dynamo.tables.views);
  };
  return { views, stop: () => dynamo.stop() };
};

describeViews('dynalite', () => onDynamo(startTestDynamo()));

const dynamoDbLocal = process.env['DYNAMODB_LOCAL_URL'];
if (dynamoDbLocal) describeViews('DynamoDB Local', () => onDynamo(useTestDynamo(dynamoDbLocal)));

/** Every attribute of every item, one line each. */
const dump = async (client: DynamoDBClient, table: string): Promise<readonly string[]> => {
  const lines: string[] = [];
  for await (const page of paginateScan({ client }, { TableName: table })) {
    for (const item of page.Items ?? []) lines.push(canonicalize(item) ?? '');
  }
  return lines.sort();
};

describe('views on DynamoDB', () => {
  let dynamo: TestDynamo;
  beforeAll(async () => {
    dynamo = await startTestDynamo();
  });
  afterAll(() => dynamo.stop());

  it('refuses cursors of another list, hall, direction or prefix, and forged ones', async () => {
    const views = dynamoViews(dynamo.client, dynamo.tables.views);
    for (const key of ['a', 'b', 'c']) await views.for(XIXIA).put(row(key, '1'), undefined);
    const { next: cursor = '' } = await views.for(XIXIA).list(open({ limit: 1 }));
    expect(cursor).not.toBe('');
    const forged = Buffer.from(JSON.stringify(['x', 'y', 'inbox', 'a'])).toString('base64url');
    const wrong = [
      () => views.for(NEIXIANG).list(open({ cursor })),
      () => views.for(XIXIA).list(open({ cursor, partition: 'closed' })),
      () => views.for(XIXIA).list(open({ cursor, list: 'list2' })),
      () => views.for(XIXIA).list(open({ cursor, descending: true })),
      () => views.for(XIXIA).list(open({ cursor, prefix: '1' })),
      () => views.for(XIXIA).list(open({ cursor: forged })),
      () => views.for(XIXIA).list(open({ cursor: 'not a cursor' })),
      () => views.for(XIXIA).list(open({ cursor: `${cursor}AA` })),
      () => views.for(XIXIA).list(open({ cursor: '' })),
    ];
    for (const list of wrong) await expect(list()).rejects.toThrow(BadCursorError);
    expect((await views.for(XIXIA).list(open({ cursor }))).items.map(({ key }) => key)).toEqual(['b', 'c']);
    await dropViews(dynamo.client, dynamo.tables.views);
  });

  it('are identical, byte for byte, when dropped and rebuilt from the log', async () => {
    const { client, tables } = dynamo;
    const log = dynamoLog(client, tables.log);
    const views = dynamoViews(client, tables.views);
    const streams = new Streams(log, { now: () => instantOf(0) });
    for (let n = 0; n < 60; n += 1) {
      const tenant = n % 3 === 0 ? NEIXIANG : XIXIA;
      const id = `w${n % 7}`;
      const command = n > 50 ? ({ type: 'close' } as const) : ({ type: 'add', by: n + 1 } as const);
      await streams.execute(tenant, counter, id, { ...newCommit(`k${n}`) }, command);
      for (const commit of await log.for(tenant).read({ aggregate: 'window', id }, n % 2)) {
        await applyCommit(log, views, COUNTER_PROJECTIONS, commit);
      }
    }
    const before = await dump(client, tables.views);
    const rebuilt = await rebuildViews(client, tables, COUNTER_PROJECTIONS);
    expect(rebuilt).toMatchObject({ dropped: before.length, streams: 14 });
    expect(await dump(client, tables.views)).toEqual(before);
    expect(before.length).toBe(28);
    expect(await dropViews(client, tables.views)).toBe(28);
    expect(await dump(client, tables.views)).toEqual([]);
  });
});
