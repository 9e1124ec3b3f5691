import type { sqsClient } from '../../functions/adapters/clients.ts';
import {
  noticeRefOf,
  openNoticeQueues,
  postponeNotice,
  receiveNotices,
  removeNotice,
  sqsNotices,
  type QueuedNotice,
} from '../../functions/adapters/sqs-notices.ts';
import { deliverNotice } from '../../functions/notify/deliver-notice.ts';
import type { NotifyDeps } from '../../functions/notify/prepared-notice.ts';
import type { NoticeQueue } from '../../shared/ports/notices.ts';

/** Queues of the local stack; the file takes a message at once: what a power cut left under way comes again after ten seconds. */
export const NOTICE_QUEUES = {
  queue: 'onewindow-notices',
  deadLetters: 'onewindow-notices-dead',
  visibilitySeconds: 10,
} as const;

export interface NoticeSender {
  readonly queue: NoticeQueue;
  /** Begins to send what waits. */
  start(): void;
  /** Ends after the messages under way. */
  close(): Promise<void>;
}

export interface NoticeSenderOptions {
  readonly client: ReturnType<typeof sqsClient>;
  /** Asked for when the first message is sent: everything else is opened after the queue. */
  readonly deps: () => Promise<NotifyDeps>;
  readonly onFault: (error: unknown) => void;
}

/** What SQS and a function do on AWS, for one process: takes notices from the queue and sends them, again later what fails. */
export const openNoticeSender = async ({
  client,
  deps,
  onFault,
}: NoticeSenderOptions): Promise<NoticeSender> => {
  const { queue: url } = await openNoticeQueues(client, NOTICE_QUEUES);
  const stopping = new AbortController();
  const take = async (queued: QueuedNotice): Promise<void> => {
    try {
      await deliverNotice(await deps(), noticeRefOf(queued.body), queued.tries);
      await removeNotice(client, url, queued);
    } catch (error) {
      await postponeNotice(client, url, queued);
      throw error;
    }
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const queued = await receiveNotices(client, url, stopping.signal);
      await Promise.all(queued.map((each) => take(each).catch(onFault)));
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
      client.destroy();
    },
  };
};
