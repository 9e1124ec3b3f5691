import type { AssistanceKind, AssistanceOutcome } from '../../contracts/assistance.ts';
import type { CaseNo, MatterCode, Subject } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { WrittenText } from '../text.ts';

/**
 * What a hall does on request besides its counters (C13, D21, E36): 帮办代办, 延时服务 on a working day outside the opening
 * hours, 节假日服务 on any other day, 上门服务. All of it is free of charge.
 */
export interface AssistanceAsked {
  readonly kind: AssistanceKind;
  /** When it is wanted. */
  readonly wanted: Instant;
  readonly matter?: MatterCode;
  /** Why it is wanted, and by whom. */
  readonly reason: WrittenText;
  readonly name: WrittenText;
  readonly phone: WrittenText;
  /** Where to come to. */
  readonly place?: WrittenText;
}

/** What came of it. */
export interface AssistanceRendered {
  readonly outcome: AssistanceOutcome;
  readonly cases?: readonly CaseNo[];
  readonly note?: WrittenText;
}

export type AssistanceEvent =
  | { readonly type: 'AssistanceAsked'; readonly data: AssistanceAsked }
  /** Somebody of the hall will be there, then. */
  | { readonly type: 'AssistanceArranged'; readonly data: { readonly clerk: Subject; readonly at: Instant } }
  | { readonly type: 'AssistanceDeclined'; readonly data: { readonly reason: WrittenText } }
  | { readonly type: 'AssistanceWithdrawn'; readonly data: Readonly<Record<string, never>> }
  | { readonly type: 'AssistanceRendered'; readonly data: AssistanceRendered };
