import { parseBundleNo } from '../../../../shared/codes/bundle-no.ts';

/** The counter's page of a number that was typed in or given out: of a case, or of linked cases. */
export const pathOfCase = (no: string): string =>
  `/counter/${parseBundleNo(no) ? 'bundles' : 'cases'}/${encodeURIComponent(no)}`;
