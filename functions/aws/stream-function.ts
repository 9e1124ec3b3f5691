import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Commit } from '../../shared/ports/event-log.ts';
import { commitOf } from '../adapters/dynamo-log.ts';
import type { Item } from '../adapters/items.ts';
import { observe, observed } from '../runtime/observability.ts';

/** A record of the log's stream that holds no commit. */
export class StreamRecordError extends Error {
  override readonly name = 'StreamRecordError';
}

const commitIn = ({ dynamodb }: DynamoDBRecord): Commit => {
  if (!dynamodb?.NewImage) throw new StreamRecordError(`no new image at ${dynamodb?.SequenceNumber}`);
  return commitOf(dynamodb.NewImage as Item);
};

/**
 * The log's stream as commits, one after the other in their order; those from the first failure on are delivered again.
 * A failure names the place of the commit and nothing of its content.
 */
export const streamFunction = (name: string, take: (commit: Commit) => Promise<void>) => {
  const observability = observe(name);
  const takeRecord = async (record: DynamoDBRecord): Promise<void> => {
    const commit = commitIn(record);
    const { tenant, stream, version } = commit;
    try {
      await take(commit);
    } catch (error) {
      observability.logger.error('not taken', { tenant, stream, version, error: error as Error });
      throw error;
    }
  };
  return observed(observability, (event: DynamoDBStreamEvent, context: Context) =>
    processPartialResponse(event, takeRecord, new BatchProcessor(EventType.DynamoDBStreams), {
      context,
      processInParallel: false,
      throwOnFullBatchFailure: false,
    }),
  );
};
