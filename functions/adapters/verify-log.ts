import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { firstBroken } from '../../shared/ports/chain.ts';
import type { StreamId } from '../../shared/ports/event-log.ts';
import { dynamoLog } from './dynamo-log.ts';
import { streamsOf } from './log-scan.ts';

/** The first commit of a stream that does not stand as it was written. */
export interface BrokenChain {
  readonly tenant: TenantCode;
  readonly stream: StreamId;
  readonly version: number;
  readonly why: string;
}

export interface Verified {
  readonly streams: number;
  readonly commits: number;
  readonly broken: readonly BrokenChain[];
}

/**
 * Walks every chain of a log from its first commit. A commit that was changed, exchanged, moved or taken out is named;
 * only the end of a chain can be cut off unseen. Needs `Scan`: it is for operations.
 */
export const verifyLog = async (client: DynamoDBClient, table: string): Promise<Verified> => {
  const log = dynamoLog(client, table);
  const streams = await streamsOf(client, table);
  const broken: BrokenChain[] = [];
  let commits = 0;
  for (const { tenant, stream } of streams) {
    const chain = await log.for(tenant).read(stream);
    commits += chain.length;
    const first = firstBroken(chain);
    if (first) broken.push({ tenant, stream, ...first });
  }
  return { streams: streams.length, commits, broken };
};
