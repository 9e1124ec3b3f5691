import { z } from 'zod';

/** What vitest's JSON reporter says of each test, as far as it is counted. */
export const VitestReport = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});
type VitestReport = z.infer<typeof VitestReport>;

interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const outcomesOf = ({ status, assertionResults }: VitestReport['testResults'][number]): readonly string[] => {
  const outcomes = assertionResults.map((result) => result.status);
  // A file that broke before or after its tests counts as one that failed, or nobody would see it.
  return status === 'failed' && !outcomes.includes('failed') ? [...outcomes, 'failed'] : outcomes;
};

/** Tests of all reports together. Whatever neither passed nor failed was skipped. */
export const totalsOf = (reports: readonly VitestReport[]): Totals => {
  const outcomes = reports.flatMap(({ testResults }) => testResults.flatMap(outcomesOf));
  const passed = outcomes.filter((outcome) => outcome === 'passed').length;
  const failed = outcomes.filter((outcome) => outcome === 'failed').length;
  return { passed, failed, skipped: outcomes.length - passed - failed };
};

export const totalsText = ({ passed, failed, skipped }: Totals): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
