import type { BundleNo, CaseNo, MatterCode, Subject, TenantCode, VaultRef } from '../../kernel/ids.ts';
import type { Day, Instant } from '../../kernel/instant.ts';
import type { CaseReceived, Channel, Dues, MaskedParty, SubmittedMaterial } from '../case/events.ts';
import type { WrittenText } from '../text.ts';

/** Where a paper of a case comes from: the one form, the applicant's one set, or an earlier case of the bundle. */
export interface PlannedPaper {
  /** Name in the matter's own list. */
  readonly as: string;
  /** Name in the one set of papers. */
  readonly paper: string;
  readonly required: boolean;
  readonly from: 'form' | 'applicant' | 'issued';
  /** The case of the bundle that issues it, by the name of its matter. */
  readonly by?: string;
  /** 可容缺 (E33): working days within which the matter lets it come later; absent: it must be there at the acceptance. */
  readonly deferDays?: number;
}

/** A case to be opened, known by the name of its matter in the theme. */
export interface PlannedCase {
  readonly name: string;
  readonly matter: {
    readonly code: MatterCode;
    readonly version: number;
    readonly department: string;
  };
  /** Cases that must be granted before. */
  readonly after: readonly string[];
  /** Another hall that handles it, under its delegation. */
  readonly hall?: TenantCode;
  readonly papers: readonly PlannedPaper[];
}

export interface BundleOpened {
  readonly bundleNo: BundleNo;
  readonly theme: {
    readonly code: string;
    readonly name: string;
    readonly version: number;
    /** 牵头部门. */
    readonly lead: string;
  };
  readonly cases: readonly PlannedCase[];
  /** Matters of the theme that are not done here. */
  readonly outside: readonly string[];
  readonly applicant: MaskedParty;
  readonly agent?: NonNullable<CaseReceived['agent']>;
  /** Vault item with applicant, agent and form; the cases of this hall share it. */
  readonly person: VaultRef;
  readonly materials: readonly SubmittedMaterial[];
  readonly channel: Exclude<Channel, 'bundle'>;
  /** 首问责任人 (D30): who answers for the bundle until its end. */
  readonly firstContact?: { readonly sub: Subject; readonly name: string };
  readonly promisedDays: number;
  readonly statutoryDays: number;
}

export const CASE_OUTCOMES = ['approved', 'refused', 'declined', 'withdrawn'] as const;
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];

export type BundleOutcome = 'approved' | 'partly' | 'refused' | 'withdrawn';

export interface IssuedResult {
  readonly name: string;
  readonly number: string;
  readonly validUntil?: Day;
}

type NoData = Readonly<Record<string, never>>;

export type BundleEvent =
  | { readonly type: 'BundleOpened'; readonly data: BundleOpened }
  /** 受理: every required paper is there, the joint clock runs. */
  | { readonly type: 'BundleAccepted'; readonly data: Dues & { readonly acceptedAt: Instant } }
  | { readonly type: 'MaterialsAdded'; readonly data: { readonly materials: readonly SubmittedMaterial[] } }
  /** The case has its number: from here on it will be opened, once. */
  | { readonly type: 'CaseNumbered'; readonly data: { readonly name: string; readonly caseNo: CaseNo } }
  | { readonly type: 'CaseOpened'; readonly data: { readonly name: string } }
  | {
      readonly type: 'OpeningFailed';
      readonly data: { readonly name: string; readonly code: string; readonly message: string };
    }
  | { readonly type: 'OpeningRetried'; readonly data: { readonly name: string } }
  /** An opening that cannot succeed is given up. */
  | { readonly type: 'CaseDropped'; readonly data: { readonly name: string } }
  | {
      readonly type: 'CaseEnded';
      readonly data: { readonly name: string; readonly outcome: CaseOutcome; readonly result?: IssuedResult };
    }
  /** What waited for a case that was not granted is never opened. */
  | { readonly type: 'CasesBlocked'; readonly data: { readonly names: readonly string[] } }
  | { readonly type: 'BundleWithdrawn'; readonly data: { readonly reason?: WrittenText } }
  /** After a refusal the applicant says whether the rest is to go on. */
  | { readonly type: 'RemainderDecided'; readonly data: { readonly decision: 'continue' | 'withdraw' } }
  | {
      readonly type: 'LimitExtended';
      readonly data: Dues & {
        readonly days: number;
        readonly reason: WrittenText;
        readonly authorisation: string;
      };
    }
  /** 工作日历调整 (行政许可法 第82条). */
  | { readonly type: 'JointDuesMoved'; readonly data: Dues & { readonly reason: string } }
  | {
      readonly type: 'ReviewCalled';
      readonly data: { readonly topic: WrittenText; readonly departments: readonly string[] };
    }
  | {
      readonly type: 'ReviewSigned';
      readonly data: {
        readonly department: string;
        readonly agrees: boolean;
        readonly opinion: WrittenText;
        readonly authorisation: string;
      };
    }
  | { readonly type: 'ReviewConcluded'; readonly data: NoData }
  /** 统一出件: handed over together; each case notes its own delivery. */
  | {
      readonly type: 'BundleDelivered';
      readonly data: {
        readonly method: 'counter' | 'locker' | 'post';
        readonly signedBy?: WrittenText;
        readonly tracking?: string;
      };
    }
  /** The state machine waits for the end of the case under this token. */
  | { readonly type: 'CaseAwaited'; readonly data: { readonly name: string; readonly token: string } }
  | { readonly type: 'BundleConcluded'; readonly data: { readonly outcome: BundleOutcome } };
