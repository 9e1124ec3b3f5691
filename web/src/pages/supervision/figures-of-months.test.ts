import { expect, it } from 'vitest';
import { NO_EVALUATIONS } from '../../../../shared/codes/evaluation-figures.ts';
import type { Day } from '../../../../shared/kernel/instant.ts';
import { figuresOfMonths, monthSpans, type Span } from './figures-of-months.ts';

const span = (from: string, to: string): Span => ({ from: from as Day, to: to as Day });

it('days are asked for month by month, over the end of a year', () => {
  expect(monthSpans('2026-11-19' as Day, '2027-01-02' as Day)).toEqual([
    span('2026-11-19', '2026-11-30'),
    span('2026-12-01', '2026-12-31'),
    span('2027-01-01', '2027-01-02'),
  ]);
  expect(monthSpans('2026-11-19' as Day, '2026-11-18' as Day)).toEqual([]);
});

const figures = (endedActs: number, all: number, bad: number) => ({
  ...NO_EVALUATIONS,
  ...{ endedActs, all, bad, active: all, valid: all },
});

it('shares of several months are made of their sums, not of their shares', async () => {
  const asked: Span[] = [];
  const answers = [figures(10, 1, 1), figures(90, 9, 0)];
  const { data } = await figuresOfMonths(span('2026-10-01', '2026-11-30'), (month) => {
    const hall = answers[asked.length] ?? figures(0, 0, 0);
    const windows = [{ name: 'A01', ...hall }];
    asked.push(month);
    return Promise.resolve({
      data: { ...month, hall, windows, departments: [], people: [] },
      response: new Response(null),
    });
  });
  expect(asked).toEqual([span('2026-10-01', '2026-10-31'), span('2026-11-01', '2026-11-30')]);
  const sum = { endedActs: 100, all: 10, bad: 1, activeRate: 0.1, satisfaction: 0.9 };
  expect(data?.hall).toMatchObject(sum);
  expect(data?.windows).toMatchObject([{ name: 'A01', ...sum }]);
  expect(data?.hall).not.toHaveProperty('correctedRate');
});

it('the first refusal stands for the whole', async () => {
  const error = { type: 'not-allowed', title: '', status: 403 };
  const answer = await figuresOfMonths(span('2026-10-01', '2026-11-30'), () =>
    Promise.resolve({ error, response: new Response(null, { status: 403 }) }),
  );
  expect(answer).toMatchObject({ error });
});

it('a date that is still being typed is not asked for', async () => {
  const ask = () => Promise.reject(new Error('asked'));
  const answer = await figuresOfMonths(span('0002-11-01', '2026-11-30'), ask);
  expect(answer).toMatchObject({ error: { type: 'bad-input', title: '一次最长统计一年。' } });
});
