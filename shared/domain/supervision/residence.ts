import type { Summons } from '../case/state.ts';

/** A case for which the handler of a unit was called to the hall (E17), with how often its slowness was complained of. */
export interface SummonedCase {
  readonly summons: Summons;
  readonly complaints: number;
}

/** How 事进人不进 works for one unit in a month, and whether it should go on. */
export interface Residence {
  readonly unit: string;
  readonly cases: number;
  readonly onTime: number;
  /** Came too late, or was recorded as absent when the time was over. */
  readonly late: number;
  readonly complaints: number;
  /** Why the unit should station staff in the hall (事进人进); none: it may go on as it does. */
  readonly proposes?: 'cases' | 'complaints';
}

/** E41: "many" complaints about slow handling, where no hall has said how many; one a week. */
const MANY_COMPLAINTS = 4;

const isLate = ({ missedAt, arrived }: Summons): boolean => missedAt !== undefined || arrived?.late === true;
const isOnTime = ({ arrived }: Summons): boolean => arrived?.late === false;

const residenceOf = (unit: string, cases: readonly SummonedCase[], threshold: number): Residence => {
  const count = (holds: (summons: Summons) => boolean) =>
    cases.filter(({ summons }) => holds(summons)).length;
  const complaints = cases.reduce((sum, each) => sum + each.complaints, 0);
  const proposes =
    cases.length >= threshold ? 'cases' : complaints >= MANY_COMPLAINTS ? 'complaints' : undefined;
  return {
    unit,
    cases: cases.length,
    onTime: count(isOnTime),
    late: count(isLate),
    complaints,
    ...(proposes && { proposes }),
  };
};

/** E41: from so many cases a month, or many complaints about slow handling, a unit has to station staff. By unit, busiest first. */
export const residences = (cases: readonly SummonedCase[], threshold: number): readonly Residence[] =>
  [...Map.groupBy(cases, ({ summons }) => summons.department)]
    .map(([unit, own]) => residenceOf(unit, own, threshold))
    .toSorted((one, other) => other.cases - one.cases || (one.unit < other.unit ? -1 : 1));
