import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { sqsClient } from '../adapters/clients.ts';
import { loadSecret } from '../adapters/secret.ts';
import { noticeRefOf, postponeNotice } from '../adapters/sqs-notices.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { webhookProvider } from '../adapters/webhook-provider.ts';
import type { Deps } from '../runtime/deps.ts';
import { parseEnv, SenderEnv } from '../runtime/env.ts';
import { observe, observed } from '../runtime/observability.ts';
import type { NoticeProvider, NoticeRef } from '../../shared/ports/notices.ts';
import { awsEndpoint } from './endpoint.ts';
import { vaultStore } from './storage.ts';
import { systemDeps } from './system-deps.ts';

/** One delivery of a notice; `tries` is how often it has come. What it throws brings the notice again. */
export type DeliverNotice = (
  deps: Deps & { readonly provider: NoticeProvider },
  ref: NoticeRef,
  tries: number,
) => Promise<unknown>;

/**
 * Sends the notices of a queue to the provider, each hall's person read in a session of that hall. What fails comes again
 * later, each time after a longer pause; a failure names the notice and nothing of its content.
 */
export const senderFunction = async (name: string, deliver: DeliverNotice) => {
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
      await deliver(deps, noticeRefOf(body), tries);
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
