import { isDay } from '../../../../shared/kernel/instant.ts';
import type { Schemas } from '../../api/types.ts';

export type YearLines =
  { readonly ok: true; readonly body: Schemas['YearBody'] } | { readonly ok: false; readonly line: string };

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The holiday notice as somebody types it off, a day a line: `2027-01-01 元旦`. Every day must be of the year. */
export const readYear = (year: string, holidays: string, workdays: string): YearLines => {
  const free: Schemas['YearBody']['holidays'] = [];
  for (const line of linesOf(holidays)) {
    const [day = '', ...name] = line.split(/[\s　]+/);
    if (!isDay(day) || !day.startsWith(year) || name.length === 0) return { ok: false, line };
    free.push({ day, name: name.join('') });
  }
  const worked = linesOf(workdays);
  const bad = worked.find((line) => !isDay(line) || !line.startsWith(year));
  if (bad !== undefined) return { ok: false, line: bad };
  return { ok: true, body: { holidays: free, workdays: worked } };
};
