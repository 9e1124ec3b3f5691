import {
  addCounts,
  evaluationRates,
  NO_EVALUATIONS,
  type EvaluationCounts,
} from '../../shared/codes/evaluation-figures.ts';
import type { EvaluationFigures, EvaluationReport } from '../../shared/contracts/evaluations.ts';
import { countedOf, tallyOf, type Counted } from '../../shared/domain/evaluation/figures.ts';
import type { Day } from '../../shared/kernel/instant.ts';
import type { TenantViews } from '../../shared/ports/views.ts';
import { daysBetween, endedCases, servedDays, type EvaluationRow } from '../runtime/served-rows.ts';
import { wantedEvaluations } from './listing.ts';

/** What was said under each name, and how many services could have been rated. */
class Sums {
  readonly #said = new Map<string, EvaluationCounts>();
  readonly #ended = new Map<string, number>();

  say(name: string | undefined, counted: Counted | undefined): void {
    if (name === undefined || counted === undefined) return;
    this.#said.set(name, addCounts(this.#said.get(name) ?? NO_EVALUATIONS, tallyOf([counted])));
  }

  end(name: string, acts: number): void {
    this.#ended.set(name, (this.#ended.get(name) ?? 0) + acts);
  }

  figuresOf(name: string): EvaluationFigures {
    const counts = this.#said.get(name) ?? NO_EVALUATIONS;
    const endedActs = this.#ended.get(name) ?? 0;
    return { endedActs, ...counts, ...evaluationRates(counts, endedActs) };
  }

  named(): EvaluationReport['windows'] {
    const names = new Set([...this.#said.keys(), ...this.#ended.keys()]);
    return [...names].sort().map((name) => ({ name, ...this.figuresOf(name) }));
  }
}

const HALL = '';
type Report = Readonly<Record<'hall' | 'windows' | 'departments' | 'people', Sums>>;

/** Each of the people rated counts by what was said of that person alone (E31). */
const say = ({ hall, windows, departments, people }: Report, { state }: EvaluationRow): void => {
  const counted = countedOf(state);
  const { window, unit } = state.given[0]?.about ?? {};
  hall.say(HALL, counted);
  windows.say(window, counted);
  departments.say(unit, counted);
  const rated = new Set(state.given.flatMap(({ ratings }) => ratings.map(({ who }) => who)));
  for (const who of rated) {
    people.say(
      who,
      countedOf(state, (rating) => rating.who === who),
    );
  }
};

/** Services of a day that could have been rated: numbers served at windows, cases that were over. */
const endDay = async (
  views: TenantViews,
  { hall, windows, departments, people }: Report,
  day: Day,
): Promise<void> => {
  const [cases, numbers] = await Promise.all([endedCases(views, day), servedDays(views, day)]);
  for (const served of numbers) {
    for (const [window, acts] of Object.entries(served.windows)) windows.end(window, acts);
    for (const [who, acts] of Object.entries(served.people)) {
      people.end(who, acts);
      hall.end(HALL, acts);
    }
  }
  for (const { department, served } of cases.filter((each) => each.served.length > 0)) {
    hall.end(HALL, 1);
    departments.end(department, 1);
    for (const who of served) people.end(who, 1);
  }
};

/** The figures of at most a month of days, of the hall and of each window, department and person. */
export const evaluationReport = async (views: TenantViews, from: Day, to: Day): Promise<EvaluationReport> => {
  const report = { hall: new Sums(), windows: new Sums(), departments: new Sums(), people: new Sums() };
  await Promise.all(daysBetween(from, to).map((day) => endDay(views, report, day)));
  for await (const rows of wantedEvaluations(views, { from, to })) rows.forEach((row) => say(report, row));
  return {
    from,
    to,
    hall: report.hall.figuresOf(HALL),
    windows: report.windows.named(),
    departments: report.departments.named(),
    people: report.people.named(),
  };
};
