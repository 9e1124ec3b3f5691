import type { MatterVersion, StepModel } from '../matter/matter.ts';
import type { OpenedCase } from './state.ts';

interface Steps {
  readonly review: boolean;
  readonly verify: boolean;
}

/** C31 四种审批模式: what comes before the decision. */
const STEPS: Readonly<Record<StepModel, Steps>> = {
  审核合一: { review: false, verify: false },
  一审一核: { review: true, verify: false },
  一审两核: { review: true, verify: true },
  特别程序: { review: true, verify: true },
};

export const stepsOf = ({ steps }: MatterVersion): Steps => STEPS[steps];

/** 审核合一: one authorised person may accept, decide and issue (B15, E29). */
export const isOneStep = ({ steps }: MatterVersion): boolean => steps === '审核合一';

/** 即办件: no extension, no pause. */
export const isImmediate = ({ caseType, promisedDays }: MatterVersion): boolean =>
  caseType === '即办件' || promisedDays === 0;

/** 上报件: this hall reviews, the upper level decides (行政许可法 第43条). */
export const isForwarded = ({ caseType, upperAgency }: MatterVersion): boolean =>
  caseType === '上报件' || upperAgency !== undefined;

/** Every step before the decision has passed. */
export const stepsDone = ({ received: { matter }, reviewPassed, verifyPassed }: OpenedCase): boolean => {
  const { review, verify } = stepsOf(matter);
  return (!review || reviewPassed) && (!verify || verifyPassed);
};
