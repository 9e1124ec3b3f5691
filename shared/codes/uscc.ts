/** 统一社会信用代码 (GB 32100-2015) and 组织机构代码 (GB 11714). */

const USCC_CHARS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const USCC_BODY = /^[0-9A-HJ-NPQRTUWXY]{17}$/;

const ORG_CHARS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORG_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const ORG_BODY = /^[0-9A-Z]{8}$/;

const DEPARTMENTS = {
  '1': '机构编制',
  '5': '民政',
  '9': '市场监督管理',
  N: '农业农村',
  Y: '其他',
} as const;

const KINDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '1': { '1': '机关', '2': '事业单位', '3': '群团', '9': '其他' },
  '5': { '1': '社会团体', '2': '民办非企业单位', '3': '基金会', '9': '其他' },
  '9': { '1': '企业', '2': '个体工商户', '3': '农民专业合作社' },
};

const weightedSum = (text: string, chars: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + chars.indexOf(text.charAt(index)) * weight, 0);

/** Check character of a code's first 17 characters, or none when one of them is not allowed. */
export const usccCheckChar = (body: string): string | undefined => {
  if (!USCC_BODY.test(body)) return undefined;
  return USCC_CHARS.charAt((31 - (weightedSum(body, USCC_CHARS, USCC_WEIGHTS) % 31)) % 31);
};

/** Check character of an organisation code's first 8 characters, or none when one of them is not allowed. */
export const organisationCheckChar = (body: string): string | undefined => {
  if (!ORG_BODY.test(body)) return undefined;
  const check = 11 - (weightedSum(body, ORG_CHARS, ORG_WEIGHTS) % 11);
  return check === 10 ? 'X' : String(check % 11);
};

/** Nine characters without a hyphen, check character right. */
export const isOrganisationCode = (text: string): boolean =>
  text.length === 9 && text[8] === organisationCheckChar(text.slice(0, 8));

/** Eighteen upper-case characters, both check characters right, region of six digits. */
export const isUscc = (text: string): boolean =>
  text.length === 18 &&
  text[17] === usccCheckChar(text.slice(0, 17)) &&
  /^\d{6}$/.test(text.slice(2, 8)) &&
  isOrganisationCode(text.slice(8, 17));

export interface UsccParts {
  /** Who registered the body, as far as the standard's letter is known here. */
  readonly registeredBy?: string;
  readonly kind?: string;
  /** Division code of the registering authority, 6 digits. */
  readonly region: string;
  readonly organisationCode: string;
}

/** What a valid code says, or nothing for an invalid one. */
export const parseUscc = (text: string): UsccParts | undefined => {
  if (!isUscc(text)) return undefined;
  const [department = '', kindCode = ''] = text;
  const registeredBy = Object.entries(DEPARTMENTS).find(([code]) => code === department)?.[1];
  const kind = KINDS[department]?.[kindCode];
  return {
    ...(registeredBy === undefined ? {} : { registeredBy }),
    ...(kind === undefined ? {} : { kind }),
    region: text.slice(2, 8),
    organisationCode: text.slice(8, 17),
  };
};
