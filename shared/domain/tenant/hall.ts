import type { Facility, WindowType, ZoneArea } from '../../codes/window-types.ts';
import type { MatterCode, Subject, TenantCode } from '../../kernel/ids.ts';
import type { Day } from '../../kernel/instant.ts';
import { DEFAULT_QUEUE_RULES, type QueueRules } from '../queue/rules.ts';
import type { TideRules } from '../queue/tide-rules.ts';
import { DEFAULT_CARDS, type CardRule } from '../supervision/card-rules.ts';

/** GB/T 39046 A.2 行使层级: county, township, village. */
export const HALL_LEVELS = [4, 5, 6] as const;
export type HallLevel = (typeof HALL_LEVELS)[number];

/** What a hall says about itself on its notices. */
export interface HallProfile {
  readonly name: string;
  /** Name of the place, `西峡县`. */
  readonly place: string;
  readonly level: HallLevel;
  readonly parent?: TenantCode;
  readonly phone?: string;
  /** Organ of administrative reconsideration and court that a refusal names (行政许可法 第38条). */
  readonly reconsideration?: string;
  readonly court?: string;
  /** A16: floor space in square metres, and floors. */
  readonly area?: number;
  readonly floors?: number;
}

export const DEPARTMENT_CLASSES = ['政府部门', '垂直管理部门', '企业', '便民服务'] as const;
/** A10: a unit with few cases keeps no window; the general window receives and hands over. */
export const DEPARTMENT_MODES = ['人员进驻', '综合窗口接件'] as const;

/** A unit in the hall (A09–A12). `name` is the one of the catalogue, `fullName` the one on seals. */
export interface Department {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly fullName: string;
  readonly class: (typeof DEPARTMENT_CLASSES)[number];
  readonly mode: (typeof DEPARTMENT_MODES)[number];
  readonly subUnits: readonly string[];
  readonly zone?: string;
  readonly uscc?: string;
  readonly phone?: string;
  readonly head?: string;
}

export interface ZoneWindow {
  readonly id: string;
  readonly services: readonly string[];
  /** D22. */
  readonly type?: WindowType;
}

/** A zone of the hall with its windows (A16, A18–A21, E18). */
export interface Zone {
  readonly code: string;
  readonly name: string;
  readonly floor?: number;
  readonly place?: string;
  /** 综合服务区, 分领域专区 or 特色服务区. */
  readonly class?: string;
  readonly domain?: string;
  /** First letter of its ticket numbers. */
  readonly prefix: string;
  readonly services: readonly { readonly code: string; readonly name: string }[];
  readonly windows: readonly ZoneWindow[];
  readonly area?: ZoneArea;
  /** E19: whose matters are handled in it, by the names of the catalogue; a unit may be in several zones. */
  readonly units?: readonly string[];
  /** B16, C47, E20, E21. */
  readonly facilities?: readonly Facility[];
}

/** 行政审批专用章 of a department (A08, D19, D35). */
export interface Seal {
  readonly id: string;
  readonly department: string;
  readonly wording: string;
  readonly keeper: Subject;
}

/** 通办: this hall lets another one receive cases for it. Days are included; without matters it holds for all. */
export interface Delegation {
  readonly id: string;
  readonly to: TenantCode;
  readonly matters?: readonly MatterCode[];
  readonly from: Day;
  readonly until?: Day;
}

/** One setting per hall (DOMAIN_RULES 10.6). Days are working days. */
export interface HallSettings extends QueueRules, TideRules {
  /** C10, E34: a changed matter is in the hall within so many days of publication. */
  readonly changeOrderDays: number;
  /** C16: a complex question is answered in full. */
  readonly consultationDays: number;
  /** What an applicant gets to supplement, unless the notice says otherwise. */
  readonly supplementDays: number;
  /** A03, C57, D13, E26: months of service before a change. */
  readonly termMonths: number;
  /** E46: 365 service is booked so long before a holiday. */
  readonly holidayBookingDays: number;
  /** An appointment is made at least so many days ahead, */
  readonly bookingFromDays: number;
  /** and at most so many working days. */
  readonly bookingUpToDays: number;
  readonly bookingSlotMinutes: number;
  /** People who can book one slot of a service, for each window that serves it. */
  readonly bookingsPerWindow: number;
  /** Hours before its slot until which an appointment is cancelled. */
  readonly bookingCancelHours: number;
  /** 爽约: who let so many slots pass within `noShowDays` days cannot book until fewer are left. */
  readonly noShowLimit: number;
  readonly noShowDays: number;
  /** E17: minutes within which called staff stand at the window. */
  readonly summonsMinutes: number;
  /** E41: cases a month from which a unit has to station staff. */
  readonly residentThreshold: number;
  /** D49: share of windows and chief representatives that may be commended in a quarter. */
  readonly awardSharePercent: number;
  /** 差评: contacted and verified within so many days of the rating, */
  readonly badRatingVerifyDays: number;
  /** put right, answered and called back within so many, */
  readonly badRatingSimpleDays: number;
  /** or within so many where it takes longer. */
  readonly badRatingComplexDays: number;
  /** B23, C65: the levels of electronic supervision that the hall uses, in order. */
  readonly cards: readonly CardRule[];
}

export const DEFAULT_SETTINGS: HallSettings = {
  ...DEFAULT_QUEUE_RULES,
  changeOrderDays: 3,
  consultationDays: 2,
  supplementDays: 15,
  termMonths: 24,
  holidayBookingDays: 3,
  bookingFromDays: 1,
  bookingUpToDays: 5,
  bookingSlotMinutes: 30,
  bookingsPerWindow: 2,
  bookingCancelHours: 2,
  noShowLimit: 2,
  noShowDays: 14,
  summonsMinutes: 20,
  residentThreshold: 10,
  awardSharePercent: 10,
  tidePeople: 10,
  tideMinutes: 15,
  tideCalmMinutes: 5,
  badRatingVerifyDays: 1,
  badRatingSimpleDays: 5,
  badRatingComplexDays: 15,
  cards: DEFAULT_CARDS,
};
