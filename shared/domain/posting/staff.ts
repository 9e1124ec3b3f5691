import type { StaffRole } from '../../kernel/actor.ts';
import type { Day } from '../../kernel/instant.ts';

/** Somebody stationed in the hall (派驻人员, A03, E26). The name is the one on the badge. Days are included. */
export interface StaffMember {
  readonly name: string;
  /** Staff of the hall's own windows belong to none. */
  readonly department?: string;
  readonly roles: readonly StaffRole[];
  readonly windows?: readonly string[];
  /** What he or she is able to serve; absent: whatever the window serves. */
  readonly services?: readonly string[];
  readonly from: Day;
  readonly until?: Day;
  /** A04: number of the letter by which the centre agreed to a change before the term was over. */
  readonly consent?: string;
}

/** E38: before the first day alone at a window, and every day. */
export const TRAINING_KINDS = ['pre-job', 'daily'] as const;

export interface Training {
  readonly kind: (typeof TRAINING_KINDS)[number];
  readonly on: Day;
  readonly topic: string;
}

/** All trainings together; each one stands in the stream. */
export interface TrainingFigures {
  /** The first pre-job training. */
  readonly preJobOn?: Day;
  /** The one recorded last. */
  readonly last: Training;
  readonly times: number;
}

export const countTraining = (known: TrainingFigures | undefined, training: Training): TrainingFigures => {
  const { kind, on } = training;
  const before = known?.preJobOn;
  const preJobOn = kind === 'pre-job' && (before === undefined || on < before) ? on : before;
  return { ...(preJobOn === undefined ? {} : { preJobOn }), last: training, times: (known?.times ?? 0) + 1 };
};

export const isTrained = (training: TrainingFigures | undefined, day: Day): boolean =>
  training?.preJobOn !== undefined && training.preJobOn <= day;

export const approves = ({ roles }: StaffMember): boolean =>
  roles.includes('reviewer') || roles.includes('chief');

export const supervises = ({ roles }: StaffMember): boolean => roles.includes('supervisor');

/** True on the days of the term. */
export const isPosted = ({ from, until }: StaffMember, day: Day): boolean =>
  from <= day && (until === undefined || day <= until);
