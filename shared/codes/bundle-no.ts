import type { BundleNo } from '../kernel/ids.ts';
import { formatCaseNo, parseCaseNo, type CaseNoParts } from './case-no.ts';

/** 联办件编号: `L` and what a case number has. The letter tells the two apart wherever one number is typed in. */
const LETTER = 'L';

/** `411323`, 2026-11-22, 1 → `L41132320261122000001`. @throws CaseSerialError as `formatCaseNo`. */
export const formatBundleNo = (parts: CaseNoParts): BundleNo => `${LETTER}${formatCaseNo(parts)}` as BundleNo;

/** The parts of a bundle's number, or nothing for any other text. */
export const parseBundleNo = (text: string): CaseNoParts | undefined =>
  text.startsWith(LETTER) ? parseCaseNo(text.slice(LETTER.length)) : undefined;
