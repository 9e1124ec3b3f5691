import { addCounts, NO_EVALUATIONS, type EvaluationCounts } from '../../shared/codes/evaluation-figures.ts';
import { countedOf, tallyOf } from '../../shared/domain/evaluation/figures.ts';
import { dayOf, type Day } from '../../shared/kernel/instant.ts';
import type { TenantViews } from '../../shared/ports/views.ts';
import { pagesOf } from '../runtime/lists.ts';
import { evaluationsIn, type EvaluationRow } from '../runtime/served-rows.ts';

const firstDay = ({ state }: EvaluationRow): Day | undefined => state.given[0] && dayOf(state.given[0].at);

const countsOf = (rows: readonly EvaluationRow[]): EvaluationCounts =>
  tallyOf(rows.flatMap(({ state }) => countedOf(state) ?? []));

/** The evaluations of the month of a day, the latest first: they are listed by their first rating. */
const latestFirst = (views: TenantViews, day: Day) =>
  pagesOf<EvaluationRow>(views, {
    list: 'list1',
    partition: evaluationsIn(day.slice(0, 7)),
    descending: true,
  });

/** What people said of acts that were first rated on the day; earlier ones are not read beyond the page on which they begin. */
export const ratedOn = async (views: TenantViews, day: Day): Promise<EvaluationCounts> => {
  let counts = NO_EVALUATIONS;
  for await (const rows of latestFirst(views, day)) {
    const own = rows.filter((row) => firstDay(row) === day);
    counts = addCounts(counts, countsOf(own));
    if (own.length < rows.length) break;
  }
  return counts;
};

/** What people said in the month of the day before it. */
export const ratedBefore = async (views: TenantViews, day: Day): Promise<EvaluationCounts> => {
  let counts = NO_EVALUATIONS;
  for await (const rows of latestFirst(views, day))
    counts = addCounts(counts, countsOf(rows.filter((row) => (firstDay(row) ?? day) < day)));
  return counts;
};
