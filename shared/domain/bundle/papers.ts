import type { BundleView } from '../../contracts/bundles.ts';
import type { Day, Instant } from '../../kernel/instant.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import { dueAfter } from '../case/dues.ts';
import type { SubmittedMaterial } from '../case/events.ts';
import type { PlannedPaper } from './events.ts';
import { hasEnded, type BundleCase, type OpenedBundle } from './state.ts';

type Papers = Pick<OpenedBundle, 'cases' | 'materials'>;

const requiredPapers = (cases: readonly BundleCase[]): readonly PlannedPaper[] =>
  cases
    .filter((each) => !hasEnded(each))
    .flatMap(({ papers }) => papers)
    .filter(({ from, required }) => from === 'applicant' && required);

const isCovered = ({ provided, promise }: SubmittedMaterial, today: Day): boolean =>
  provided || (promise !== undefined && promise.by >= today);

/** Required papers of the applicant's one set that are neither there nor promised for `today` or later, in the order of the plan. */
export const missingPapers = ({ cases, materials }: Papers, today: Day): readonly string[] => {
  const covered = new Set(materials.filter((each) => isCovered(each, today)).map(({ name }) => name));
  const wanted = requiredPapers(cases).map(({ paper }) => paper);
  return [...new Set(wanted)].filter((paper) => !covered.has(paper));
};

/** 容缺: what was promised and has not come, as long as a case that is not over needs it. */
export const deferredPapers = ({
  cases,
  materials,
}: Papers): readonly { readonly name: string; readonly by: Day }[] => {
  const wanted = new Set(requiredPapers(cases).map(({ paper }) => paper));
  return materials.flatMap(({ name, provided, promise }) =>
    !provided && promise && wanted.has(name) ? [{ name, by: promise.by }] : [],
  );
};

/** The last day for which a paper may be promised, by every case that requires it; nothing when one of them does not wait. */
const lastPromise = (
  paper: string,
  cases: readonly BundleCase[],
  calendar: WorkingCalendar,
  now: Instant,
): Day | undefined => {
  const needs = requiredPapers(cases).filter((each) => each.paper === paper);
  const days = needs.flatMap(({ deferDays }) => (deferDays === undefined ? [] : [deferDays]));
  if (needs.length === 0 || days.length < needs.length) return undefined;
  return dueAfter(calendar, now, Math.min(...days));
};

/** A promise with the last day that is open to it. */
interface Promised {
  readonly name: string;
  readonly index: number;
  readonly by: Day;
  readonly last?: Day;
}

/** The promises among the papers that were handed in. */
export const promisesIn = (
  materials: readonly SubmittedMaterial[],
  cases: readonly BundleCase[],
  calendar: WorkingCalendar,
  now: Instant,
): readonly Promised[] =>
  materials.flatMap(({ name, provided, promise }, index) => {
    if (provided || !promise) return [];
    const last = lastPromise(name, cases, calendar, now);
    return [{ name, index, by: promise.by, ...(last === undefined ? {} : { last }) }];
  });

/** 一套材料 of this bundle: each paper once, with who needs it. */
export const papersOf = ({ cases, materials }: OpenedBundle): BundleView['materials'] => {
  const provided = new Set(materials.flatMap((each) => (each.provided ? [each.name] : [])));
  const wanted = cases.flatMap(({ name, papers }) =>
    papers.filter(({ from }) => from === 'applicant').map((paper) => ({ ...paper, needer: name })),
  );
  return [...Map.groupBy(wanted, ({ paper }) => paper)].map(([name, needs]) => ({
    name,
    required: needs.some(({ required }) => required),
    provided: provided.has(name),
    neededBy: needs.map(({ needer }) => needer),
  }));
};

/** Papers that an earlier case issues for a later one: nobody brings them. */
export const sharedPapers = ({ cases }: Pick<OpenedBundle, 'cases'>): readonly string[] => [
  ...new Set(
    cases.flatMap(({ papers }) => papers.filter(({ from }) => from === 'issued').map(({ paper }) => paper)),
  ),
];
