import { isBadGrade } from '../../codes/satisfaction.ts';
import type { Subject } from '../../kernel/ids.ts';
import { dayOf, type Day, type Instant } from '../../kernel/instant.ts';
import type { WrittenText } from '../text.ts';

/**
 * What came out when a bad rating was looked into: put right at once (立行立改), put right by a day, without legal basis
 * (explained), or wrong or malicious, which somebody else checks (申诉复核).
 */
export const VERIFIED = ['simple', 'complex', 'groundless', 'disputed'] as const;
/** What that second look says: it stands after all, or it is void. */
export const RECHECKED = ['simple', 'complex', 'groundless', 'invalid'] as const;
export type Outcome = (typeof VERIFIED)[number] | (typeof RECHECKED)[number];

export interface Said {
  readonly BadRatingVerified: {
    readonly outcome: (typeof VERIFIED)[number];
    /** 谁办理谁负责: the unit that puts it right. */
    readonly unit?: string;
    readonly correctBy: Day;
    readonly note: WrittenText;
  };
  readonly BadRatingRechecked: {
    readonly outcome: (typeof RECHECKED)[number];
    readonly correctBy: Day;
    readonly note: WrittenText;
  };
  readonly BadRatingRectified: { readonly measure: WrittenText };
  readonly BadRatingAnswered: { readonly text: WrittenText };
  readonly RaterRevisited: {
    readonly reached: boolean;
    readonly satisfied?: boolean;
    readonly note?: WrittenText;
  };
}
export type FollowUpEvent = {
  readonly [Type in keyof Said]: { readonly type: Type; readonly data: Said[Type] };
}[keyof Said];

export const FOLLOW_UP_STEPS = ['verify', 'recheck', 'rectify', 'answer', 'revisit'] as const;
export type FollowUpStep = (typeof FOLLOW_UP_STEPS)[number];

/** One act as it stands in the file. */
export interface FollowUpEntry {
  readonly step: FollowUpStep;
  readonly at: Instant;
  readonly by: Subject;
  readonly who?: string;
  readonly outcome?: Outcome;
  readonly satisfied?: boolean;
  readonly reached?: boolean;
  readonly text?: WrittenText;
}

/** 差评闭环 of one service act: opened by its first bad rating. */
export interface FollowUp {
  /** The evaluation that opened it, 1 or 2. */
  readonly of: 1 | 2;
  readonly openedAt: Instant;
  readonly anonymous: boolean;
  readonly rated: readonly Subject[];
  readonly verifyBy: Day;
  readonly correctBy?: Day;
  readonly unit?: string;
  readonly entries: readonly FollowUpEntry[];
}

/** The entry of a step that was done. */
export const entryOf = ({ entries }: FollowUp, step: FollowUpStep): FollowUpEntry | undefined =>
  entries.find((entry) => entry.step === step);

/** What the bad rating was found to be, after a second look where there was one. */
export const outcomeOf = (followUp: FollowUp): Outcome | undefined =>
  (entryOf(followUp, 'recheck') ?? entryOf(followUp, 'verify'))?.outcome;

/** What has to be done next; nothing when the loop is closed. Who rated anonymously is not called (实名回访). */
export const nextStepOf = (followUp: FollowUp): FollowUpStep | undefined => {
  const outcome = outcomeOf(followUp);
  if (outcome === undefined) return 'verify';
  if (outcome === 'disputed') return 'recheck';
  if (outcome === 'invalid') return undefined;
  const steps: readonly FollowUpStep[] = [
    ...(outcome === 'groundless' ? [] : ['rectify' as const]),
    'answer',
    ...(followUp.anonymous ? [] : ['revisit' as const]),
  ];
  return steps.find((step) => !entryOf(followUp, step));
};

/** The last day of what has to be done next. */
export const dueOf = (followUp: FollowUp): Day | undefined => {
  const next = nextStepOf(followUp);
  if (next === undefined) return undefined;
  return next === 'verify' ? followUp.verifyBy : followUp.correctBy;
};

const inTime = (entry: FollowUpEntry | undefined, by: Day | undefined): boolean =>
  entry !== undefined && by !== undefined && dayOf(entry.at) <= by;

/** What the figures want to know of a bad rating (主动评价率、满意度、差评整改率). */
export const followUpFigures = (followUp: FollowUp) => {
  const outcome = outcomeOf(followUp);
  const { anonymous, correctBy } = followUp;
  const revisited = entryOf(followUp, 'revisit');
  const isConfirmed = outcome === 'simple' || outcome === 'complex';
  const corrected = entryOf(followUp, isConfirmed ? 'rectify' : 'answer');
  return {
    isValid: outcome !== 'invalid',
    isConfirmed,
    isCorrected: isConfirmed && corrected !== undefined,
    isAnswered: entryOf(followUp, 'answer') !== undefined,
    correctedInTime: inTime(corrected, correctBy),
    calledBackInTime: anonymous || (revisited?.reached === true && inTime(revisited, correctBy)),
  };
};

interface Opening {
  readonly number: 1 | 2;
  readonly anonymous: boolean;
  readonly verifyBy?: Day;
  readonly about?: { readonly unit?: string };
  readonly ratings: readonly { readonly who: Subject; readonly grade: 1 | 2 | 3 | 4 | 5 }[];
}

/** What a rating opens: nothing when it is not bad. One given before there was a follow-up has the day itself as its limit. */
export const openingOf = (
  { number, anonymous, verifyBy, about, ratings }: Opening,
  at: Instant,
): FollowUp | undefined =>
  ratings.some(({ grade }) => isBadGrade(grade))
    ? {
        of: number,
        openedAt: at,
        anonymous,
        rated: ratings.map(({ who }) => who),
        verifyBy: verifyBy ?? dayOf(at),
        ...(about?.unit === undefined ? {} : { unit: about.unit }),
        entries: [],
      }
    : undefined;
