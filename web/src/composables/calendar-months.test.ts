import { describe, expect, it } from 'vitest';
import { calendarMonths } from './calendar-months.ts';

const day = (of: string) => ({ day: of, counts: true, kind: 'counted' as const, why: '工作日，第1日' });

describe('calendar of a limit', () => {
  it('lays the days out in months, each week from Monday on', () => {
    const months = calendarMonths([day('2026-11-30'), day('2026-12-01')]);
    expect(months.map(({ key }) => key)).toEqual(['2026-11', '2026-12']);
    const [november, december] = months;
    expect(november?.weeks.at(-1)?.map((cell) => cell?.date)).toEqual([
      30,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(december?.weeks[0]?.[1]).toMatchObject({ day: '2026-12-01', of: { kind: 'counted' } });
  });

  it('leaves out the weeks before the limit begins and after it ends, and says nothing of days beside it', () => {
    const [month] = calendarMonths([day('2027-02-10'), day('2027-02-22')]);
    const cells = month?.weeks.flat() ?? [];
    expect(month?.weeks).toHaveLength(3);
    expect(cells.map((cell) => cell?.date)).toEqual(Array.from({ length: 21 }, (_, index) => 8 + index));
    expect(cells.filter((cell) => cell?.of).map((cell) => cell?.date)).toEqual([10, 22]);
  });

  it('of no days there is no month', () => {
    expect(calendarMonths([])).toEqual([]);
  });
});
