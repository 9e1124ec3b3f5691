import { readFileSync } from 'node:fs';
import { totalsOf, totalsText, VitestReport } from './vitest-report.ts';

/** Adds up the reports that vitest wrote: `node scripts/test-totals.ts REPORT…` prints `N passed, N failed`. */
const reports = process.argv
  .slice(2)
  .map((file) => VitestReport.parse(JSON.parse(readFileSync(file, 'utf8'))));
const totals = totalsOf(reports);
console.log(totalsText(totals));
process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;
