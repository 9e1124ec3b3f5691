import type { OnlinePlatform } from '../../codes/online-platforms.ts';
import type { BundleNo, CaseNo, Subject, TenantCode, VaultRef } from '../../kernel/ids.ts';
import type { Day, Instant } from '../../kernel/instant.ts';
import type { MatterVersion } from '../matter/matter.ts';
import type { WrittenText } from '../text.ts';
import type { CardAnswered } from './card-answers.ts';
import type { CardRaised } from './cards.ts';

/** A party as the log knows it: masked, with the reference to the person in the vault. */
export interface MaskedParty {
  readonly kind: 'person' | 'organisation';
  /** A person's name is masked (`张*`), an organisation's is public. */
  readonly name: string;
  readonly idType: string;
  readonly idNo: string;
  readonly phone: string;
  /** Keyed digest of the identity: finds earlier cases of the same applicant without naming anybody. */
  readonly personKey: string;
}

/** A file that was uploaded, as it was found in the store. */
export interface KeptFile {
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
  readonly type: string;
  /** The hall that keeps it, where that is not the one that handles the case. */
  readonly hall?: TenantCode;
}

export interface SubmittedMaterial {
  /** Name in the matter's list, or of an extra paper that the applicant brought. */
  readonly name: string;
  readonly provided: boolean;
  readonly file?: KeptFile;
  /** 容缺: promised for this day. */
  readonly promise?: { readonly by: Day };
  /** C29: reused from an earlier case of the same applicant. */
  readonly reusedFrom?: CaseNo;
}

