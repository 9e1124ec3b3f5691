import {
  ChangeMessageVisibilityBatchCommand,
  ReceiveMessageCommand,
  type Message,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Instant } from '../../shared/kernel/instant.ts';
import { instantOf } from '../../shared/kernel/instant.ts';
import type { NoticeRef } from '../../shared/ports/notices.ts';
import { noticeRefOf, removeNotice, sqsNotices, type NoticeQueueUrls } from './sqs-notices.ts';

/** A notice that nobody could deliver, and since when it was to be sent; without `ref`, this program did not write it. */
export interface DeadNotice {
  readonly message: string;
  readonly since: Instant;
  readonly ref?: NoticeRef;
}

/** What became of the dead letters: sent once more, or left where they are because nobody can read them. */
export interface Redriven {
  readonly moved: number;
  readonly left: number;
}

interface Taken extends DeadNotice {
  readonly receipt: string;
}

/** Most that one call receives or gives back. */
const BATCH = 10;
/** While one reader has a message no other gets it: longer than a walk through all of them takes. */
const HELD_SECONDS = 300;
/** What is given back is there for others so soon. Not at once: fauxqs fails on nought and loses the message until it starts again. */
const SOON_SECONDS = 1;
/** A question that waits is put to all servers of the queue: no answer means that nothing is there. */
const WAIT_SECONDS = 1;

const refIn = (body: string): Pick<DeadNotice, 'ref'> => {
  try {
    return { ref: noticeRefOf(body) };
  } catch {
    return {};
  }
};

const takenOf = ({
  MessageId: message = '',
  Body = '',
  ReceiptHandle: receipt = '',
  Attributes,
}: Message): Taken => ({
  message,
  receipt,
  since: instantOf(Number(Attributes?.SentTimestamp)),
  ...refIn(Body),
});

/** Takes what lies in the queue, ten at a time, until nothing is left. */
async function* take(client: SQSClient, url: string): AsyncGenerator<readonly Taken[]> {
  const ask = new ReceiveMessageCommand({
    QueueUrl: url,
    MaxNumberOfMessages: BATCH,
    VisibilityTimeout: HELD_SECONDS,
    WaitTimeSeconds: WAIT_SECONDS,
    MessageSystemAttributeNames: ['SentTimestamp'],
  });
  for (;;) {
    const { Messages = [] } = await client.send(ask);
    if (Messages.length === 0) return;
    yield Messages.map(takenOf);
  }
}

/** What is not given back for a fault comes back by itself when it was held long enough. */
const giveBack = async (client: SQSClient, url: string, taken: readonly Taken[]): Promise<void> => {
  for (let start = 0; start < taken.length; start += BATCH) {
    const Entries = taken.slice(start, start + BATCH).map(({ receipt }, index) => ({
      Id: String(index),
      ReceiptHandle: receipt,
      VisibilityTimeout: SOON_SECONDS,
    }));
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries }));
  }
};

/** Everything that lies among the dead letters, the oldest first. It stays there. */
export const deadNotices = async (
  client: SQSClient,
  { deadLetters }: NoticeQueueUrls,
): Promise<readonly DeadNotice[]> => {
  const all: Taken[] = [];
  try {
    for await (const batch of take(client, deadLetters)) all.push(...batch);
  } finally {
    await giveBack(client, deadLetters, all);
  }
  return all.toSorted((left, right) => (left.since < right.since ? -1 : 1));
};

/**
 * Puts every dead letter back into the queue, where it has all its tries again. What is cut off on the way lies in both
 * queues: a notice that went out is not sent a second time.
 * @throws NoticeQueueError when the queue does not take them all; the others are seen among the dead letters again after five minutes.
 */
export const redriveNotices = async (
  client: SQSClient,
  { queue, deadLetters }: NoticeQueueUrls,
): Promise<Redriven> => {
  const target = sqsNotices(client, queue);
  const left: Taken[] = [];
  let moved = 0;
  for await (const batch of take(client, deadLetters)) {
    const readable = batch.flatMap(({ ref, receipt }) => (ref ? [{ ref, receipt }] : []));
    left.push(...batch.filter(({ ref }) => !ref));
    await target.send(readable.map(({ ref }) => ref));
    for (const each of readable) await removeNotice(client, deadLetters, each);
    moved += readable.length;
  }
  await giveBack(client, deadLetters, left);
  return { moved, left: left.length };
};
