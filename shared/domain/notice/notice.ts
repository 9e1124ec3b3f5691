import type { Instant } from '../../kernel/instant.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Decider } from '../decider.ts';
import type { NoticeAbout } from './kinds.ts';

/** Why no repetition will help: the provider went on refusing, or there is nobody left to write to (个人信息保护法 第47条). */
export type NoticeFault = 'provider' | 'person-erased';

interface Settled extends NoticeAbout {
  /** Stable name of the notice, the same whenever it is tried: `<case>.<version>.<place in the commit>`. */
  readonly id: string;
}

export type NoticeEvent =
  | { readonly type: 'NoticeSent'; readonly data: Settled }
  | { readonly type: 'NoticeFailed'; readonly data: Settled & { readonly fault: NoticeFault } };

export type NoticeCommand =
  | ({ readonly type: 'sent' } & Settled)
  | ({ readonly type: 'failed'; readonly fault: NoticeFault } & Settled);

/** What became of one notice. */
export interface NoticeState extends Settled {
  readonly at: Instant;
  readonly fault?: NoticeFault;
}

/** Notices of one case by id. Names no person: what was written and to whom is not kept. */
export type Notices = ReadonlyMap<string, NoticeState>;

/** Once it is out it is out: what failed may still be sent, what was sent never fails afterwards. */
const decide = (command: NoticeCommand, notices: Notices): Result<readonly NoticeEvent[], never> => {
  const { id, kind, to } = command;
  const known = notices.get(id);
  if (known && known.fault === undefined) return ok([]);
  if (command.type === 'sent') return ok([{ type: 'NoticeSent', data: { id, kind, to } }]);
  if (known?.fault === command.fault) return ok([]);
  return ok([{ type: 'NoticeFailed', data: { id, kind, to, fault: command.fault } }]);
};

const decider: Decider<Notices, NoticeCommand, NoticeEvent, never> = {
  initial: new Map(),
  decide,
  evolve: (notices, { data }, { at }) => new Map(notices).set(data.id, { ...data, at }),
  upcasters: { NoticeSent: [], NoticeFailed: [] },
};

/** Notices of a case: one stream per case, beside its own, so that writing to people never stands in the way of an act. */
export const noticeAggregate = { name: 'notice', decider } as const;

export const wasSent = (notices: Notices, id: string): boolean => {
  const known = notices.get(id);
  return known !== undefined && known.fault === undefined;
};
