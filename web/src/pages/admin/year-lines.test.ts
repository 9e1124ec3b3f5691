import { describe, expect, it } from 'vitest';
import { readYear } from './year-lines.ts';

describe('the holiday notice of a year, typed off', () => {
  it('reads a day a line, with its name', () => {
    expect(readYear('2027', '2027-01-01 元旦\n\n 2027-01-02　元旦 \n', '2027-02-06\n')).toEqual({
      ok: true,
      body: {
        holidays: [
          { day: '2027-01-01', name: '元旦' },
          { day: '2027-01-02', name: '元旦' },
        ],
        workdays: ['2027-02-06'],
      },
    });
  });

  it.each([
    ['2027-01-01', ''],
    ['2027-02-30 春节', ''],
    ['2026-01-01 元旦', ''],
    ['', '2027-2-6'],
    ['', '2026-02-06'],
  ])('tells the line that it does not understand: %s %s', (holidays, workdays) => {
    expect(readYear('2027', holidays, workdays)).toEqual({ ok: false, line: holidays || workdays });
  });
});
