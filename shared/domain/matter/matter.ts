import type { Day } from '../../kernel/instant.ts';
import type { MatterCode } from '../../kernel/ids.ts';

/** C31 四种审批模式: one, two or three steps, or three steps with special procedures. */
export const STEP_MODELS = ['审核合一', '一审一核', '一审两核', '特别程序'] as const;
export type StepModel = (typeof STEP_MODELS)[number];

export const CASE_TYPES = ['即办件', '承诺件', '上报件', '联办件'] as const;
export type CaseType = (typeof CASE_TYPES)[number];

export const MATTER_STATES = ['在用', '冻结', '合并', '取消'] as const;
export type MatterState = (typeof MATTER_STATES)[number];

export interface MaterialRule {
  readonly name: string;
  readonly required: boolean;
  /** 可容缺: may be handed in after acceptance, before the decision (E33). */
  readonly mayDefer: boolean;
  readonly form: string;
  readonly source: string;
  /** Legal basis; a proof (证明) without one may not be asked for (B13). */
  readonly basis?: string;
  /** Says whether it is a proof (证明) where the name alone would mislead. */
  readonly proof?: boolean;
}

/** 特别程序、特殊环节 (C37): its name, its basis, its limit by law and in the hall. */
export interface SpecialProcedure {
  readonly kind: string;
  readonly basis?: string;
  /** Limit by law; `days` does not go beyond it. */
  readonly statutoryDays?: number;
  /** Working days the procedure needs; told to the applicant in writing (行政许可法 第45条). */
  readonly days: number;
  /** Whether the statutory clock stands still meanwhile; by default only the kinds of Art. 45 do. */
  readonly stopsClock?: boolean;
}

/** The rules of a matter that a case keeps from the version it began with. Days are working days. */
export interface MatterVersion {
  readonly code: MatterCode;
  readonly name: string;
  readonly version: number;
  readonly department: string;
  readonly type: string;
  readonly caseType: CaseType;
  readonly steps: StepModel;
  readonly statutoryDays: number | null;
  readonly promisedDays: number;
  readonly materials: readonly MaterialRule[];
  readonly specialProcedures: readonly SpecialProcedure[];
  readonly fee: { readonly charged: boolean; readonly basis: string; readonly standard: string };
  readonly legalBasis: readonly string[];
  readonly result: { readonly name: string; readonly kind: string; readonly validity: string };
  readonly channels: readonly string[];
  readonly audience: readonly string[];
  readonly highFrequency: boolean;
  /** 告知承诺: on the published list, decided on a promise (河南省优化营商环境条例 第34条). */
  readonly commitment?: boolean;
  /** The applicant must come in person, no agent (行政许可法 第29条). */
  readonly inPerson?: boolean;
  /** Who decides at the upper level, for 上报件 (行政许可法 第43条). */
  readonly upperAgency?: string;
  /** 年检等 may set limits per step, in working days, by step name (受理 审查 核准 决定). */
  readonly stepDays?: Readonly<Record<string, number>>;
  readonly effectiveFrom?: Day;
  /** What the application form asks beyond who applies, by name; 一件事 asks the same name once (C25). */
  readonly formFields?: readonly string[];
}
