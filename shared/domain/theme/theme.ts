import type { MatterCode, TenantCode } from '../../kernel/ids.ts';

/** A matter of a theme. Without a code it is outside the hall (a bank, a court): named and explained, never opened here. */
export interface ThemeMatter {
  readonly name: string;
  readonly code?: MatterCode;
  /** Another hall that handles it; it must have delegated the receiving to this one (C32, C68). */
  readonly hall?: TenantCode;
}

/** Papers that the matters name differently and that are one paper all the same, by the lead's word. */
export interface SamePaper {
  readonly name: string;
  readonly as: readonly string[];
}

/** 一件事 (C24): what belongs together, in which order, under whose lead. Matters are named by their names. */
export interface ThemeContent {
  readonly code: string;
  readonly name: string;
  /** 牵头部门. */
  readonly lead: string;
  readonly matters: readonly ThemeMatter[];
  /** `[before, after]`: the second is opened when the first is granted. */
  readonly order: readonly (readonly [before: string, after: string])[];
  /** Working days for all of it; null while the lead has promised nothing shorter than its matters. */
  readonly promisedDays: number | null;
  /** What the lead's own guide lists; the list that is asked for is computed from the matters. */
  readonly materialsMerged: readonly string[];
  readonly samePapers: readonly SamePaper[];
  /** 国家或地方清单、批次. */
  readonly list: string;
  readonly batch?: string;
  /** Whether somebody has compared the entry with the list's original. */
  readonly listVerified: boolean;
  readonly sources: readonly string[];
}

export interface Theme extends ThemeContent {
  readonly version: number;
}
