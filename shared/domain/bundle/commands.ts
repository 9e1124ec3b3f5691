import type { Actor } from '../../kernel/actor.ts';
import type { CaseNo } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import type { AuthorisationFact } from '../case/commands.ts';
import type { SubmittedMaterial } from '../case/events.ts';
import type { CalendarChange } from '../tenant/calendar-changes.ts';
import type { WrittenText } from '../text.ts';
import type { BundleOpened, CaseOutcome, IssuedResult } from './events.ts';

/** What a person's command brings along: who, when, and the working calendar of the hall. */
export interface BundleContext {
  readonly now: Instant;
  readonly actor: Actor;
  readonly calendar: WorkingCalendar;
}

type Act<Type extends string, Data = unknown> = BundleContext & { readonly type: Type } & Data;

/** What people do. */
export type BundleAct =
  | Act<'withdraw', { readonly reason?: WrittenText }>
  | Act<'supplement', { readonly materials: readonly SubmittedMaterial[] }>
  | Act<'decide-remainder', { readonly decision: 'continue' | 'withdraw' }>
  | Act<
      'extend',
      { readonly days: number; readonly reason: WrittenText; readonly authorisation?: AuthorisationFact }
    >
  | Act<'call-review', { readonly topic: WrittenText; readonly departments?: readonly string[] }>
  | Act<
      'sign-review',
      { readonly agrees: boolean; readonly opinion: WrittenText; readonly authorisation?: AuthorisationFact }
    >
  | Act<'retry-opening', { readonly name: string }>
  | Act<'drop-case', { readonly name: string }>
  | Act<
      'deliver',
      {
        readonly method: 'counter' | 'locker' | 'post';
        readonly signedBy?: WrittenText;
        readonly tracking?: string;
      }
    >;

/** What the bundle's own clockwork records. */
export type BundleRecord =
  | { readonly type: 'number-case'; readonly name: string; readonly caseNo: CaseNo }
  | { readonly type: 'record-opened'; readonly name: string }
  | {
      readonly type: 'record-failure';
      readonly name: string;
      readonly code: string;
      readonly message: string;
    }
  | {
      readonly type: 'record-end';
      readonly name: string;
      readonly outcome: CaseOutcome;
      readonly result?: IssuedResult;
    }
  | { readonly type: 'await-case'; readonly name: string; readonly token: string }
  /** The calendar has changed, and with it the days on which the joint limits end. */
  | {
      readonly type: 'move-dues';
      readonly calendar: WorkingCalendar;
      readonly changes: readonly CalendarChange[];
    };

export type BundleCommand = Act<'open', { readonly opened: BundleOpened }> | BundleAct | BundleRecord;
