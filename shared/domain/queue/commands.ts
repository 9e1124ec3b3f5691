import type { TideDeclineReason } from '../../contracts/tides.ts';
import type { CaseNo, Subject } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { TicketIssued } from './events.ts';
import type { QueueRules } from './rules.ts';
import type { TideRules } from './tide-rules.ts';
import type { QueueZone } from './zone.ts';

/** What every command leans on: the moment, the zone as it is arranged, the hall's rules. */
export interface QueueContext {
  readonly now: Instant;
  readonly zone: QueueZone;
  readonly rules: QueueRules;
}

export const WINDOW_ACTS = [
  'open',
  'pause',
  'close',
  'call-next',
  'recall',
  'skip',
  'transfer',
  'start',
  'finish',
] as const;
export type WindowAct = (typeof WINDOW_ACTS)[number];

type Plain<Type extends WindowAct> = Type extends WindowAct ? { readonly type: Type } : never;

/** An act of the clerk at a window. */
export type WindowCommand = { readonly window: string } & (
  | { readonly type: 'open'; readonly services?: readonly string[] }
  | Plain<'pause' | 'close' | 'call-next' | 'recall' | 'skip' | 'start'>
  | { readonly type: 'transfer'; readonly service?: string; readonly to?: string }
  /** `no`: the number whose cases these are; another one at the window by now is not finished with them. */
  | { readonly type: 'finish'; readonly no?: string; readonly cases?: readonly CaseNo[] }
);

export type QueueCommand = QueueContext &
  (
    | ({ readonly type: 'issue' } & Omit<TicketIssued, 'no' | 'takenAt'>)
    /** A number that the device printed while the line was cut. */
    | ({ readonly type: 'take-in'; readonly device: string; readonly takenAt: Instant } & Omit<
        TicketIssued,
        'takenAt'
      >)
    | { readonly type: 'lease-offline'; readonly device: string }
    /** `by`: only whoever took the number may give it up; absent: staff or a device of the hall. */
    | { readonly type: 'cancel'; readonly no: string; readonly by?: Subject }
    /** The hall looks whether windows are too few or too many. */
    | { readonly type: 'watch-tide'; readonly tide: TideRules }
    /** `services`: those of the proposal that `clerk` is able to serve; absent: all. */
    | {
        readonly type: 'accept-tide';
        readonly id: string;
        readonly clerk?: Subject;
        readonly services?: readonly string[];
      }
    | { readonly type: 'decline-tide'; readonly id: string; readonly reason?: TideDeclineReason }
    /** A case that names the number was received. */
    | { readonly type: 'link-case'; readonly no: string; readonly caseNo: CaseNo }
    | WindowCommand
  );
