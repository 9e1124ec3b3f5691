import type { MaterialRule } from '../../../shared/domain/matter/matter.ts';
import type { Day, Instant } from '../../../shared/kernel/instant.ts';

/** The printed documents (文书) of a case, DOMAIN_RULES 5.2, by the slug that the address of a document carries. */
export const DOCUMENT_KINDS = [
  'receipt',
  'acceptance',
  'supplement',
  'decline',
  'approval',
  'refusal',
  'extension',
  'procedure',
  'deferral',
  'commitment',
  'entrustment',
  'delivery',
  'completion',
  'withdrawal',
  'forwarding',
  'archive',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Full name as in the identity paper; the number is masked for a person, public for an organisation (9.2). */
export interface DocumentParty {
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  /** Name of the identity paper, 居民身份证 or 统一社会信用代码. */
  readonly idTypeName: string;
  readonly idNo: string;
  /** Masked, `138****1234`. */
  readonly phone?: string;
}

export interface DocumentHall {
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly complaintPhone: string;
  /** The hall's own names of its forms, such as `D28_TITLES`; they win over the general title. */
  readonly titles?: Partial<Record<DocumentKind, string>>;
}

export interface DocumentAgency {
  readonly name: string;
  /** Exact wording of the seal: `西峡县市场监督管理局行政审批专用章` (5.3). */
  readonly seal: string;
}

/** What a document says of the matter; a `MatterVersion` fits as it is. */
export interface DocumentMatter {
  readonly name: string;
  readonly code: string;
  /** 事项类型 in Chinese, 行政许可 for one; it decides the wording. */
  readonly type: string;
  readonly legalBasis: readonly string[];
}

export interface DocumentMaterial {
  readonly name: string;
  /** 原件, 复印件, 电子, 申请表 … */
  readonly form: string;
  /** Number of copies, 1 unless told. */
  readonly copies?: number;
  readonly note?: string;
}

/** Where the applicant may go against a decision: 行政复议机关 and 人民法院 (行政许可法 第38条). */
export interface Remedies {
  readonly reconsideration: string;
  readonly court: string;
}

/** Head and tail of every document (5.1). */
export interface DocumentBase {
  readonly hall: DocumentHall;
  readonly agency: DocumentAgency;
  /** 文书编号, `西政务受字〔2026〕1122000001号`. */
  readonly number: string;
  readonly issuedOn: Day;
  readonly caseNo: string;
  readonly matter: DocumentMatter;
  readonly applicant: DocumentParty;
  readonly agent?: DocumentParty;
  readonly handler: { readonly name: string; readonly phone: string };
  /** Page that shows the progress of the case; printed as a QR code only. */
  readonly trackingUrl: string;
}

export interface ReceiptDocument extends DocumentBase {
  readonly kind: 'receipt';
  readonly receivedAt: Instant;
  readonly materials: readonly DocumentMaterial[];
  /** Day by which the hall answers (第32条). */
  readonly noticeDue: Day;
}

export interface AcceptanceDocument extends DocumentBase {
  readonly kind: 'acceptance';
  readonly receivedAt: Instant;
  readonly acceptedAt: Instant;
  readonly deemed: boolean;
  readonly materials: readonly DocumentMaterial[];
  readonly promisedDays: number;
  readonly promisedDue: Day;
  readonly statutoryDays: number | null;
  readonly statutoryDue: Day;
}

/** 补正告知书: everything that is missing, in one list (C15, 第32条 第四项). */
export interface SupplementDocument extends DocumentBase {
  readonly kind: 'supplement';
  readonly receivedAt: Instant;
  /** `requirement`: the form that the paper must have. */
  readonly items: readonly { readonly name: string; readonly requirement: string; readonly note?: string }[];
  readonly due: Day;
}

export interface DeclineDocument extends DocumentBase {
  readonly kind: 'decline';
  readonly receivedAt: Instant;
  readonly reason: string;
  /** Named when the matter is another agency's (第32条 第二项). */
  readonly competentAgency?: string;
  readonly remedies: Remedies;
}

export interface ApprovalDocument extends DocumentBase {
  readonly kind: 'approval';
  readonly acceptedAt: Instant;
  /** What is permitted, confirmed or paid. */
  readonly content: string;
  readonly conditions?: readonly string[];
  readonly result: { readonly name: string; readonly number?: string; readonly validity: string };
  /** Day by which the result is delivered (第44条). */
  readonly deliveryDue: Day;
  readonly remedies: Remedies;
}

export interface RefusalDocument extends DocumentBase {
  readonly kind: 'refusal';
  readonly acceptedAt: Instant;
  readonly reasons: string;
  readonly remedies: Remedies;
}

export interface ExtensionDocument extends DocumentBase {
  readonly kind: 'extension';
  readonly acceptedAt: Instant;
  /** Working days added. */
  readonly days: number;
  readonly reason: string;
  readonly approver: string;
  readonly previousDue: Day;
  readonly newDue: Day;
}

export interface ProcedureDocument extends DocumentBase {
  readonly kind: 'procedure';
  readonly acceptedAt: Instant;
  /** 听证, 检验, 专家评审 … */
  readonly procedure: string;
  /** Working days that the procedure needs. */
  readonly days: number;
  readonly startedOn: Day;
  readonly due: Day;
  readonly stopsClock: boolean;
  /** Due day of the case with the procedure taken into account. */
  readonly decisionDue: Day;
  readonly note?: string;
}

export interface DeferralDocument extends DocumentBase {
  readonly kind: 'deferral';
  readonly acceptedAt: Instant;
  readonly deferred: readonly { readonly name: string; readonly form: string; readonly by: Day }[];
  readonly promisedDays: number;
  readonly promisedDue: Day;
}

export interface CommitmentDocument extends DocumentBase {
  readonly kind: 'commitment';
  /** Conditions that the agency tells and the applicant promises to meet. */
  readonly conditions: readonly string[];
  /** Further promises of this matter. */
  readonly promises?: readonly string[];
  /** How and when the agency checks, 作出决定后两个月内实地核查. */
  readonly checkPlan: string;
}

export interface EntrustmentDocument extends DocumentBase {
  readonly kind: 'entrustment';
  readonly agent: DocumentParty;
  readonly scope: readonly string[];
  readonly from: Day;
  readonly until: Day;
}

type TwoServers = readonly [string, string];

/** Ways to deliver; 留置 needs a witness and two deliverers. */
export type DeliveryWay =
  | { readonly method: 'counter'; readonly servers: readonly string[] }
  | { readonly method: 'locker'; readonly servers: readonly string[]; readonly locker?: string }
  | { readonly method: 'post'; readonly servers: readonly string[]; readonly tracking: string }
  | { readonly method: 'electronic'; readonly servers: readonly string[]; readonly channel: string }
  | {
      readonly method: 'left';
      readonly servers: TwoServers;
      readonly refusal: string;
      readonly witness: string;
    };

export interface DeliveryDocument extends DocumentBase {
  readonly kind: 'delivery';
  readonly documents: readonly { readonly name: string; readonly number: string; readonly copies?: number }[];
  readonly place: string;
  readonly way: DeliveryWay;
  /** Who took it; a blank line to sign on when not known yet. */
  readonly receiver?: { readonly name: string; readonly relation: string };
  /** File of what the receiver drew; whoever shows the paper puts the picture in its place. */
  readonly signature?: string;
  readonly deliveredAt?: Instant;
}

export interface CompletionDocument extends DocumentBase {
  readonly kind: 'completion';
  readonly outcome: 'approved' | 'refused';
  readonly closedAt: Instant;
  readonly result?: { readonly name: string; readonly number: string; readonly validUntil?: Day };
  readonly pickUp:
    | {
        readonly way: 'counter' | 'locker';
        readonly place: string;
        readonly code: string;
        readonly until?: Day;
      }
    | { readonly way: 'post'; readonly tracking: string }
    | { readonly way: 'electronic'; readonly channel: string };
  readonly evaluationUrl: string;
}

export interface WithdrawalDocument extends DocumentBase {
  readonly kind: 'withdrawal';
  readonly receivedAt: Instant;
  readonly withdrawnAt: Instant;
  /** True: not asked for, the day for the missing materials went by. */
  readonly lapsed: boolean;
  readonly reason?: string;
  readonly returned: readonly DocumentMaterial[];
}

export interface ForwardingDocument extends DocumentBase {
  readonly kind: 'forwarding';
  readonly acceptedAt: Instant;
  readonly upperAgency: string;
  /** 初步审查意见 (第35条). */
  readonly opinion: string;
  readonly materials: readonly DocumentMaterial[];
  readonly statutoryDue: Day;
}

/** 卷: `main` is open to reading, `side` (副卷) keeps what is secret, private or not public (C54). */
export interface ArchiveVolume {
  readonly part: 'main' | 'side';
  readonly entries: readonly {
    readonly title: string;
    readonly number?: string;
    readonly date: Day;
    readonly pages: number;
    readonly note?: string;
  }[];
}

type GuideMaterial = Pick<MaterialRule, 'name' | 'required'>;

/** 案卷目录 (C50–C54). */
export interface ArchiveDocument extends DocumentBase {
  readonly kind: 'archive';
  readonly outcome: string;
  readonly receivedOn: Day;
  readonly closedOn: Day;
  /** 保管期限, 10年 or 永久. */
  readonly retention: string;
  readonly volumes: readonly ArchiveVolume[];
  /** Version of the guide that the case was handled by, and its list of materials. */
  readonly guide: { readonly version: number; readonly materials: readonly GuideMaterial[] };
  /** Names of the materials that are in the file, or an account of why one is not needed. */
  readonly filed: readonly { readonly name: string; readonly note?: string }[];
  /** Who acted, and by which certificate (C52). */
  readonly actors: readonly Readonly<Record<'step' | 'name' | 'post' | 'certificate', string>>[];
  /** The entrustment letter or proof (C53); needed as soon as there is an agent. */
  readonly entrustment?: string;
  readonly archivist: string;
}

export type DocumentData =
  | ReceiptDocument
  | AcceptanceDocument
  | SupplementDocument
  | DeclineDocument
  | ApprovalDocument
  | RefusalDocument
  | ExtensionDocument
  | ProcedureDocument
  | DeferralDocument
  | CommitmentDocument
  | EntrustmentDocument
  | DeliveryDocument
  | CompletionDocument
  | WithdrawalDocument
  | ForwardingDocument
  | ArchiveDocument;
