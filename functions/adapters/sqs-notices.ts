import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { isTenantCode, type CaseNo } from '../../shared/kernel/ids.ts';
import { NOTICE_TRIES, noticePause } from '../../shared/contracts/notice-retries.ts';
import { noticeIdOf, type NoticeQueue, type NoticeRef } from '../../shared/ports/notices.ts';

/** Some messages were not taken by the queue. */
export class NoticeQueueError extends Error {
  override readonly name = 'NoticeQueueError';
}

/** Most that one `SendMessageBatch` takes. */
const BATCH = 10;

const place = {
  tenant: z.string().refine(isTenantCode),
  version: z.int().min(0),
  event: z.int().min(0),
};
const Ref = z.union([
  z.strictObject({ ...place, caseNo: z.string().transform((text) => text as CaseNo) }),
  z.strictObject({ ...place, aggregate: z.enum(['consultation', 'matter']), id: z.string() }),
]);

/** What stands in a message: identifiers alone. @throws ZodError for what this program did not write. */
export const noticeRefOf = (body: string): NoticeRef => Ref.parse(JSON.parse(body));

/** A queue of notices in SQS. */
export const sqsNotices = (client: SQSClient, url: string): NoticeQueue => ({
  send: async (refs) => {
    for (let start = 0; start < refs.length; start += BATCH) {
      const batch = refs.slice(start, start + BATCH);
      const Entries = batch.map((ref, index) => ({ Id: String(index), MessageBody: JSON.stringify(ref) }));
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
      const ids = Failed.map(({ Id }) => batch[Number(Id)]).flatMap((ref) => (ref ? [noticeIdOf(ref)] : []));
      if (ids.length > 0) throw new NoticeQueueError(`not queued: ${ids.join(', ')}`);
    }
  },
});

/** Puts a message off that could not be sent yet; `tries` is how often it has come. */
export const postponeNotice = async (
  client: SQSClient,
  url: string,
  { receipt, tries }: { readonly receipt: string; readonly tries: number },
): Promise<void> => {
  const VisibilityTimeout = noticePause(tries);
  await client.send(
    new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle: receipt, VisibilityTimeout }),
  );
};

/** A message as it came; `tries` is how often. */
export interface QueuedNotice {
  readonly body: string;
  readonly receipt: string;
  readonly tries: number;
}

const AT_ONCE = 10;
/** One question to the queue waits so long for an answer: nothing is asked again and again. */
const LONG_POLL_SECONDS = 20;

/** What waits, or nothing after a while; `signal` ends the waiting. */
export const receiveNotices = async (
  client: SQSClient,
  url: string,
  signal: AbortSignal,
): Promise<readonly QueuedNotice[]> => {
  const ask = new ReceiveMessageCommand({
    QueueUrl: url,
    MaxNumberOfMessages: AT_ONCE,
    WaitTimeSeconds: LONG_POLL_SECONDS,
    MessageSystemAttributeNames: ['ApproximateReceiveCount'],
  });
  const { Messages = [] } = await client.send(ask, { abortSignal: signal });
  return Messages.map(({ Body = '', ReceiptHandle: receipt = '', Attributes }) => ({
    body: Body,
    receipt,
    tries: Number(Attributes?.ApproximateReceiveCount ?? 1),
  }));
};

/** Takes a message that was dealt with out of the queue. */
export const removeNotice = async (
  client: SQSClient,
  url: string,
  { receipt }: Pick<QueuedNotice, 'receipt'>,
): Promise<void> => {
  await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: receipt }));
};

const FORTNIGHT_SECONDS = 14 * 24 * 3600;

const makeQueue = async (
  client: SQSClient,
  name: string,
  attributes: Readonly<Record<string, string>>,
): Promise<string> => {
  const { QueueUrl = '' } = await client.send(
    new CreateQueueCommand({
      QueueName: name,
      Attributes: { MessageRetentionPeriod: String(FORTNIGHT_SECONDS), ...attributes },
    }),
  );
  return QueueUrl;
};

/** Names of the queues to make, and how long a message that was taken stays out of sight. */
export interface NoticeQueueNames {
  readonly queue: string;
  readonly deadLetters: string;
  readonly visibilitySeconds: number;
}

/** Addresses of both queues. */
export interface NoticeQueueUrls {
  readonly queue: string;
  readonly deadLetters: string;
}

/** Makes both queues where no template does; nothing happens when they are there. */
export const openNoticeQueues = async (
  client: SQSClient,
  { queue, deadLetters, visibilitySeconds }: NoticeQueueNames,
): Promise<NoticeQueueUrls> => {
  const deadUrl = await makeQueue(client, deadLetters, {});
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: deadUrl, AttributeNames: ['QueueArn'] }),
  );
  const url = await makeQueue(client, queue, {
    VisibilityTimeout: String(visibilitySeconds),
    RedrivePolicy: JSON.stringify({
      deadLetterTargetArn: Attributes?.['QueueArn'],
      maxReceiveCount: NOTICE_TRIES,
    }),
  });
  return { queue: url, deadLetters: deadUrl };
};
