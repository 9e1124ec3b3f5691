import type { Grade } from '../../shared/codes/satisfaction.ts';
import { countedOf } from '../../shared/domain/evaluation/figures.ts';
import { dayOf, type Day } from '../../shared/kernel/instant.ts';
import type { Page, TenantViews } from '../../shared/ports/views.ts';
import { listOf, pagesOf } from '../runtime/lists.ts';
import { RefusedError } from '../runtime/problems.ts';
import { monthsBetween } from '../runtime/months.ts';
import { evaluationsIn, type EvaluationRow } from '../runtime/served-rows.ts';
import { OPEN_FOLLOW_UPS } from './views.ts';

/** Which evaluations are asked for. Days are those of the first rating, both included. */
export interface Wanted {
  readonly from: Day;
  readonly to: Day;
  readonly grade?: Grade | undefined;
  readonly department?: string | undefined;
}

const firstDay = ({ state }: EvaluationRow): Day | undefined => {
  const [first] = state.given;
  return first && dayOf(first.at);
};

const isWanted = (row: EvaluationRow, { from, to, grade, department }: Wanted): boolean => {
  const day = firstDay(row);
  return (
    day !== undefined &&
    from <= day &&
    day <= to &&
    (grade === undefined || countedOf(row.state)?.grade === grade) &&
    (department === undefined || row.state.given[0]?.about?.unit === department)
  );
};

const monthsOf = ({ from, to }: Wanted): readonly string[] => monthsBetween(from.slice(0, 7), to.slice(0, 7));

/** `2026-11.<cursor of that month>`, or the month alone at its beginning. */
const cursorOf = (month: string, inner = ''): string => `${month}.${inner}`;

const CURSOR = /^(\d{4}-\d{2})\.(.*)$/;

const startOf = (cursor: string | undefined): { readonly month?: string; readonly inner: string } => {
  if (cursor === undefined) return { inner: '' };
  const [, month, inner] = CURSOR.exec(cursor) ?? [];
  if (month !== undefined && inner !== undefined) return { month, inner };
  const errors = [{ path: 'cursor', message: '游标无效' }];
  throw new RefusedError({ code: 'bad-input', message: '填写有误', errors });
};

/** So many pages are read for one answer: what is rare is looked for in several requests. */
const MAX_READS = 50;

interface Where {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** The months that are left from the place of the cursor on. */
const monthsFrom = (wanted: Wanted, start: string | undefined, descending: boolean): readonly string[] => {
  const months = descending ? monthsOf(wanted).toReversed() : monthsOf(wanted);
  return start === undefined
    ? months
    : months.filter((month) => (descending ? month <= start : month >= start));
};

/** A page of the evaluations of some months, the latest first or the oldest. It may be short, or empty with more after it. */
export const evaluationsPage = async (
  views: TenantViews,
  wanted: Wanted,
  { limit, cursor, descending = true }: Where & { readonly descending?: boolean },
): Promise<Page<EvaluationRow>> => {
  const start = startOf(cursor);
  let { inner } = start;
  let reads = 0;
  const months = monthsFrom(wanted, start.month, descending);
  for (const [index, month] of months.entries()) {
    do {
      const page = await listOf<EvaluationRow>(views, {
        list: 'list1',
        partition: evaluationsIn(month),
        limit,
        descending,
        ...(inner === '' ? {} : { cursor: inner }),
      });
      const items = page.items.filter((row) => isWanted(row, wanted));
      const after = months[index + 1];
      const next = page.next === undefined ? after && cursorOf(after) : cursorOf(month, page.next);
      reads += 1;
      if (items.length > 0 || reads >= MAX_READS) return { items, ...(next === undefined ? {} : { next }) };
      inner = page.next ?? '';
    } while (inner !== '');
  }
  return { items: [] };
};

/** Bad ratings that something still has to be done about, what is due first in front. */
export const openFollowUps = (views: TenantViews, { limit, cursor }: Where): Promise<Page<EvaluationRow>> =>
  listOf<EvaluationRow>(views, {
    list: 'list2',
    partition: OPEN_FOLLOW_UPS,
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  });

/** All evaluations that are asked for, the oldest first, some at a time. */
export async function* wantedEvaluations(
  views: TenantViews,
  wanted: Wanted,
): AsyncGenerator<readonly EvaluationRow[]> {
  for (const month of monthsOf(wanted)) {
    const query = { list: 'list1', partition: evaluationsIn(month) } as const;
    for await (const rows of pagesOf<EvaluationRow>(views, query))
      yield rows.filter((row) => isWanted(row, wanted));
  }
}
