import type { NoticeKind } from '../domain/notice/kinds.ts';
import type { CaseNo, TenantCode } from '../kernel/ids.ts';

interface EventPlace {
  readonly tenant: TenantCode;
  /** Version of the commit in its stream. */
  readonly version: number;
  /** Place of the event in the commit, from 0. */
  readonly event: number;
}
export interface CaseNoticeRef extends EventPlace {
  readonly caseNo: CaseNo;
}
/** Of a limit beside the cases: a question, a change of the law. */
export interface DutyNoticeRef extends EventPlace {
  readonly aggregate: 'consultation' | 'matter';
  readonly id: string;
}

/** The event that calls for a notice, by its place in the log: all that ever stands in a queue. */
export type NoticeRef = CaseNoticeRef | DutyNoticeRef;

/** Keeps what is to be sent until it was. May deliver twice. */
export interface NoticeQueue {
  send(refs: readonly NoticeRef[]): Promise<void>;
}

/** The stream of notices that belongs to what the notice is about. */
export const noticeStreamOf = (ref: NoticeRef): string =>
  'caseNo' in ref ? ref.caseNo : `${ref.aggregate}.${ref.id}`;

/** Name of the notice, the same however often it is tried. */
export const noticeIdOf = (ref: NoticeRef): string => `${noticeStreamOf(ref)}.${ref.version}.${ref.event}`;

/** A citizen or company by telephone, or a unit of the hall (with the member of staff, where one has the case in hand). */
export type NoticeRecipient =
  | { readonly kind: 'applicant'; readonly name: string; readonly phone: string }
  | { readonly kind: 'unit'; readonly unit: string; readonly person?: string };

/** A notice as it is handed to whoever delivers it. */
export interface NoticeMessage {
  /** Idempotency key: a message with an id that the provider has had is the same message. */
  readonly id: string;
  readonly tenant: TenantCode;
  /** Absent beside the cases. */
  readonly caseNo?: CaseNo;
  readonly kind: NoticeKind;
  readonly to: NoticeRecipient;
  readonly text: string;
}

/** Who carries notices to people: an SMS gateway, a city's message centre. */
export interface NoticeProvider {
  /** @throws NoticeProviderError when the message was not taken; it may be handed over again. */
  send(message: NoticeMessage): Promise<void>;
}

/** The provider did not take a message. Its text names no person. */
export class NoticeProviderError extends Error {
  override readonly name = 'NoticeProviderError';
}
