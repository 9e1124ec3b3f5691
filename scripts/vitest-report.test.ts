import { describe, expect, it } from 'vitest';
import { totalsOf, totalsText } from './vitest-report.ts';

const file = (status: string, ...outcomes: readonly string[]) => ({
  status,
  assertionResults: outcomes.map((outcome) => ({ status: outcome })),
});

describe('totals of test reports', () => {
  it('adds up all reports', () => {
    const reports = [
      { testResults: [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')] },
      { testResults: [file('passed', 'passed')] },
    ];
    expect(totalsText(totalsOf(reports))).toBe('4 passed, 1 failed');
  });

  it('counts a file that could not even run as failed', () => {
    expect(totalsText(totalsOf([{ testResults: [file('failed')] }]))).toBe('0 passed, 1 failed');
  });

  it('does not hide what was skipped', () => {
    const reports = [{ testResults: [file('passed', 'passed', 'pending', 'todo', 'skipped')] }];
    expect(totalsText(totalsOf(reports))).toBe('1 passed, 0 failed, 3 skipped');
  });
});
