import { expect, it } from 'vitest';
import type { Grade } from '../../shared/codes/satisfaction.ts';
import type { CaseNo, Subject, TenantCode } from '../../shared/kernel/ids.ts';
import type { Day, Instant } from '../../shared/kernel/instant.ts';
import type { TenantViews } from '../../shared/ports/views.ts';
import { inMemoryViews } from '../../test/support/in-memory-views.ts';
import { evaluationsIn, type EvaluationRow } from '../runtime/served-rows.ts';
import { evaluationReport } from './report.ts';

const RATED = 2_500;
const DAYS = 30;

const rated = (number: number, grade: Grade): EvaluationRow => {
  const day = String((number % DAYS) + 1).padStart(2, '0');
  const ratings = [{ side: 'front', who: `clerk.${number % 5}` as Subject, grade, tags: [] }] as const;
  const given = { number: 1, channel: 'hall-tablet', tagVersion: '510', ratings, anonymous: false } as const;
  const about = { window: `A0${number % 5}`, unit: '县民政局', caseNo: `${number}` as CaseNo };
  const at = `2026-11-${day}T02:00:00.000Z` as Instant;
  return {
    id: `case:${number}`,
    version: 0,
    state: { given: [{ ...given, about, at, by: 'citizen.1' as Subject }] },
  };
};

/** A month in which every hundredth rating is bad, and how often its lists are read. */
const ratedMonth = async () => {
  const views = inMemoryViews().for('411323' as TenantCode);
  for (let number = 0; number < RATED; number += 1) {
    const data = rated(number, number % 100 === 0 ? 1 : 5);
    const list1 = { partition: evaluationsIn('2026-11'), sort: `${data.state.given[0]?.at}#${data.id}` };
    await views.put(
      { view: 'evaluation', key: data.id, version: 0, data: { ...data }, lists: { list1 } },
      undefined,
    );
  }
  const reads = { count: 0 };
  const counted: TenantViews = {
    get: (view, key) => views.get(view, key),
    put: (row, version) => views.put(row, version),
    list: (query) => {
      reads.count += 1;
      return views.list(query);
    },
  };
  return { views: counted, reads };
};

it('a month of thousands is counted with two reads a day and one for each thousand', async () => {
  const { views, reads } = await ratedMonth();
  const report = await evaluationReport(views, '2026-11-01' as Day, '2026-11-30' as Day);
  expect(reads.count).toBe(2 * DAYS + 3);
  expect(report.hall).toMatchObject({ all: RATED, valid: RATED, bad: 25, satisfaction: 0.99 });
  expect(report.departments).toMatchObject([{ name: '县民政局', all: RATED, bad: 25 }]);
  expect(report.windows.map(({ name, all, bad }) => [name, all, bad])).toEqual([
    ['A00', 500, 25],
    ...['A01', 'A02', 'A03', 'A04'].map((name) => [name, 500, 0]),
  ]);
  expect(report.people.map(({ name }) => name)).toEqual([0, 1, 2, 3, 4].map((who) => `clerk.${who}`));
});
