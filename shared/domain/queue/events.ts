import type { TideDeclineReason } from '../../contracts/tides.ts';
import type { CaseNo, Subject } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Priority } from '../case/events.ts';
import type { WrittenText } from '../text.ts';
import type { Lane } from './numbers.ts';
import type { LoadFigures } from './tide-rules.ts';

/** Why somebody goes first (D38, D39). */
export type GreenReason = { readonly code: Priority } | { readonly text: WrittenText };

export interface TicketIssued {
  readonly no: string;
  readonly service: string;
  readonly lane: Lane;
  /** Further services of the same visit, one after the other. */
  readonly further?: readonly string[];
  /** A booked number waits for its slot. */
  readonly slotAt?: Instant;
  readonly appointment?: string;
  /** The citizen who took it with an account of his or her own. */
  readonly holder?: Subject;
  /** 实名取号: keyed digest of what was shown, of this day alone. */
  readonly person?: string;
  readonly reason?: GreenReason;
  /** Printed while the line was cut, at this moment, by a kiosk from the numbers leased to it. */
  readonly takenAt?: Instant;
}

/** Numbers of the day, both ends included, that one device alone may give while the line is cut. */
export interface OfflineNumbers {
  readonly device: string;
  readonly first: number;
  readonly last: number;
}

interface AtWindow {
  readonly no: string;
  readonly window: string;
}

/** 潮汐窗口: a window to open for these services, to close, or to serve them all from now on. */
export interface TideProposed {
  readonly id: string;
  readonly kind: 'open' | 'widen' | 'close';
  readonly window: string;
  readonly services: readonly string[];
  /** Why: the load as it was measured. */
  readonly before: LoadFigures;
}

export type TideEvent =
  | { readonly type: 'TideProposed'; readonly data: TideProposed }
  | { readonly type: 'TideAccepted'; readonly data: { readonly id: string; readonly clerk?: Subject } }
  | {
      readonly type: 'TideDeclined';
      readonly data: { readonly id: string; readonly reason?: TideDeclineReason };
    }
  /** Nobody decided, and it does not hold any more. */
  | { readonly type: 'TideLapsed'; readonly data: { readonly id: string } }
  | {
      readonly type: 'TideMeasured';
      readonly data: { readonly id: string; readonly figures: LoadFigures };
    };

export type QueueEvent =
  | TideEvent
  | { readonly type: 'TicketIssued'; readonly data: TicketIssued }
  | { readonly type: 'OfflineNumbersLeased'; readonly data: OfflineNumbers }
  | { readonly type: 'TicketCalled'; readonly data: AtWindow }
  | { readonly type: 'TicketRecalled'; readonly data: AtWindow }
  | { readonly type: 'TicketMissed'; readonly data: AtWindow }
  /** Waits again right behind another number, or, without one, at the end of an empty line. */
  | { readonly type: 'TicketReinserted'; readonly data: { readonly no: string; readonly behind?: string } }
  /** To another service or to one window, with its place kept. */
  | {
      readonly type: 'TicketTransferred';
      readonly data: { readonly no: string; readonly service: string; readonly window?: string };
    }
  /** Its window paused or closed: back to its place. */
  | { readonly type: 'TicketReturned'; readonly data: AtWindow }
  | { readonly type: 'TicketCancelled'; readonly data: { readonly no: string } }
  /** A case was handed in under the number. */
  | { readonly type: 'CaseLinked'; readonly data: { readonly no: string; readonly caseNo: CaseNo } }
  | { readonly type: 'ServiceStarted'; readonly data: AtWindow }
  | {
      readonly type: 'ServiceFinished';
      readonly data: AtWindow & { readonly cases?: readonly CaseNo[] };
    }
  | {
      readonly type: 'WindowOpened';
      readonly data: {
        readonly window: string;
        readonly services: readonly string[];
        /** Whoever is to serve there, where another person opened it. */
        readonly clerk?: Subject;
      };
    }
  | { readonly type: 'WindowPaused'; readonly data: { readonly window: string } }
  | { readonly type: 'WindowClosed'; readonly data: { readonly window: string } };
