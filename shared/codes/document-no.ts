import type { CaseNo } from '../kernel/ids.ts';
import { parseCaseNo } from './case-no.ts';
import { regionShortName } from './region.ts';

/** Word of a document's kind in its number. */
export const DOCUMENT_WORDS = {
  receipt: '收',
  acceptance: '受',
  supplement: '补',
  decline: '不受',
  approval: '准',
  refusal: '不准',
  extension: '延',
  procedure: '特',
  deferral: '容',
  commitment: '诺',
  entrustment: '委',
  delivery: '达',
  completion: '结',
  withdrawal: '撤',
  forwarding: '报',
  archive: '档',
  bundle: '联',
} as const;
export type NumberedDocument = keyof typeof DOCUMENT_WORDS;

/**
 * Number of a document of a case: 地区简称 + 政务 + kind, year, month and day and serial of the case:
 * `西政务受字〔2026〕1122000001号`. It needs no counter, and one kind of one case has one number. At most 30 characters
 * for a county or township with a name (GB/T 39046-2020: an..30).
 * Nothing for what is no case number.
 */
export const documentNo = (kind: NumberedDocument, caseNo: CaseNo): string | undefined => {
  const parts = parseCaseNo(caseNo);
  if (!parts) return undefined;
  const [year = '', month = '', date = ''] = parts.day.split('-');
  const serial = caseNo.slice(-6);
  return `${regionShortName(parts.tenant)}政务${DOCUMENT_WORDS[kind]}字〔${year}〕${month}${date}${serial}号`;
};
