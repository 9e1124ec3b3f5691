import { describe, expect, it } from 'vitest';
import { instantAt, type Day, type Instant } from '../kernel/instant.ts';
import { createCalendar } from './calendar.ts';
import { explainLimit } from './explain.ts';
import { PLAIN, SEASONAL } from './random-limits.test-support.ts';

const calendar = createCalendar(PLAIN);
const at = (day: string, time = '10:00'): Instant => instantAt(day as Day, time);

describe('the explanation of a limit', () => {
  it('tells of each day from the start to the due day whether it counts and why', () => {
    const limit = {
      start: at('2026-09-29'),
      days: 3,
      pauses: [{ from: at('2026-10-08'), to: at('2026-10-09'), reason: '专家评审' }],
    };
    expect(explainLimit(calendar, limit).map(({ day, counts, why }) => [day, counts, why])).toEqual([
      ['2026-09-29', false, '起算当日，不计入'],
      ['2026-09-30', true, '工作日，第1日'],
      ...[1, 2, 3, 4, 5, 6, 7].map((day) => [`2026-10-0${day}`, false, '国庆节']),
      ['2026-10-08', false, '暂停计时：专家评审'],
      ['2026-10-09', true, '工作日，第2日'],
      ['2026-10-10', true, '调休上班，第3日，届满'],
    ]);
  });

  it('goes on for an overdue case, whose further days do not count', () => {
    const limit = { start: at('2026-11-19'), days: 1, pauses: [] };
    const days = explainLimit(calendar, limit, { until: at('2026-11-24') });
    expect(days.map(({ counts, why }) => [counts, why])).toEqual([
      [false, '起算当日，不计入'],
      [true, '工作日，第1日，届满'],
      [false, '周末'],
      [false, '周末'],
      [false, '工作日，超期第1日'],
      [false, '工作日，超期第2日'],
    ]);
  });

  it('takes an open pause to last until its assumed end', () => {
    const limit = { start: at('2026-11-16'), days: 2, pauses: [{ from: at('2026-11-17'), reason: '听证' }] };
    const days = explainLimit(calendar, limit, { assumedEnd: at('2026-11-19') });
    expect(days.map(({ why }) => why)).toEqual([
      '起算当日，不计入',
      '暂停计时：听证',
      '暂停计时：听证',
      '工作日，第1日',
      '工作日，第2日，届满',
    ]);
  });

  it('names closed days, and days of a year whose notice is not out', () => {
    const seasonal = createCalendar(SEASONAL);
    const snow = explainLimit(seasonal, { start: at('2026-01-21'), days: 1, pauses: [] });
    expect(snow[1]).toEqual({ day: '2026-01-22', counts: false, kind: 'off', why: '闭馆：大雪' });
    const nextYear = explainLimit(seasonal, { start: at('2026-12-31'), days: 1, pauses: [] });
    expect(nextYear.map(({ why }) => why)).toEqual([
      '起算当日，不计入',
      '元旦（暂定）',
      '周末（暂定）',
      '周末（暂定）',
      '工作日（暂定），第1日，届满',
    ]);
  });

  it('is one day long for a limit of 0 days', () => {
    expect(explainLimit(calendar, { start: at('2026-11-16'), days: 0, pauses: [] })).toEqual([
      { day: '2026-11-16', counts: false, kind: 'start', why: '当日办结，起算当日届满' },
    ]);
  });
});
