import { isDay, type Day } from '../kernel/instant.ts';
import { provinceOf } from './region.ts';

/** 公民身份号码 (GB 11643-1999): region, birth date, sequence, check character. */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';
const SHAPE = /^\d{17}[\dX]$/;

export type Sex = 'male' | 'female';

export interface IdNumberParts {
  /** Division where the number was given out; codes that were abolished since stay valid. */
  readonly region: string;
  readonly birthDate: Day;
  readonly sex: Sex;
}

/** Check character of the first 17 digits, or none when they are not digits. */
export const idCheckChar = (body: string): string | undefined => {
  if (!/^\d{17}$/.test(body)) return undefined;
  return CHECKS[WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(body[index]), 0) % 11];
};

/**
 * What a number says, or nothing when it is wrong: shape, check character, province, an existing birth date not after
 * `today`. Only the province of the region is checked: old numbers keep the codes of counties that are gone.
 */
export const parseIdNumber = (text: string, today: Day): IdNumberParts | undefined => {
  if (!SHAPE.test(text) || text[17] !== idCheckChar(text.slice(0, 17))) return undefined;
  const region = text.slice(0, 6);
  const birthDate = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  if (provinceOf(region) === undefined || !isDay(birthDate) || birthDate > today) return undefined;
  return { region, birthDate, sex: Number(text[16]) % 2 === 1 ? 'male' : 'female' };
};

export const isIdNumber = (text: string, today: Day): boolean => parseIdNumber(text, today) !== undefined;
