import { expect, it } from 'vitest';
import type { Grade } from '../../shared/codes/satisfaction.ts';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import type { Day, Instant } from '../../shared/kernel/instant.ts';
import type { TenantViews } from '../../shared/ports/views.ts';
import { inMemoryViews } from '../../test/support/in-memory-views.ts';
import { evaluationsIn, type EvaluationRow } from '../runtime/served-rows.ts';
import { evaluationsPage, type Wanted } from './listing.ts';

const MONTH = '2026-11';
const WANTED: Wanted = { from: `${MONTH}-01` as Day, to: `${MONTH}-30` as Day, grade: 1 };

const rated = (number: number, grade: Grade): EvaluationRow => {
  const at = `${MONTH}-19T02:${String(number).padStart(2, '0')}:00.000Z` as Instant;
  const ratings = [{ side: 'front', who: 'clerk.1' as Subject, grade, tags: [] }] as const;
  const given = { number: 1, channel: 'hall-tablet', tagVersion: '110', ratings, anonymous: false } as const;
  return {
    id: `case:${number}`,
    version: 0,
    state: { given: [{ ...given, at, by: 'citizen.1' as Subject }] },
  };
};

/** A month of sixty evaluations of which the first one alone is bad, and how often its list is read. */
const monthOfSixty = async () => {
  const views = inMemoryViews().for('411323' as TenantCode);
  for (let number = 0; number < 60; number += 1) {
    const data = rated(number, number === 0 ? 1 : 5);
    const list1 = { partition: evaluationsIn(MONTH), sort: data.id.padStart(8, '0') };
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

it('what is rare is looked for in several answers, each of a bounded number of reads, and found', async () => {
  const { views, reads } = await monthOfSixty();
  const first = await evaluationsPage(views, WANTED, { limit: 1 });
  expect([first.items, reads.count]).toEqual([[], 50]);
  const second = await evaluationsPage(views, WANTED, { limit: 1, cursor: first.next });
  expect(second.items.map(({ id }) => id)).toEqual(['case:0']);
  expect(second.next).toBeUndefined();
});
