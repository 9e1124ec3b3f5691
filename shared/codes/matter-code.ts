import { isDay, type Day } from '../kernel/instant.ts';
import type { MatterCode } from '../kernel/ids.ts';
import { EXERCISE_LEVELS } from './gbt39046.ts';
import { isRegionCode, provinceOf } from './region.ts';
import { isUscc } from './uscc.ts';

/** 基本编码, 12 digits: area (00 nation, else province) 2, type 2, main item 5, sub-item 3 (000 none). */
export interface BasicCode {
  readonly area: string;
  readonly type: string;
  readonly main: string;
  readonly sub: string;
}

/** 实施编码, 31: USCC of the acting agency 18, 行使层级 1, 基本编码 12. */
export interface ImplementationCode {
  readonly uscc: string;
  readonly level: string;
  readonly basic: BasicCode;
}

/** 业务办理项编码, 33: 实施编码 and a serial of 2 digits. */
export interface BusinessItemCode {
  readonly implementation: ImplementationCode;
  readonly serial: number;
}

/** National 办件编号, 43: 实施编码, day, serial of 4 digits. */
export interface NationalCaseNo {
  readonly implementation: ImplementationCode;
  readonly day: Day;
  readonly serial: number;
}

const BASIC = /^(\d{2})(\d{2})(\d{5})(\d{3})$/;
const NATION = '00';
const IMPLEMENTATION_LENGTH = 31;

export const formatBasicCode = ({ area, type, main, sub }: BasicCode): string =>
  `${area}${type}${main}${sub}`;

export const formatImplementationCode = ({ uscc, level, basic }: ImplementationCode): string =>
  `${uscc}${level}${formatBasicCode(basic)}`;

export const formatBusinessItemCode = ({ implementation, serial }: BusinessItemCode): string =>
  `${formatImplementationCode(implementation)}${String(serial).padStart(2, '0')}`;

export const formatNationalCaseNo = ({ implementation, day, serial }: NationalCaseNo): string =>
  `${formatImplementationCode(implementation)}${day.replaceAll('-', '')}${String(serial).padStart(4, '0')}`;

export const parseBasicCode = (text: string): BasicCode | undefined => {
  const [, area = '', type = '', main = '', sub = ''] = BASIC.exec(text) ?? [];
  const isKnownArea = area === NATION || provinceOf(area) !== undefined;
  return isKnownArea && type !== '00' ? { area, type, main, sub } : undefined;
};

export const parseImplementationCode = (text: string): ImplementationCode | undefined => {
  if (text.length !== IMPLEMENTATION_LENGTH) return undefined;
  const uscc = text.slice(0, 18);
  const level = text.charAt(18);
  const basic = parseBasicCode(text.slice(19));
  return basic && isUscc(uscc) && EXERCISE_LEVELS.isCode(level) ? { uscc, level, basic } : undefined;
};

export const parseBusinessItemCode = (text: string): BusinessItemCode | undefined => {
  const implementation = parseImplementationCode(text.slice(0, IMPLEMENTATION_LENGTH));
  const serial = text.slice(IMPLEMENTATION_LENGTH);
  return implementation && /^\d{2}$/.test(serial) ? { implementation, serial: Number(serial) } : undefined;
};

export const parseNationalCaseNo = (text: string): NationalCaseNo | undefined => {
  const implementation = parseImplementationCode(text.slice(0, IMPLEMENTATION_LENGTH));
  const [, year = '', month = '', date = '', serial = ''] =
    /^(\d{4})(\d{2})(\d{2})(\d{4})$/.exec(text.slice(IMPLEMENTATION_LENGTH)) ?? [];
  const day = `${year}-${month}-${date}`;
  return implementation && isDay(day) ? { implementation, day, serial: Number(serial) } : undefined;
};

/** 四川: local code 12, region 12, three digits, USCC, one digit, two digits, joined by hyphens. */
const SICHUAN = /^[0-9A-Z]{12}-(\d{12})-\d{3}-([0-9A-Z]{18})-\d-\d{2}$/;

const isSichuanCode = (text: string): boolean => {
  const [, region = '', uscc = ''] = SICHUAN.exec(text) ?? [];
  return isRegionCode(region) && isUscc(uscc);
};

const VALIDATORS = {
  basic: (text: string) => parseBasicCode(text) !== undefined,
  implementation: (text: string) => parseImplementationCode(text) !== undefined,
  'business-item': (text: string) => parseBusinessItemCode(text) !== undefined,
  sichuan: isSichuanCode,
  /** Any other province's: visible characters without blanks, at most 64. */
  free: (text: string) => /^[^\s\p{C}]{1,64}$/u.test(text),
} as const;

export type MatterCodeScheme = keyof typeof VALIDATORS;

const STRICT: readonly MatterCodeScheme[] = ['basic', 'implementation', 'business-item', 'sichuan'];

/** Whether a code keeps the rules of one scheme. */
export const isMatterCodeOf = (scheme: MatterCodeScheme, text: string): boolean => VALIDATORS[scheme](text);

/** The strictest scheme a code fits, or none when it is no code at all. */
export const matterCodeScheme = (text: string): MatterCodeScheme | undefined =>
  [...STRICT, 'free' as const].find((scheme) => VALIDATORS[scheme](text));

/** Whether a text can be the code of a matter in some scheme. */
export const isMatterCode = (text: string): text is MatterCode => VALIDATORS.free(text);
