/** 证件类型, three digits (GA/T 2000.156, used by GB/T 39046-2020). */
const PERSON_ID_TYPES: ReadonlyMap<string, string> = new Map([
  ['111', '居民身份证'],
  ['112', '临时居民身份证'],
  ['113', '户口簿'],
  ['114', '军官证'],
  ['115', '武警警官证'],
  ['117', '出生医学证明'],
  ['118', '士兵证'],
  ['154', '居住证'],
  ['335', '机动车驾驶证'],
  ['411', '外交护照'],
  ['412', '公务护照'],
  ['413', '公务普通护照'],
  ['414', '普通护照'],
  ['415', '旅行证'],
  ['511', '台湾居民来往大陆通行证'],
  ['516', '港澳居民来往内地通行证'],
  ['553', '外国人永久居留身份证'],
  ['554', '外国人居留许可'],
  ['990', '其他'],
]);

/** 统一社会信用代码, the paper of an organisation. */
export const ORGANISATION_ID_TYPE = '001';
const ORGANISATION_ID_NAME = '统一社会信用代码';

/** Papers whose number is the citizen's own (GB 11643). */
const CITIZEN_NUMBER_TYPES: ReadonlySet<string> = new Set(['111', '112', '113', '154']);

export const PERSON_ID_CODES: readonly string[] = [...PERSON_ID_TYPES.keys()];

export const idTypeName = (code: string): string | undefined =>
  code === ORGANISATION_ID_TYPE ? ORGANISATION_ID_NAME : PERSON_ID_TYPES.get(code);

export const isIdType = (code: string): boolean => idTypeName(code) !== undefined;

export const carriesCitizenNumber = (code: string): boolean => CITIZEN_NUMBER_TYPES.has(code);

/** 广东's two-digit list, as far as it is known: 身份证 is 10. */
const GUANGDONG: ReadonlyMap<string, string> = new Map([['10', '111']]);

/** Code of the national list for one of 广东's. */
export const idTypeOfGuangdong = (code: string): string | undefined => GUANGDONG.get(code);

export const guangdongIdType = (code: string): string | undefined =>
  [...GUANGDONG].find(([, national]) => national === code)?.[0];
