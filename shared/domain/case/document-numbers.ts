import type { CaseNo } from '../../kernel/ids.ts';

/** Length of the day (YYYYMMDD) and of the day's serial at the end of a case number. */
const DAY_AND_SERIAL = 14;

/** Year and serial of the year's documents, both from the case number: a document needs no series of its own. */
const partsOf = (caseNo: CaseNo): { readonly year: string; readonly serial: string } => {
  const tail = caseNo.slice(-DAY_AND_SERIAL);
  return { year: tail.slice(0, 4), serial: tail.slice(4) };
};

/** Number of the decision that the seal was put on, e.g. `411323政务准字〔2026〕1122000001号`. */
export const decisionNo = (caseNo: CaseNo, outcome: 'approved' | 'refused'): string => {
  const { year, serial } = partsOf(caseNo);
  return `${caseNo.slice(0, -DAY_AND_SERIAL)}政务${outcome === 'approved' ? '准' : '驳'}字〔${year}〕${serial}号`;
};

/** Number of the result unless the department has its own, e.g. `411323证字〔2026〕1122000001号`. */
export const resultNo = (caseNo: CaseNo): string => {
  const { year, serial } = partsOf(caseNo);
  return `${caseNo.slice(0, -DAY_AND_SERIAL)}证字〔${year}〕${serial}号`;
};
