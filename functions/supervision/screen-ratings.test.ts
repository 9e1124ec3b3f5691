import { expect, it } from 'vitest';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import type { Day, Instant } from '../../shared/kernel/instant.ts';
import type { TenantViews } from '../../shared/ports/views.ts';
import { inMemoryViews } from '../../test/support/in-memory-views.ts';
import { evaluationsIn, type EvaluationRow } from '../runtime/served-rows.ts';
import { ratedBefore, ratedOn } from './screen-ratings.ts';

const DAY = '2026-11-19' as Day;

const rated = (id: string, at: string, grade: 1 | 5): EvaluationRow => {
  const ratings = [{ side: 'front', who: 'clerk.1' as Subject, grade, tags: [] }] as const;
  const given = { number: 1, channel: 'hall-tablet', tagVersion: '510', ratings, anonymous: false } as const;
  return {
    id,
    version: 0,
    state: { given: [{ ...given, at: at as Instant, by: 'citizen.1' as Subject }] },
  };
};

/** 2,500 good ratings on earlier days of the month, one on its first evening, a good and a bad one on the day itself. */
const month = async () => {
  const views = inMemoryViews().for('411323' as TenantCode);
  const earlier = Array.from({ length: 2_500 }, (_, number) =>
    rated(`case:e${number}`, `2026-11-1${number % 8}T02:00:00.000Z`, 5),
  );
  const rows = [
    ...earlier,
    rated('case:last', '2026-11-18T15:59:59.999Z', 5),
    rated('case:first', '2026-11-18T16:00:00.000Z', 5),
    rated('case:bad', '2026-11-19T03:00:00.000Z', 1),
  ];
  for (const data of rows) {
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

it('the day is counted from midnight of the hall on, without reading the month', async () => {
  const { views, reads } = await month();
  expect(await ratedOn(views, DAY)).toMatchObject({ all: 2, valid: 2, bad: 1 });
  expect(reads.count).toBe(1);
});

it('the month before the day is counted to its last moment', async () => {
  const { views, reads } = await month();
  expect(await ratedBefore(views, DAY)).toMatchObject({ all: 2_501, bad: 0 });
  expect(reads.count).toBe(3);
});
