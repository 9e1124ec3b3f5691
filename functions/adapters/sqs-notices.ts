import { ChangeMessageVisibilityCommand, SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { isTenantCode, type CaseNo } from '../../shared/kernel/ids.ts';
import { noticeIdOf, noticePause, type NoticeQueue, type NoticeRef } from '../../shared/ports/notices.ts';

/** Some messages were not taken by the queue. */
export class NoticeQueueError extends Error {
  override readonly name = 'NoticeQueueError';
}

/** Most that one `SendMessageBatch` takes. */
const BATCH = 10;

const Ref = z.strictObject({
  tenant: z.string().refine(isTenantCode),
  caseNo: z.string().transform((text) => text as CaseNo),
  version: z.int().min(0),
  event: z.int().min(0),
});

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
