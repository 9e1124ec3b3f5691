import { isActiveChannel, type EvaluationChannel } from '../../codes/channels.ts';
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

/** Shares from 0 to 1; undefined where there is nothing to divide by. */
export interface EvaluationFigures {
  readonly all: number;
  /** 有效评价数. */
  readonly valid: number;
  readonly bad: number;
  /** 主动评价率: given by a person, of the service acts that ended. */
  readonly activeRate: number | undefined;
  /** 有效评价率 (E39). */
  readonly validRate: number | undefined;
  /** 满意度: 基本满意 or better, of the valid ones. */
  readonly satisfaction: number | undefined;
  /** 差评整改率: put right, of those confirmed. */
  readonly correctedRate: number | undefined;
  /** 差评按时回访整改率 (E39): called back and corrected, both in time. */
  readonly promptRate: number | undefined;
  /** 整改反馈率. */
  readonly answeredRate: number | undefined;
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

const share = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);

/** The figures of some evaluations, of `endedActs` service acts that could have been rated. */
export const figuresOf = (evaluations: readonly Counted[], endedActs: number): EvaluationFigures => {
  const active = evaluations.filter(({ channel }) => isActiveChannel(channel));
  const valid = evaluations.filter(({ isValid }) => isValid);
  const bad = valid.filter(({ grade }) => isBadGrade(grade));
  const prompt = bad.filter(({ calledBackInTime, correctedInTime }) => calledBackInTime && correctedInTime);
  const confirmed = bad.filter(({ isConfirmed }) => isConfirmed);
  return {
    all: evaluations.length,
    valid: valid.length,
    bad: bad.length,
    activeRate: share(active.length, endedActs),
    validRate: share(valid.length, evaluations.length),
    satisfaction: share(valid.length - bad.length, valid.length),
    correctedRate: share(confirmed.filter(({ isCorrected }) => isCorrected).length, confirmed.length),
    promptRate: share(prompt.length, bad.length),
    answeredRate: share(bad.filter(({ isAnswered }) => isAnswered).length, bad.length),
  };
};
