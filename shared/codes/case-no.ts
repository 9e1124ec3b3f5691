import { isDay, type Day } from '../kernel/instant.ts';
import { isTenantCode, type CaseNo, type TenantCode } from '../kernel/ids.ts';

/** 办件编号 of this product: tenant code (6, 9 or 12 digits), day of receipt, serial of the hall's day. */
export interface CaseNoParts {
  readonly tenant: TenantCode;
  readonly day: Day;
  readonly serial: number;
}

/** More cases in a day than a number has room for, or no serial at all. */
export class CaseSerialError extends RangeError {
  override readonly name = 'CaseSerialError';
}

const DATE_DIGITS = 8;
const SERIAL_DIGITS = 6;
const MAX_SERIAL = 999_999;
const LENGTHS = new Set([20, 23, 26]);

/**
 * `411323`, 2026-11-22, 1 → `41132320261122000001`.
 * @throws CaseSerialError unless `serial` is a whole number from 1 to 999999.
 */
export const formatCaseNo = ({ tenant, day, serial }: CaseNoParts): CaseNo => {
  if (!Number.isInteger(serial) || serial < 1 || serial > MAX_SERIAL) {
    throw new CaseSerialError(`serial ${serial} is not between 1 and ${MAX_SERIAL}`);
  }
  return `${tenant}${day.replaceAll('-', '')}${String(serial).padStart(SERIAL_DIGITS, '0')}` as CaseNo;
};

/** The parts of a number; the tenant's length follows from the total length (20, 23 or 26). */
export const parseCaseNo = (text: string): CaseNoParts | undefined => {
  if (!LENGTHS.has(text.length) || !/^\d+$/.test(text)) return undefined;
  const tenant = text.slice(0, -(DATE_DIGITS + SERIAL_DIGITS));
  const date = text.slice(tenant.length, tenant.length + DATE_DIGITS);
  const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
  const serial = Number(text.slice(-SERIAL_DIGITS));
  return isTenantCode(tenant) && isDay(day) && serial > 0 ? { tenant, day, serial } : undefined;
};

export const isCaseNo = (text: string): text is CaseNo => parseCaseNo(text) !== undefined;
