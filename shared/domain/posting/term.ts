import { DAY_MS, dayFromNumber, type Day } from '../../kernel/instant.ts';
import type { StaffMember } from './staff.ts';

/** Last day of a term of so many calendar months that begins on `from`. */
const termEnd = (from: Day, months: number): Day => {
  const [year = 0, month = 1, date = 1] = from.split('-').map(Number);
  return dayFromNumber(Date.UTC(year, month - 1 + months, date) / DAY_MS - 1);
};

/**
 * A03, E26: whom a unit has stationed stays for the term of the hall; whether the change takes him or her away before,
 * by another unit or by an earlier last day. The hall's own staff have no such term.
 */
export const leavesEarly = (known: StaffMember, next: StaffMember, months: number): boolean => {
  if (known.department === undefined) return false;
  const end = termEnd(known.from, months);
  if (next.department !== known.department) return next.from <= end;
  return next.until !== undefined && next.until !== known.until && next.until < end;
};
