import { noticeAbout } from '../../shared/domain/notice/kinds.ts';
import type { CaseNo } from '../../shared/kernel/ids.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { NoticeQueue, NoticeRef } from '../../shared/ports/notices.ts';

/** The notices that a commit calls for. */
export const noticesOf = ({ tenant, stream, version, events }: Commit): readonly NoticeRef[] =>
  stream.aggregate !== 'case'
    ? []
    : events.flatMap((event, place) =>
        noticeAbout(event) ? [{ tenant, caseNo: stream.id as CaseNo, version, event: place }] : [],
      );

/**
 * Reaction to the log: queues what has to be told to somebody, by its place in the log and nothing more. A commit that
 * comes again queues the same places; sending knows what is out already.
 */
export const noticeReaction =
  (queue: NoticeQueue) =>
  async (commit: Commit): Promise<void> => {
    const refs = noticesOf(commit);
    if (refs.length > 0) await queue.send(refs);
  };
