import { addCounts, evaluationRates, type EvaluationCounts } from '../../shared/codes/evaluation-figures.ts';
import type { ScreenView } from '../../shared/contracts/screen.ts';
import { isUp } from '../../shared/domain/case/cards.ts';
import { CARD_LEVELS } from '../../shared/domain/supervision/card-rules.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Day } from '../../shared/kernel/instant.ts';
import type { TenantViews } from '../../shared/ports/views.ts';
import { RUNNING_BUNDLES, type RunningBundle } from '../runtime/bundle-list.ts';
import { allOf } from '../runtime/lists.ts';
import { acceptedCases, endedCases, receivedCases, type CaseDays } from '../runtime/served-rows.ts';
import { ratedOn } from './screen-ratings.ts';
import type { SupervisedCase } from './supervised-case.ts';
import { boardPartition } from './views.ts';

type Cases = ScreenView['cases'];

const DAYS = ['received', 'accepted', 'ended'] as const;

const casesOf = (of: Readonly<Record<(typeof DAYS)[number], readonly CaseDays[]>>): Cases => {
  const departments = new Set(DAYS.flatMap((each) => of[each].map(({ department }) => department)));
  const count = (each: (typeof DAYS)[number], wanted?: string): number =>
    of[each].filter(({ department }) => wanted === undefined || department === wanted).length;
  const row = (department?: string) => ({
    received: count('received', department),
    accepted: count('accepted', department),
    ended: count('ended', department),
  });
  return {
    ...row(),
    departments: [...departments]
      .map((department) => ({ department, ...row(department) }))
      .toSorted((one, other) => other.received - one.received || other.ended - one.ended),
  };
};

const cardsOf = (rows: readonly SupervisedCase[], hall: TenantCode): ScreenView['cards'] => {
  const counts: ScreenView['cards'] = {};
  for (const { state } of rows.filter(({ tenant }) => tenant === hall)) {
    const top = CARD_LEVELS.findLast((level) =>
      state.cards.some((card) => card.level === level && isUp(card)),
    );
    if (top) counts[top] = (counts[top] ?? 0) + 1;
  }
  return counts;
};

const satisfactionOf = (counts: EvaluationCounts) => {
  const { satisfaction } = evaluationRates(counts, 0);
  const { valid, bad } = counts;
  return { valid, bad, ...(satisfaction === undefined ? {} : { share: satisfaction }) };
};

/** What the lists of a hall tell of the day; `earlier` is what people said in the month before it. */
export const screenFacts = async (
  views: TenantViews,
  hall: TenantCode,
  day: Day,
  earlier: EvaluationCounts,
): Promise<Pick<ScreenView, 'cases' | 'cards' | 'satisfaction' | 'bundles'>> => {
  const [received, accepted, ended, carded, rated, bundles] = await Promise.all([
    receivedCases(views, day),
    acceptedCases(views, day),
    endedCases(views, day),
    allOf<SupervisedCase>(views, { list: 'list1', partition: boardPartition() }),
    ratedOn(views, day),
    allOf<RunningBundle>(views, { list: 'list1', partition: RUNNING_BUNDLES }),
  ]);
  return {
    cases: casesOf({ received, accepted, ended }),
    cards: cardsOf(carded, hall),
    satisfaction: { day: satisfactionOf(rated), month: satisfactionOf(addCounts(earlier, rated)) },
    bundles: {
      running: bundles.length,
      attention: bundles.filter(({ attention }) => attention.length > 0).length,
    },
  };
};
