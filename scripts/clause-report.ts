import { z } from 'zod';

/** What vitest writes with `--reporter=json`, as far as it is needed here. */
export const TestReport = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string() }),
      ),
    }),
  ),
});
export type TestReport = z.infer<typeof TestReport>;

export const Clauses = z.object({
  sources: z.record(z.string(), z.string()),
  clauses: z.record(z.string().regex(/^[A-E]\d{2}$/), z.string()),
});
export type Clauses = z.infer<typeof Clauses>;

export interface ClauseProof {
  readonly id: string;
  readonly gist: string;
  readonly passed: number;
  readonly failed: number;
}

/** `A07, C60: every unit …`: what stands before the colon is what the test proves. */
const CITATION = /^([^:：]+)[:：]/;
const ID = /\b[A-E]\d{2}\b/g;

/** Clauses that a title cites. */
export const citedIn = (title: string): readonly string[] => CITATION.exec(title)?.[1]?.match(ID) ?? [];

/** How many tests of the reports prove each clause: passed ones, and failed ones that were to prove it. */
export const proofsOf = ({ clauses }: Clauses, reports: readonly TestReport[]): readonly ClauseProof[] => {
  const tests = reports
    .flatMap(({ testResults }) => testResults)
    .flatMap(({ assertionResults }) => assertionResults)
    .map(({ ancestorTitles, title, status }) => ({
      ids: [...ancestorTitles, title].flatMap(citedIn),
      status,
    }));
  const count = (id: string, status: string) =>
    tests.filter((test) => test.status === status && test.ids.includes(id)).length;
  return Object.entries(clauses).map(([id, gist]) => ({
    id,
    gist,
    passed: count(id, 'passed'),
    failed: count(id, 'failed'),
  }));
};

/** A clause with a failing test is not proven, whatever else passes. */
export const isProven = ({ passed, failed }: ClauseProof): boolean => passed > 0 && failed === 0;
