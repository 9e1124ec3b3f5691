import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { sqsClient } from '../adapters/clients.ts';
import { loadSecret } from '../adapters/secret.ts';
import { noticeRefOf, postponeNotice } from '../adapters/sqs-notices.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { webhookProvider } from '../adapters/webhook-provider.ts';
import { deliverNotice } from '../notify/deliver-notice.ts';
import { parseEnv, SenderEnv } from '../runtime/env.ts';
import { observe, observed } from '../runtime/observability.ts';
import { awsEndpoint } from './endpoint.ts';
import { vaultStore } from './storage.ts';
import { systemDeps } from './system-deps.ts';

/**
 * Sends the notices of a queue to the provider, each hall's person read in a session of that hall. What fails comes again
 * later, each time after a longer pause; a failure names the notice and nothing of its content.
 */
export const senderFunction = async (name: string) => {
  const env = parseEnv(SenderEnv, process.env);
  const observability = observe(name);
  const at = awsEndpoint();
  const sqs = sqsClient(at);
  const provider = webhookProvider({
    url: env.NOTICE_URL,
    secret: await loadSecret(at, env.NOTICE_SECRET),
    clock: systemClock,
  });
  const deps = { ...(await systemDeps({ vault: vaultStore() })), provider };
  const take = async ({ body, receiptHandle: receipt, attributes, messageId }: SQSRecord): Promise<void> => {
    const tries = Number(attributes.ApproximateReceiveCount);
    try {
      await deliverNotice(deps, noticeRefOf(body), tries);
    } catch (error) {
      observability.logger.error('not sent', { messageId, tries, error: error as Error });
      await postponeNotice(sqs, env.NOTICE_QUEUE, { receipt, tries });
      throw error;
    }
  };
  return observed(observability, (event: SQSEvent, context: Context) =>
    processPartialResponse(event, take, new BatchProcessor(EventType.SQS), {
      context,
      throwOnFullBatchFailure: false,
    }),
  );
};
