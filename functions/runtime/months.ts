import { dayOf, type Instant } from '../../shared/kernel/instant.ts';

/** Month in Asia/Shanghai, `2026-11`. */
export const monthAt = (instant: Instant): string => dayOf(instant).slice(0, 7);

const MONTHS_A_YEAR = 12;

/** Months from one to another, both included, in order; none when the first comes later. */
export const monthsBetween = (from: string, until: string): readonly string[] => {
  const numberOf = (month: string): number => {
    const [year = 0, number = 1] = month.split('-').map(Number);
    return year * MONTHS_A_YEAR + number - 1;
  };
  const first = numberOf(from);
  return Array.from({ length: Math.max(0, numberOf(until) - first + 1) }, (_, offset) => {
    const number = first + offset;
    const year = Math.floor(number / MONTHS_A_YEAR);
    return `${year}-${String((number % MONTHS_A_YEAR) + 1).padStart(2, '0')}`;
  });
};
