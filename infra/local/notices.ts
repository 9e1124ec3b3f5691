import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type Message,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { noticeRefOf, postponeNotice, sqsNotices } from '../../functions/adapters/sqs-notices.ts';
import { deliverNotice } from '../../functions/notify/deliver-notice.ts';
import type { NotifyDeps } from '../../functions/notify/send-notice.ts';
import { NOTICE_TRIES, type NoticeQueue } from '../../shared/ports/notices.ts';

/** Queues of the local stack by name; dead letters wait in the second. */
export const NOTICE_QUEUE = 'onewindow-notices';
export const NOTICE_DEAD_LETTERS = 'onewindow-notices-dead';

const FORTNIGHT_SECONDS = 14 * 24 * 3600;
/** The file takes a message at once: what a power cut left under way comes again after so long. */
const VISIBILITY_SECONDS = 10;
/** One question to the queue waits so long for an answer: nothing is asked again and again. */
const LONG_POLL_SECONDS = 20;
const AT_ONCE = 10;

export interface NoticeQueues {
  readonly url: string;
  readonly deadUrl: string;
}

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

/** Makes both queues at the first start; what stands in them is kept with the data folder. */
export const openNoticeQueues = async (client: SQSClient): Promise<NoticeQueues> => {
  const deadUrl = await makeQueue(client, NOTICE_DEAD_LETTERS, {});
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: deadUrl, AttributeNames: ['QueueArn'] }),
  );
  const url = await makeQueue(client, NOTICE_QUEUE, {
    VisibilityTimeout: String(VISIBILITY_SECONDS),
    RedrivePolicy: JSON.stringify({
      deadLetterTargetArn: Attributes?.['QueueArn'],
      maxReceiveCount: NOTICE_TRIES,
    }),
  });
  return { url, deadUrl };
};

export interface NoticeSender {
  readonly queue: NoticeQueue;
  /** Begins to send what waits. */
  start(): void;
  /** Ends after the messages under way. */
  close(): Promise<void>;
}

export interface NoticeSenderOptions {
  readonly client: SQSClient;
  readonly queues: NoticeQueues;
  /** Asked for when the first message is sent: everything else is opened after the queue. */
  readonly deps: () => Promise<NotifyDeps>;
  readonly onFault: (error: unknown) => void;
}

/** What SQS and a function do on AWS, for one process: takes notices from the queue and sends them, again later what fails. */
export const noticeSender = ({
  client,
  queues: { url },
  deps,
  onFault,
}: NoticeSenderOptions): NoticeSender => {
  const stopping = new AbortController();
  const take = async ({ Body = '', ReceiptHandle: receipt = '', Attributes }: Message): Promise<void> => {
    const tries = Number(Attributes?.ApproximateReceiveCount ?? 1);
    const ref = noticeRefOf(Body);
    const own = await deps();
    try {
      await deliverNotice(own, ref, tries);
      await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: receipt }));
    } catch (error) {
      await postponeNotice(client, url, { receipt, tries });
      throw error;
    }
  };
  const receive = async (): Promise<readonly Message[]> => {
    const ask = new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: AT_ONCE,
      WaitTimeSeconds: LONG_POLL_SECONDS,
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    });
    const { Messages = [] } = await client.send(ask, { abortSignal: stopping.signal });
    return Messages;
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const messages = await receive();
      await Promise.all(messages.map((message) => take(message).catch(onFault)));
    }
  };
  let running: Promise<void> | undefined;
  return {
    queue: sqsNotices(client, url),
    start: () => {
      running = run().catch((error: unknown) => {
        if (!stopping.signal.aborted) onFault(error);
      });
    },
    close: async () => {
      stopping.abort();
      await running;
    },
  };
};
