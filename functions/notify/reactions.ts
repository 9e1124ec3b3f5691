import { noticeAbout } from '../../shared/domain/notice/kinds.ts';
import type { CaseNo } from '../../shared/kernel/ids.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { NoticeQueue, NoticeRef } from '../../shared/ports/notices.ts';

/** The notices that a commit calls for: those of a case, and the cards of a question or of a change. */
export const noticesOf = ({
  tenant,
  stream: { aggregate, id },
  version,
  events,
}: Commit): readonly NoticeRef[] =>
  events.flatMap((event, place): readonly NoticeRef[] => {
    const at = { tenant, version, event: place };
    if (aggregate === 'case') return noticeAbout(event) ? [{ ...at, caseNo: id as CaseNo }] : [];
    const isDuty = aggregate === 'consultation' || aggregate === 'matter';
    return isDuty && event.type === 'CardRaised' ? [{ ...at, aggregate, id }] : [];
  });

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
