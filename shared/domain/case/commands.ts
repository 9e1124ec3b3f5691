import type { Actor } from '../../kernel/actor.ts';
import type { Subject } from '../../kernel/ids.ts';
import type { Day, Instant } from '../../kernel/instant.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import type { CalendarChange } from '../tenant/calendar-changes.ts';
import type { CardLevel, CardRule } from '../supervision/card-rules.ts';
import type { WrittenText } from '../text.ts';
import type { CaseReceived, KeptFile, SubmittedMaterial } from './events.ts';

/** What every command brings: who, when, and the working calendar of the hall that handles the case. */
export interface CommandContext {
  readonly now: Instant;
  readonly actor: Actor;
  readonly calendar: WorkingCalendar;
  /** The hall's levels of supervision; without them the command raises and cures no cards. */
  readonly cards?: readonly CardRule[];
  /** Set for a case of a unit without staff in the hall (事进人不进): minutes within which its handler has to come. */
  readonly summonsMinutes?: number;
}

/** A recorded authorisation of the actor that is in force now (posting aggregate), or none. */
export interface AuthorisationFact {
  readonly id: string;
  readonly kind: 'section-head' | 'chief-representative' | 'general-window';
  readonly department: string;
  /** Codes it is limited to; absent: all matters of the department. */
  readonly matters?: readonly string[];
}

type Command<Type extends string, Data = unknown> = CommandContext & {
  readonly type: Type;
} & Data;

export type CaseCommand =
  | Command<'receive', Omit<CaseReceived, 'noticeDue'> & { readonly atCounter: boolean }>
  | Command<'accept'>
  /** The hall's own clockwork: five working days without notice (行政许可法 第32条 第四项). */
  | Command<'deem-accepted'>
  | Command<
      'request-supplement',
      {
        readonly items: readonly { readonly name: string; readonly note?: WrittenText }[];
        readonly dueInDays?: number;
      }
    >
  | Command<'supplement', { readonly materials: readonly SubmittedMaterial[] }>
  | Command<'decline', { readonly reason: WrittenText; readonly competentAgency?: string }>
  | Command<'withdraw', { readonly reason?: WrittenText }>
  /** The hall's own clockwork: the applicant let a supplement or 容缺 deadline pass (安阳市政务服务条例 第24、36条). */
  | Command<'lapse'>
  /** The hall's own clockwork: the calendar has changed, and with it the days on which limits end. */
  | Command<'move-dues', { readonly changes: readonly CalendarChange[]; readonly anew?: boolean }>
  /** The hall's own clockwork: a limit comes near or has passed (电子监察, B23). */
  | Command<'raise-cards'>
  /** 督办: the supervisor asks for the case to be taken up. */
  | Command<'urge', { readonly note?: WrittenText }>
  /** B23: the supervisor orders the next stage of the chain. */
  | Command<'order-card', { readonly level: CardLevel }>
  | Command<'acknowledge-card', { readonly level: CardLevel }>
  | Command<'reply-card', { readonly level: CardLevel; readonly reply: WrittenText }>
  | Command<'claim'>
  /** 指派: whoever leads the office gives the case to a colleague; `colleague` as the directory of staff has him today. */
  | Command<
      'assign',
      { readonly to: Subject; readonly colleague?: Actor; readonly authorisation?: AuthorisationFact }
    >
  /** 到场签到: the handler who was called stands in the hall (E17). */
  | Command<'check-in'>
  /** The hall's own clockwork: nobody came in time. */
  | Command<'miss-summons'>
  | Command<'review', { readonly result: 'pass' | 'return'; readonly opinion: WrittenText }>
  | Command<'verify', { readonly result: 'pass' | 'return'; readonly opinion: WrittenText }>
  | Command<'start-procedure', { readonly kind: string; readonly days: number; readonly note?: WrittenText }>
  | Command<'finish-procedure', { readonly result: WrittenText }>
  | Command<
      'extend',
      { readonly days: number; readonly reason: WrittenText; readonly authorisation?: AuthorisationFact }
    >
  | Command<'forward', { readonly opinion: WrittenText }>
  | Command<
      'decide',
      {
        readonly outcome: 'approved' | 'refused';
        readonly opinion: WrittenText;
        readonly reasons?: WrittenText;
        readonly authorisation?: AuthorisationFact;
        /** Seal of the department that decides. */
        readonly seal: string;
      }
    >
  | Command<'produce', { readonly number?: string; readonly validUntil?: Day }>
  | Command<
      'deliver',
      {
        readonly method: 'counter' | 'locker' | 'post';
        readonly signedBy?: WrittenText;
        readonly signature?: KeptFile;
        readonly tracking?: string;
      }
    >;

export type CaseAct = Exclude<CaseCommand['type'], 'receive'>;
