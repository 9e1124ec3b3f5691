import { isActiveChannel, type EvaluationChannel } from '../../codes/channels.ts';
import { isBadGrade, type Grade } from '../../codes/satisfaction.ts';

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
  /** 差评整改率. */
  readonly correctedRate: number | undefined;
  /** 差评按时回访整改率 (E39): called back and corrected, both in time. */
  readonly promptRate: number | undefined;
}

const share = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);

/** The figures of some evaluations, of `endedActs` service acts that could have been rated. */
export const figuresOf = (evaluations: readonly Counted[], endedActs: number): EvaluationFigures => {
  const active = evaluations.filter(({ channel }) => isActiveChannel(channel));
  const valid = evaluations.filter(({ isValid }) => isValid);
  const bad = valid.filter(({ grade }) => isBadGrade(grade));
  const prompt = bad.filter(({ calledBackInTime, correctedInTime }) => calledBackInTime && correctedInTime);
  return {
    all: evaluations.length,
    valid: valid.length,
    bad: bad.length,
    activeRate: share(active.length, endedActs),
    validRate: share(valid.length, evaluations.length),
    satisfaction: share(valid.length - bad.length, valid.length),
    correctedRate: share(bad.filter(({ isCorrected }) => isCorrected).length, bad.length),
    promptRate: share(prompt.length, bad.length),
  };
};
