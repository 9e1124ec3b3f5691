import type { Grade } from '../../shared/codes/satisfaction.ts';
import { countedOf } from '../../shared/domain/evaluation/figures.ts';
import { dayOf, type Day } from '../../shared/kernel/instant.ts';
import type { Page, TenantViews } from '../../shared/ports/views.ts';
import { listOf } from '../runtime/lists.ts';
import { RefusedError } from '../runtime/problems.ts';
import { monthsBetween } from '../runtime/months.ts';
import { evaluationsIn, evaluationsOf, type EvaluationRow } from '../runtime/served-rows.ts';
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

const monthsOf = ({ from, to }: Wanted): readonly string[] =>
  monthsBetween(from.slice(0, 7), to.slice(0, 7)).toReversed();

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

/** A page of the evaluations of some months, the latest first. A page may be short, or empty with more after it. */
export const evaluationsPage = async (
  views: TenantViews,
  wanted: Wanted,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<EvaluationRow>> => {
  const start = startOf(cursor);
  let { inner } = start;
  let reads = 0;
  const months = monthsOf(wanted).filter((month) => start.month === undefined || month <= start.month);
  for (const [index, month] of months.entries()) {
    do {
      const page = await listOf<EvaluationRow>(views, {
        list: 'list1',
        partition: evaluationsIn(month),
        limit,
        descending: true,
        ...(inner === '' ? {} : { cursor: inner }),
      });
      const items = page.items.filter((row) => isWanted(row, wanted));
      const later = months[index + 1];
      const next = page.next === undefined ? later && cursorOf(later) : cursorOf(month, page.next);
      reads += 1;
      if (items.length > 0 || reads >= MAX_READS) return { items, ...(next === undefined ? {} : { next }) };
      inner = page.next ?? '';
    } while (inner !== '');
  }
  return { items: [] };
};

/** Bad ratings that something still has to be done about, what is due first in front. */
export const openFollowUps = (
  views: TenantViews,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<EvaluationRow>> =>
  listOf<EvaluationRow>(views, {
    list: 'list2',
    partition: OPEN_FOLLOW_UPS,
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  });

/** All evaluations that are asked for, the oldest first. */
export const allEvaluations = async (
  views: TenantViews,
  wanted: Wanted,
): Promise<readonly EvaluationRow[]> => {
  const months = monthsOf(wanted).toReversed();
  const rows = await Promise.all(months.map((month) => evaluationsOf(views, month)));
  return rows.flat().filter((row) => isWanted(row, wanted));
};
