import {
  addCounts,
  evaluationRates,
  NO_EVALUATIONS,
  type EvaluationCounts,
} from '../../../../shared/codes/evaluation-figures.ts';
import { dayFromNumber, dayNumberOf, type Day } from '../../../../shared/kernel/instant.ts';
import type { Answered } from '../../api/problem.ts';
import type { Shape } from '../../api/shapes.ts';
import { evaluationTexts } from '../../texts/zh-CN/evaluations.ts';

type Report = Shape<'EvaluationReport'>;
type Figures = Shape<'EvaluationFigures'>;
type Named = Report['windows'];

export interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** The last day of its month, or the day until which is asked when that comes sooner. */
const endOf = (from: Day, to: Day): Day => {
  const [year = 0, month = 1] = from.split('-').map(Number);
  const next = `${month === 12 ? year + 1 : year}-${String((month % 12) + 1).padStart(2, '0')}-01` as Day;
  const last = dayFromNumber(dayNumberOf(next) - 1);
  return last < to ? last : to;
};

/** Some days month by month, the way they are counted. */
export const monthSpans = (from: Day, to: Day): readonly Span[] => {
  const spans: Span[] = [];
  for (let start = from; start <= to;) {
    const end = endOf(start, to);
    spans.push({ from: start, to: end });
    start = dayFromNumber(dayNumberOf(end) + 1);
  }
  return spans;
};

const figuresOf = (counts: EvaluationCounts, endedActs: number): Figures => ({
  endedActs,
  ...counts,
  ...evaluationRates(counts, endedActs),
});

const sumOf = (figures: readonly Figures[]): Figures =>
  figuresOf(
    figures.reduce<EvaluationCounts>(addCounts, NO_EVALUATIONS),
    figures.reduce((sum, { endedActs }) => sum + endedActs, 0),
  );

const sumByName = (rows: Named): Named =>
  [...new Set(rows.map(({ name }) => name))]
    .sort()
    .map((name) => ({ name, ...sumOf(rows.filter((row) => row.name === name)) }));

/** The figures of all those months together: counts are added, shares made of the sums. */
export const sumOfMonths = ({ from, to }: Span, months: readonly Report[]): Report => ({
  from,
  to,
  hall: sumOf(months.map(({ hall }) => hall)),
  windows: sumByName(months.flatMap(({ windows }) => windows)),
  departments: sumByName(months.flatMap(({ departments }) => departments)),
  people: sumByName(months.flatMap(({ people }) => people)),
});

const LONGEST_DAYS = 366;

const tooLong = (): Answered<Report> => ({
  error: { type: 'bad-input', title: evaluationTexts.tooLong, status: 422 },
  response: new Response(null, { status: 422 }),
});

/** Asks month after month, of a year at most; the first refusal instead of a sum. */
export const figuresOfMonths = async (
  days: Span,
  ask: (span: Span) => Promise<Answered<Report>>,
): Promise<Answered<Report>> => {
  if (dayNumberOf(days.to) - dayNumberOf(days.from) >= LONGEST_DAYS) return tooLong();
  const reports: Report[] = [];
  let answer: Answered<Report> | undefined;
  for (const span of monthSpans(days.from, days.to)) {
    answer = await ask(span);
    if (!answer.data) return answer;
    reports.push(answer.data);
  }
  return { data: sumOfMonths(days, reports), response: answer?.response ?? new Response(null) };
};
