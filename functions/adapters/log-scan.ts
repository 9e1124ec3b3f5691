import { paginateScan, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { StreamId } from '../../shared/ports/event-log.ts';
import { streamOfPartition } from './dynamo-log.ts';

/**
 * Every stream of every tenant in the log. Needs `Scan`, which the functions' roles do not have: it is for operations.
 * A stream is found by any of its items, so that one whose beginning was removed is found too.
 */
export const streamsOf = async (
  client: DynamoDBClient,
  table: string,
): Promise<readonly { readonly tenant: TenantCode; readonly stream: StreamId }[]> => {
  const partitions = new Set<string>();
  const scan = { TableName: table, ProjectionExpression: 'pk', ConsistentRead: true };
  for await (const page of paginateScan({ client }, scan)) {
    for (const item of page.Items ?? []) if (item['pk']?.S !== undefined) partitions.add(item['pk'].S);
  }
  return [...partitions].sort().map(streamOfPartition);
};
