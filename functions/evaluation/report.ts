import type { EvaluationFigures, EvaluationReport } from '../../shared/contracts/evaluations.ts';
import { countedOf, figuresOf, type Counted } from '../../shared/domain/evaluation/figures.ts';
import type { Day } from '../../shared/kernel/instant.ts';
import type { TenantViews } from '../../shared/ports/views.ts';
import {
  daysBetween,
  endedCases,
  servedDays,
  type CaseDays,
  type EvaluationRow,
  type ServedDay,
} from '../runtime/served-rows.ts';
import { allEvaluations } from './listing.ts';

type Counts = ReadonlyMap<string, number>;

const RATES = [
  'activeRate',
  'validRate',
  'satisfaction',
  'correctedRate',
  'promptRate',
  'answeredRate',
] as const;

const present = (counted: readonly Counted[], endedActs: number): EvaluationFigures => {
  const { all, valid, bad, ...rates } = figuresOf(counted, endedActs);
  const known = RATES.flatMap((rate) => (rates[rate] === undefined ? [] : [[rate, rates[rate]] as const]));
  return { endedActs, all, valid, bad, ...Object.fromEntries(known) };
};

const sums = (pairs: readonly (readonly [string, number])[]): Counts => {
  const counts = new Map<string, number>();
  for (const [key, count] of pairs) counts.set(key, (counts.get(key) ?? 0) + count);
  return counts;
};

const grouped = (
  rated: readonly { readonly name: string; readonly counted: Counted }[],
  ended: Counts,
): EvaluationReport['windows'] => {
  const byName = Map.groupBy(rated, ({ name }) => name);
  return [...new Set([...byName.keys(), ...ended.keys()])].sort().map((name) => ({
    name,
    ...present(
      (byName.get(name) ?? []).map(({ counted }) => counted),
      ended.get(name) ?? 0,
    ),
  }));
};

const underName = (
  rows: readonly EvaluationRow[],
  nameOf: (row: EvaluationRow) => string | undefined,
): { name: string; counted: Counted }[] =>
  rows.flatMap((row) => {
    const [name, counted] = [nameOf(row), countedOf(row.state)];
    return name !== undefined && counted ? [{ name, counted }] : [];
  });

/** Each of the people rated, by what was said of them alone (E31). */
const ofPeople = (rows: readonly EvaluationRow[]): { name: string; counted: Counted }[] =>
  rows.flatMap(({ state }) => {
    const people = new Set(state.given.flatMap(({ ratings }) => ratings.map(({ who }) => who)));
    return [...people].flatMap((who) => {
      const counted = countedOf(state, (rating) => rating.who === who);
      return counted ? [{ name: who, counted }] : [];
    });
  });

const served = (days: readonly ServedDay[], of: 'windows' | 'people') =>
  days.flatMap((day) => Object.entries(day[of]));

const reportOf = (
  rows: readonly EvaluationRow[],
  cases: readonly CaseDays[],
  days: readonly ServedDay[],
): Omit<EvaluationReport, 'from' | 'to'> => {
  const inHall = underName(rows, () => '').map(({ counted }) => counted);
  const numbers = served(days, 'people').reduce((sum, [, count]) => sum + count, 0);
  const rateable = cases.filter((each) => each.served.length > 0);
  const handled = rateable.flatMap((each) => each.served.map((who) => [who, 1] as const));
  return {
    hall: present(inHall, numbers + rateable.length),
    windows: grouped(
      underName(rows, ({ state }) => state.given[0]?.about?.window),
      sums(served(days, 'windows')),
    ),
    departments: grouped(
      underName(rows, ({ state }) => state.given[0]?.about?.unit),
      sums(rateable.map(({ department }) => [department, 1] as const)),
    ),
    people: grouped(ofPeople(rows), sums([...served(days, 'people'), ...handled])),
  };
};

/** The figures of some days, of the hall and of each window, department and person. */
export const evaluationReport = async (views: TenantViews, from: Day, to: Day): Promise<EvaluationReport> => {
  const days = daysBetween(from, to);
  const [rows, cases, numbers] = await Promise.all([
    allEvaluations(views, { from, to }),
    Promise.all(days.map((day) => endedCases(views, day))),
    Promise.all(days.map((day) => servedDays(views, day))),
  ]);
  return { from, to, ...reportOf(rows, cases.flat(), numbers.flat()) };
};
