import { isActiveChannel, type EvaluationChannel } from '../../codes/channels.ts';
import { addCounts, NO_EVALUATIONS, type EvaluationCounts } from '../../codes/evaluation-figures.ts';
import { isBadGrade, type Grade } from '../../codes/satisfaction.ts';
import { standingOf, type Evaluations, type Rating } from './evaluation.ts';
import { followUpFigures } from './follow-up.ts';

/** One evaluation as the figures count it (DOMAIN_RULES 2.5). */
export interface Counted {
  readonly grade: Grade;
  readonly channel: EvaluationChannel;
  /** False when it was verified as malicious. */
  readonly isValid: boolean;
  /** A bad one: what became of it, and whether in time. */
  readonly calledBackInTime?: boolean;
  readonly correctedInTime?: boolean;
  readonly isCorrected?: boolean;
  /** It was found to be so: not without basis. */
  readonly isConfirmed?: boolean;
  /** What was put right was told to the rater. */
  readonly isAnswered?: boolean;
}

const worst = (ratings: readonly Rating[]): Grade =>
  ratings.reduce<Grade>((grade, rating) => (rating.grade < grade ? rating.grade : grade), 5);

/** A service act as the figures count it: once, by what its ratings `about` say, all of them or those of one person. */
export const countedOf = (
  evaluations: Evaluations,
  about: (rating: Rating) => boolean = () => true,
): Counted | undefined => {
  const standing = standingOf(evaluations);
  const ratings = standing?.ratings.filter(about) ?? [];
  if (!standing || ratings.length === 0) return undefined;
  const { followUp } = evaluations;
  return {
    grade: worst(ratings),
    channel: standing.channel,
    ...(followUp ? followUpFigures(followUp) : { isValid: true }),
  };
};

const one = (holds: boolean | undefined): number => (holds ? 1 : 0);

/** What one evaluation adds to the figures. */
const countsOf = (counted: Counted): EvaluationCounts => {
  const { channel, grade, isValid, calledBackInTime, correctedInTime, isCorrected, isConfirmed, isAnswered } =
    counted;
  const bad = isValid && isBadGrade(grade);
  return {
    all: 1,
    active: one(isActiveChannel(channel)),
    valid: one(isValid),
    bad: one(bad),
    confirmed: one(bad && isConfirmed),
    corrected: one(bad && isConfirmed && isCorrected),
    prompt: one(bad && calledBackInTime && correctedInTime),
    answered: one(bad && isAnswered),
  };
};

/** The counts of some evaluations. */
export const tallyOf = (evaluations: readonly Counted[]): EvaluationCounts =>
  evaluations.map(countsOf).reduce(addCounts, NO_EVALUATIONS);
