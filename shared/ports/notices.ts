import type { NoticeKind } from '../domain/notice/kinds.ts';
import type { CaseNo, TenantCode } from '../kernel/ids.ts';

/** The event that calls for a notice, by its place in the log: all that ever stands in a queue. */
export interface NoticeRef {
  readonly tenant: TenantCode;
  readonly caseNo: CaseNo;
  /** Version of the commit in the case's stream. */
  readonly version: number;
  /** Place of the event in the commit, from 0. */
  readonly event: number;
}

/** Keeps what is to be sent until it was. May deliver twice. */
export interface NoticeQueue {
  send(refs: readonly NoticeRef[]): Promise<void>;
}

/** Name of the notice, the same however often it is tried. */
export const noticeIdOf = ({ caseNo, version, event }: NoticeRef): string => `${caseNo}.${version}.${event}`;

/** A citizen or company by telephone, or a unit of the hall (with the member of staff, where one has the case in hand). */
export type NoticeRecipient =
  | { readonly kind: 'applicant'; readonly name: string; readonly phone: string }
  | { readonly kind: 'unit'; readonly unit: string; readonly person?: string };

/** A notice as it is handed to whoever delivers it. */
export interface NoticeMessage {
  /** Idempotency key: a message with an id that the provider has had is the same message. */
  readonly id: string;
  readonly tenant: TenantCode;
  readonly caseNo: CaseNo;
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
