import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { citedIn, Clauses, isProven, proofsOf, type TestReport } from './clause-report.ts';

const known = Clauses.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../data/clauses.json'), 'utf8')),
);

const report = (...tests: readonly (readonly [string, string])[]): TestReport => ({
  testResults: [
    {
      assertionResults: tests.map(([title, status]) => ({ ancestorTitles: ['B28: states'], title, status })),
    },
  ],
});

const provenBy = (...reports: readonly TestReport[]) =>
  proofsOf(known, reports)
    .filter(isProven)
    .map(({ id }) => id);

describe('the clauses of the five source documents', () => {
  it('are 256, numbered without holes', () => {
    const counts = { A: 30, B: 37, C: 70, D: 58, E: 61 };
    const ids = Object.entries(counts).flatMap(([file, count]) =>
      Array.from({ length: count }, (_, index) => `${file}${String(index + 1).padStart(2, '0')}`),
    );
    expect(Object.keys(known.clauses)).toEqual(ids);
    expect(ids).toHaveLength(256);
  });

  it('have a gist of at most 25 characters each', () => {
    for (const gist of Object.values(known.clauses)) expect(gist).toMatch(/^.{2,25}$/u);
  });

  it('are proven by the tests that cite them before the colon', () => {
    expect(citedIn('A07, C60: every unit has a letter')).toEqual(['A07', 'C60']);
    expect(citedIn('第42条, C28：承诺')).toEqual(['C28']);
    expect(citedIn('window A01 is open')).toEqual([]);
    expect(citedIn('T3: window A01')).toEqual([]);
  });

  it('count only when the test passed, also by the title above it', () => {
    const skipped = report(['C15: once', 'skipped']);
    expect(provenBy(skipped)).toEqual([]);
    expect(provenBy(report(['C15: once', 'passed']), skipped)).toEqual(['B28', 'C15']);
  });

  it('do not count when one of their tests failed', () => {
    expect(provenBy(report(['C15: once', 'passed'], ['C15: twice', 'failed']))).toEqual([]);
  });
});
