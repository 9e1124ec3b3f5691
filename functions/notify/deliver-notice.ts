import { NOTICE_TRIES } from '../../shared/contracts/notice-retries.ts';
import type { NoticeRef } from '../../shared/ports/notices.ts';
import type { NotifyDeps } from './prepared-notice.ts';
import { giveUpNotice, sendNotice, type Sending } from './send-notice.ts';

/**
 * One delivery of a queued notice; `tries` is how often it has come. After the last try the hall can see that it did not
 * go out; the queue then puts it among the dead letters, from where it may still be sent.
 * @throws what `sendNotice` throws: the message stays in the queue.
 */
export const deliverNotice = async (deps: NotifyDeps, ref: NoticeRef, tries: number): Promise<Sending> => {
  try {
    return await sendNotice(deps, ref);
  } catch (error) {
    if (tries >= NOTICE_TRIES) await giveUpNotice(deps, ref);
    throw error;
  }
};