export const CHANNELS = ['window', 'online', 'self-service', 'post', 'agent', 'bundle'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Green channel (D38 老弱病残孕军, D39 重大投资、特殊事项): why this case goes first. */
export const PRIORITIES = [
  'old',
  'weak',
  'ill',
  'disabled',
  'pregnant',
  'military',
  'major-investment',
  'special',
] as const;
export type Priority = (typeof PRIORITIES)[number];

/** A special procedure of the matter that is going on or over. */
export interface ProcedureRun {
  readonly kind: string;
  readonly days: number;
  readonly stopsClock: boolean;
  readonly startedAt: Instant;
  readonly startedBy: Subject;
  readonly due: Day;
  readonly note?: WrittenText;
  readonly finishedAt?: Instant;
}

export interface CaseReceived {
  readonly caseNo: CaseNo;
  readonly matter: MatterVersion;
  readonly applicant: MaskedParty;
  readonly agent?: MaskedParty & { readonly entrustment: string };
  /** Vault item with applicant, agent and form. */
  readonly person: VaultRef;
  readonly materials: readonly SubmittedMaterial[];
  readonly channel: Channel;
  /** C22: where it was applied for online, if not on the pages of the hall. */
  readonly platform?: OnlinePlatform;
  readonly ticket?: string;
  readonly priority?: { readonly code: Priority; readonly reason?: WrittenText };
  /** The applicant chose 告知承诺 and signed the letter. */
  readonly commitment?: boolean;
  /** 通办 (C68): another hall received the case for this one, under its delegation. */
  readonly receivedBy?: { readonly tenant: TenantCode; readonly delegation: string };
  /** The linked case (联办件) that this one belongs to, and the hall that leads it. */
  readonly bundle?: { readonly no: BundleNo; readonly tenant: TenantCode };
  /** Day by which the notice is due (行政许可法 第32条: five working days). */
  readonly noticeDue: Day;
}

export interface CaseAccepted {
  /** The moment that counts; for a deemed acceptance the moment of receipt (第32条 第四项). */
  readonly acceptedAt: Instant;
  readonly deemed: boolean;
  readonly promisedDue: Day;
  readonly statutoryDue: Day;
  readonly promisedDays: number;
  readonly statutoryDays: number;
  /** Materials promised for later (容缺), each with its day. */
  readonly deferred: readonly { readonly name: string; readonly by: Day }[];
}

export interface Dues {
  readonly promisedDue: Day;
  readonly statutoryDue: Day;
}

/** Days of a case that its calendar has moved; those that stay where they are are left out. */
export interface MovedDays extends Partial<Dues> {
  readonly noticeDue?: Day;
  readonly supplementDue?: Day;
  readonly procedureDue?: Day;
  readonly deliveryDue?: Day;
}

/** Type, time and actor say it all. */
type NoData = Readonly<Record<string, never>>;

export type CaseEvent =
  | { readonly type: 'CaseReceived'; readonly data: CaseReceived }
  | { readonly type: 'CaseAccepted'; readonly data: CaseAccepted }
  | {
      readonly type: 'SupplementRequested';
      readonly data: {
        readonly items: readonly { readonly name: string; readonly note?: WrittenText }[];
        readonly due: Day;
      };
    }
  | {
      readonly type: 'MaterialsSupplemented';
      readonly data: { readonly materials: readonly SubmittedMaterial[] };
    }
  | {
      readonly type: 'CaseDeclined';
      readonly data: { readonly reason: WrittenText; readonly competentAgency?: string };
    }
  | {
      readonly type: 'CaseWithdrawn';
      readonly data: { readonly reason?: WrittenText; readonly lapsed: boolean };
    }
  | { readonly type: 'CaseClaimed'; readonly data: NoData }
  /** The name is the one on the badge. */
  | {
      readonly type: 'CaseAssigned';
      readonly data: { readonly to: { readonly sub: Subject; readonly name: string } };
    }
  | {
      readonly type: 'CaseReviewed';
      readonly data: { readonly result: 'pass' | 'return'; readonly opinion: WrittenText };
    }
  | {
      readonly type: 'CaseVerified';
      readonly data: { readonly result: 'pass' | 'return'; readonly opinion: WrittenText };
    }
  | {
      readonly type: 'ProcedureStarted';
      readonly data: Dues & {
        readonly kind: string;
        readonly days: number;
        readonly stopsClock: boolean;
        readonly due: Day;
        readonly note?: WrittenText;
      };
    }
  | {
      readonly type: 'ProcedureFinished';
      readonly data: Dues & { readonly kind: string; readonly result: WrittenText };
    }
  | {
      readonly type: 'LimitExtended';
      readonly data: Dues & { readonly days: number; readonly reason: WrittenText };
    }
  /** The working calendar changed while limits ran: `reason` is what the hall announced, for the public. */
  | { readonly type: 'DuesMoved'; readonly data: MovedDays & { readonly reason: string } }
  | {
      readonly type: 'CaseForwarded';
      readonly data: { readonly agency: string; readonly opinion: WrittenText };
    }
  | {
      readonly type: 'CaseDecided';
      readonly data: {
        readonly outcome: 'approved' | 'refused';
        readonly opinion: WrittenText;
        readonly reasons?: WrittenText;
        /** The recorded authorisation the decision rests on (C60, E26). */
        readonly authorisation: string;
        /** 行政审批专用章 used on the document (A08). */
        readonly seal: { readonly id: string; readonly document: string };
        /** Day by which the result is to be delivered (第44条: ten working days). */
        readonly deliveryDue: Day;
      };
    }
  | {
      readonly type: 'ResultProduced';
      readonly data: {
        readonly name: string;
        readonly kind: string;
        readonly number: string;
        readonly validUntil?: Day;
      };
    }
  | {
      readonly type: 'ResultDelivered';
      readonly data: {
        readonly method: 'counter' | 'locker' | 'post';
        readonly signedBy?: WrittenText;
        /** What the receiver drew at the counter. */
        readonly signature?: KeptFile;
        readonly tracking?: string;
      };
    }
  | { readonly type: 'CaseClosed'; readonly data: NoData }
  /** 事进人不进 (E17): whoever handles the case for the unit is to stand in the hall by `due`. */
  | {
      readonly type: 'HandlerSummoned';
      readonly data: { readonly department: string; readonly minutes: number; readonly due: Instant };
    }
  | { readonly type: 'SummonsMissed'; readonly data: NoData }
  | {
      readonly type: 'HandlerCheckedIn';
      readonly data: { readonly minutes: number; readonly late: boolean };
    }
  | { readonly type: 'CardRaised'; readonly data: CardRaised }
  | { readonly type: 'CardCured'; readonly data: { readonly no: number } }
  | CardAnswered
  | { readonly type: 'CaseUrged'; readonly data: { readonly note?: WrittenText } };
