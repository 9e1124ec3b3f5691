import type { Instant } from '../../kernel/instant.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import { limitsOf } from '../case/limits.ts';
import type { OpenedCase } from '../case/state.ts';
import { nearFrom, passedFrom } from '../case/watched.ts';
import type { CardRule, CardTrigger } from './card-rules.ts';

/** Other limits, in working days by the code of the matter, or another calendar, to live through what happened again. */
export interface Supposition {
  readonly limits: ReadonlyMap<string, number>;
  readonly calendar: WorkingCalendar;
}

export const SHADES = ['green', 'yellow', 'red'] as const;
export type Shade = (typeof SHADES)[number];

type Warning = Extract<CardTrigger, { kind: 'remaining' }>;

const warningOf = (rules: readonly CardRule[]): Warning | undefined =>
  rules.flatMap(({ when }) => when).find((trigger) => trigger.kind === 'remaining');

/**
 * The worst that the promise of a case would have come to, had its matter promised so many days under such a calendar:
 * what people did, when they did it, stays as it was. Nothing for a case that was never accepted.
 */
export const shadeOf = (
  { received: { matter }, clock }: OpenedCase,
  { limits, calendar }: Supposition,
  rules: readonly CardRule[],
  now: Instant,
): Shade | undefined => {
  if (!clock) return undefined;
  const promisedDays = limits.get(matter.code) ?? clock.promisedDays;
  const { promised } = limitsOf({ ...clock, promisedDays });
  const end = clock.endedAt ?? now;
  if (passedFrom(calendar, promised, end) <= end) return 'red';
  const warning = warningOf(rules);
  const near = warning && nearFrom(calendar, promised, warning, end);
  return near !== undefined && near <= end ? 'yellow' : 'green';
};

/** A department's cases by the worst shade, as they were and as they would have been. */
export interface Comparison {
  readonly department: string;
  readonly cases: number;
  readonly before: Readonly<Record<Shade, number>>;
  readonly after: Readonly<Record<Shade, number>>;
  /** Numbers of the cases that would have been worse, with what they would have been. */
  readonly worse: readonly { readonly caseNo: string; readonly shade: Shade }[];
}

/** A case with the hall it belongs to: its own calendar and levels. */
export interface LivedCase {
  readonly state: OpenedCase;
  readonly calendar: WorkingCalendar;
  readonly rules: readonly CardRule[];
}

interface Judged {
  readonly state: OpenedCase;
  readonly before: Shade;
  readonly after: Shade;
}

const countOf = (shades: readonly Shade[]): Record<Shade, number> => {
  const counts = { green: 0, yellow: 0, red: 0 };
  for (const shade of shades) counts[shade] += 1;
  return counts;
};

const isWorse = ({ before, after }: Judged): boolean => SHADES.indexOf(after) > SHADES.indexOf(before);

/** 四减 (how far can a promise be cut?): every accepted case lived through again, by department. */
export const whatIf = (
  cases: readonly LivedCase[],
  suppose: (lived: LivedCase) => Supposition,
  now: Instant,
): readonly Comparison[] => {
  const judged = cases.flatMap((lived): readonly Judged[] => {
    const { state, calendar, rules } = lived;
    const before = shadeOf(state, { limits: new Map(), calendar }, rules, now);
    const after = shadeOf(state, suppose(lived), rules, now);
    return before && after ? [{ state, before, after }] : [];
  });
  return [...Map.groupBy(judged, ({ state }) => state.received.matter.department)]
    .map(([department, own]): Comparison => ({
      department,
      cases: own.length,
      before: countOf(own.map(({ before }) => before)),
      after: countOf(own.map(({ after }) => after)),
      worse: own.filter(isWorse).map(({ state, after }) => ({ caseNo: state.received.caseNo, shade: after })),
    }))
    .toSorted((a, b) => (a.department < b.department ? -1 : 1));
};
