import type { NoticeAbout } from '../../shared/domain/notice/kinds.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import type { StoredEvent } from '../../shared/ports/event-log.ts';
import {
  noticeIdOf,
  type NoticeProvider,
  type NoticeRecipient,
  type NoticeRef,
} from '../../shared/ports/notices.ts';
import type { Deps } from '../runtime/deps.ts';
import { loadHall } from '../runtime/hall.ts';

/** All that sending a notice needs; `provider` carries it to people. */
export type NotifyDeps = Pick<Deps, 'clock' | 'log' | 'streams' | 'vault' | 'secret' | 'publicUrl'> & {
  readonly provider: NoticeProvider;
};

/** A notice ready to go out. */
export interface PreparedNotice {
  readonly about: NoticeAbout;
  readonly to: NoticeRecipient;
  readonly text: string;
}

/** The queue names an event that the log does not have, or that calls for no notice. */
export class UnknownNoticeError extends Error {
  override readonly name = 'UnknownNoticeError';

  constructor(ref: NoticeRef) {
    super(`no notice ${noticeIdOf(ref)}`);
  }
}

/** The event that the queue names, if it is there. */
export const storedAt = async (
  { log }: NotifyDeps,
  stream: { readonly aggregate: 'case' | 'consultation' | 'matter'; readonly id: string },
  { tenant, version, event: place }: NoticeRef,
): Promise<StoredEvent | undefined> => {
  const [commit] = await log.for(tenant).read(stream, version);
  return commit?.version === version ? commit.events[place] : undefined;
};

/** What was written, signed by the hall and addressed. */
export const addressed = async (
  deps: NotifyDeps,
  tenant: TenantCode,
  to: NoticeRecipient,
  body: string,
): Promise<string> => {
  const { name } = await loadHall(deps, tenant);
  return `【${name}】${to.kind === 'applicant' ? to.name : to.unit}：${body}`;
};

/** Who reads and records when notices are sent. */
export const notifier = ({ tenant }: NoticeRef): Actor => ({
  sub: 'notices' as Subject,
  name: '通知发送',
  tenant,
  roles: ['system'],
});
