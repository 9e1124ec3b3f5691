import { FORMER_REGIONS, PROVINCES, REGION_NAMES } from './region-names.ts';

/** 行政区划代码: 6 digits to the county, 9 to the township, 12 to the village (GB/T 2260, GB/T 10114). */
export type RegionLevel = 'province' | 'city' | 'county' | 'township' | 'village';

const SHAPE = /^\d{6}(\d{3}){0,2}$/;

/** `411323000000` → `411323`: padding of a shorter code is taken off. */
export const trimRegion = (code: string): string => {
  if (code.length === 12 && code.endsWith('000')) return trimRegion(code.slice(0, 9));
  return code.length === 9 && code.endsWith('000') ? code.slice(0, 6) : code;
};

/** Name of the province a code belongs to, or none when the first two digits are nobody's. */
export const provinceOf = (code: string): string | undefined => PROVINCES.get(code.slice(0, 2));

/** Whether the code is formed as one and lies in a province; whether the place exists is up to `regionName`. */
export const isRegionCode = (code: string): boolean => SHAPE.test(code) && provinceOf(code) !== undefined;

/** Level of a well-formed code, padding aside; none for anything else. */
export const regionLevel = (code: string): RegionLevel | undefined => {
  if (!isRegionCode(code)) return undefined;
  const trimmed = trimRegion(code);
  if (trimmed.length === 12) return 'village';
  if (trimmed.length === 9) return 'township';
  if (trimmed.endsWith('0000')) return 'province';
  return trimmed.endsWith('00') ? 'city' : 'county';
};

/** The code one level up; none above a province or for what is no code. */
export const parentRegion = (code: string): string | undefined => {
  const trimmed = trimRegion(code);
  switch (regionLevel(code)) {
    case 'village':
      return trimmed.slice(0, 9);
    case 'township':
      return trimmed.slice(0, 6);
    case 'county':
      return `${trimmed.slice(0, 4)}00`;
    case 'city':
      return `${trimmed.slice(0, 2)}0000`;
    case 'province':
    case undefined:
      return undefined;
  }
};

/** The code itself and everything above it, from the province down. */
export const regionChain = (code: string): readonly string[] => {
  const parent = parentRegion(code);
  const own = regionLevel(code) === undefined ? [] : [trimRegion(code)];
  return parent === undefined ? own : [...regionChain(parent), ...own];
};

/** Name of one division as it is or was called, without the places above it. */
export const regionName = (code: string): string | undefined => {
  const trimmed = trimRegion(code);
  return (
    REGION_NAMES.get(trimmed) ??
    FORMER_REGIONS.get(trimmed)?.name ??
    (regionLevel(trimmed) === 'province' ? provinceOf(trimmed) : undefined)
  );
};

/** `411323101` → 河南省南阳市西峡县丹水镇; places without a known name are left out. */
export const regionFullName = (code: string): string =>
  regionChain(code)
    .map((part) => regionName(part) ?? '')
    .join('');

/** The code that stands today for one that was abolished (广德县 341822 → 广德市 341882). */
export const currentRegion = (code: string): string =>
  FORMER_REGIONS.get(trimRegion(code))?.now ?? trimRegion(code);

/** Divisions one level below, of those known here. */
export const childRegions = (code: string): readonly string[] =>
  [...REGION_NAMES.keys()].filter((candidate) => parentRegion(candidate) === trimRegion(code));

export type TownshipKind = '街道' | '镇' | '乡' | '政企合一单位';

/** What digits 7 to 9 say: 001–099, 100–199, 200–399, 400–599. Young streets may carry a number of the last range. */
export const townshipKind = (code: string): TownshipKind | undefined => {
  if (regionLevel(code) !== 'township') return undefined;
  const number = Number(trimRegion(code).slice(6));
  if (number < 100) return '街道';
  if (number < 200) return '镇';
  if (number < 400) return '乡';
  return number < 600 ? '政企合一单位' : undefined;
};

export type VillageKind = '居民委员会' | '村民委员会';

/** What digits 10 to 12 say: 001–199, 200–399. */
export const villageKind = (code: string): VillageKind | undefined => {
  if (regionLevel(code) !== 'village') return undefined;
  const number = Number(trimRegion(code).slice(9));
  if (number < 200) return '居民委员会';
  return number < 400 ? '村民委员会' : undefined;
};

const SUFFIX = /(?:街道|[省市县区镇乡])$/;

/**
 * 地区简称 for document numbers: the first character of the county, then the township's name without its kind
 * (`411323` → 西, `411323101` → 西丹水), then the digits of a village. A place without a name here keeps its digits.
 */
export const regionShortName = (code: string): string => {
  const trimmed = trimRegion(code);
  const county = regionName(trimmed.slice(0, 6))?.charAt(0) ?? trimmed.slice(0, 6);
  if (trimmed.length === 6) return county;
  const township = regionName(trimmed.slice(0, 9))?.replace(SUFFIX, '') ?? trimmed.slice(6, 9);
  return `${county}${township}${trimmed.slice(9)}`;
};
