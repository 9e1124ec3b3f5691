import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { observe, observed } from '../runtime/observability.ts';

/**
 * Messages of a queue, side by side; those that fail are delivered again and, if they fail for good, put aside. A failure
 * names the message by its id in the queue and nothing of its content.
 */
export const queueFunction = (name: string, take: (body: string) => Promise<void>) => {
  const observability = observe(name);
  const takeRecord = async ({ body, messageId }: SQSRecord): Promise<void> => {
    try {
      await take(body);
    } catch (error) {
      observability.logger.error('not taken', { messageId, error: error as Error });
      throw error;
    }
  };
  return observed(observability, (event: SQSEvent, context: Context) =>
    processPartialResponse(event, takeRecord, new BatchProcessor(EventType.SQS), {
      context,
      throwOnFullBatchFailure: false,
    }),
  );
};
