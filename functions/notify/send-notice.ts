import { noticeAggregate, wasSent, type NoticeCommand } from '../../shared/domain/notice/notice.ts';
import { noticeIdOf, noticeStreamOf, type NoticeRef } from '../../shared/ports/notices.ts';
import { recordOf } from '../runtime/claims.ts';
import { caseNotice, caseNoticeAbout } from './case-notice.ts';
import { DUTY_ABOUT, dutyNotice } from './duty-notice.ts';
import { notifier, type NotifyDeps } from './prepared-notice.ts';

/** What became of one attempt. */
export type Sending = 'sent' | 'sent-before' | 'nobody-left';

const record = async (deps: NotifyDeps, ref: NoticeRef, command: NoticeCommand): Promise<void> => {
  const envelope = {
    at: deps.clock.now(),
    actor: recordOf(notifier(ref)),
    key: `${command.type} ${command.id}`,
    digest: command.type,
  };
  await deps.streams.execute(ref.tenant, noticeAggregate, noticeStreamOf(ref), envelope, command);
};

/**
 * Sends the notice that an event calls for, unless it is out already, and records that it went out. When the process ends
 * between the two, the provider sees the same id a second time.
 * @throws NoticeProviderError when the provider did not take it; UnknownNoticeError
 */
export const sendNotice = async (deps: NotifyDeps, ref: NoticeRef): Promise<Sending> => {
  const id = noticeIdOf(ref);
  const { tenant } = ref;
  const { state: notices } = await deps.streams.load(tenant, noticeAggregate, noticeStreamOf(ref));
  if (wasSent(notices, id)) return 'sent-before';
  const isOfCase = 'caseNo' in ref;
  const notice = isOfCase ? await caseNotice(deps, ref) : await dutyNotice(deps, ref);
  const { about } = notice;
  if (notice.to === undefined) {
    await record(deps, ref, { type: 'failed', id, fault: 'person-erased', ...about });
    return 'nobody-left';
  }
  const { to, text } = notice;
  const of = isOfCase ? { caseNo: ref.caseNo } : {};
  await deps.provider.send({ id, tenant, ...of, kind: about.kind, to, text });
  await record(deps, ref, { type: 'sent', id, ...about });
  return 'sent';
};

/** Records that a notice could not be sent however often it was tried, so that the hall can telephone. */
export const giveUpNotice = async (deps: NotifyDeps, ref: NoticeRef): Promise<void> => {
  const about = 'caseNo' in ref ? await caseNoticeAbout(deps, ref) : DUTY_ABOUT;
  await record(deps, ref, { type: 'failed', id: noticeIdOf(ref), fault: 'provider', ...about });
};
