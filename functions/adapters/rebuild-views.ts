import {
  BatchWriteItemCommand,
  paginateScan,
  type DynamoDBClient,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import type { Commit } from '../../shared/ports/event-log.ts';
import { applyCommit, type LogReader } from '../../shared/ports/project.ts';
import type { Projection } from '../../shared/ports/views.ts';
import { dynamoLog } from './dynamo-log.ts';
import { dynamoViews } from './dynamo-views.ts';
import { streamsOf } from './log-scan.ts';
import type { TableNames } from './tables.ts';

/** Most that one `BatchWriteItem` takes. */
const BATCH = 25;
const STREAMS_AT_ONCE = 8;

const batches = <Value>(values: readonly Value[], size: number): readonly (readonly Value[])[] =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, n) => values.slice(n * size, (n + 1) * size));

const deleteAll = async (client: DynamoDBClient, table: string, requests: readonly WriteRequest[]) => {
  let left: WriteRequest[] = [...requests];
  while (left.length > 0) {
    const { UnprocessedItems } = await client.send(
      new BatchWriteItemCommand({ RequestItems: { [table]: left } }),
    );
    left = UnprocessedItems?.[table] ?? [];
  }
};

/** Removes every row; answers with how many there were. */
export const dropViews = async (client: DynamoDBClient, table: string): Promise<number> => {
  let dropped = 0;
  for await (const page of paginateScan({ client }, { TableName: table, ProjectionExpression: 'pk, sk' })) {
    const requests = (page.Items ?? []).map((Key) => ({ DeleteRequest: { Key } }));
    for (const batch of batches(requests, BATCH)) await deleteAll(client, table, batch);
    dropped += requests.length;
  }
  return dropped;
};

const alreadyRead = (commits: readonly Commit[]): LogReader => ({
  for: () => ({ read: (_stream, from = 0) => Promise.resolve(commits.slice(from)) }),
});

export interface Rebuilt {
  readonly dropped: number;
  readonly streams: number;
  readonly commits: number;
}

/**
 * Drops every row of every view and derives all of them from the log again. May run while commits are projected: a row
 * takes each version once, whoever brings it. Needs `Scan` and `BatchWriteItem`: it is for operations.
 */
export const rebuildViews = async (
  client: DynamoDBClient,
  tables: Pick<TableNames, 'log' | 'views'>,
  projections: readonly Projection[],
): Promise<Rebuilt> => {
  const log = dynamoLog(client, tables.log);
  const views = dynamoViews(client, tables.views);
  const dropped = await dropViews(client, tables.views);
  const streams = await streamsOf(client, tables.log);
  let commits = 0;
  for (const batch of batches(streams, STREAMS_AT_ONCE)) {
    await Promise.all(
      batch.map(async ({ tenant, stream }) => {
        const all = await log.for(tenant).read(stream);
        commits += all.length;
        const last = all.at(-1);
        if (last) await applyCommit(alreadyRead(all), views, projections, last);
      }),
    );
  }
  return { dropped, streams: streams.length, commits };
};
