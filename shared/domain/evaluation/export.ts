import { evaluationChannelCode, type ChannelVariant } from '../../codes/channels.ts';
import { GRADE_NAMES, gbt39046GradeCode, reviewGradeCode, type Grade } from '../../codes/satisfaction.ts';
import type { EvaluationGiven } from './evaluation.ts';

/** The two national receivers, whose grade codes run against each other. */
export type Receiver = 'gbt39046' | 'review';

export interface ExportedEvaluation {
  readonly act: string;
  readonly channel: string | undefined;
  readonly count: string;
  readonly gradeCode: string;
  readonly grade: string;
  readonly tags: readonly string[];
  /** 是 1, 否 2. */
  readonly anonymous: '1' | '2';
}

const gradeCode = (receiver: Receiver, grade: Grade): string =>
  receiver === 'gbt39046' ? gbt39046GradeCode(grade) : reviewGradeCode(grade);

/** One row for each rated side. */
export const exportEvaluation = (
  act: string,
  { channel, number, ratings, anonymous }: EvaluationGiven,
  receiver: Receiver,
  variant: ChannelVariant,
): readonly ExportedEvaluation[] =>
  ratings.map(({ grade, tags }) => ({
    act,
    channel: evaluationChannelCode(channel, variant),
    count: String(number),
    gradeCode: gradeCode(receiver, grade),
    grade: GRADE_NAMES[grade],
    tags,
    anonymous: anonymous ? '1' : '2',
  }));
