import type { CaseNo, Subject } from '../../shared/kernel/ids.ts';
import { dayFromNumber, dayNumberOf, type Day, type Instant } from '../../shared/kernel/instant.ts';
import type { Evaluations } from '../../shared/domain/evaluation/evaluation.ts';
import type { TenantViews } from '../../shared/ports/views.ts';
import { allOf } from './lists.ts';

/** Moments of a case by which a day is told: when it came, was accepted, decided, over, and who served it. */
export interface CaseDays {
  readonly caseNo: CaseNo;
  readonly department: string;
  /** 事项类型; rows of before lack it until the views are rebuilt, and likewise when they were decided. */
  readonly matterType?: string;
  readonly receivedAt: Instant;
  readonly acceptedAt?: Instant;
  readonly decidedAt?: Instant;
  readonly endedAt?: Instant;
  readonly served: readonly Subject[];
}

/** What the windows of a zone have finished on a day. */
export interface ServedDay {
  readonly zone: string;
  readonly day: Day;
  /** Finished numbers, and cases handed in under them, by window. */
  readonly windows: Readonly<Record<string, number>>;
  /** Finished numbers by who served them. */
  readonly people: Readonly<Record<string, number>>;
}

/** The evaluations of one service act, as the decider folds them; `id` is their stream. */
export interface EvaluationRow {
  readonly id: string;
  readonly version: number;
  readonly state: Evaluations;
}

export const receivedOn = (day: Day): string => `received#${day}`;
export const acceptedOn = (day: Day): string => `accepted#${day}`;
export const endedOn = (day: Day): string => `ended#${day}`;
export const servedOn = (day: Day): string => `served#${day}`;
/** Evaluations by the month of the first one of an act. */
export const evaluationsIn = (month: string): string => `evaluations#${month}`;

/** Days from one to another, both included. */
export const daysBetween = (from: Day, to: Day): readonly Day[] => {
  const first = dayNumberOf(from);
  return Array.from({ length: Math.max(0, dayNumberOf(to) - first + 1) }, (_, offset) =>
    dayFromNumber(first + offset),
  );
};

const rowsOf = async <Row>(views: TenantViews, list: 'list1' | 'list2' | 'list3', partition: string) =>
  allOf<Row>(views, { list, partition });

/** Cases that came on the day. */
export const receivedCases = (views: TenantViews, day: Day): Promise<readonly CaseDays[]> =>
  rowsOf(views, 'list1', receivedOn(day));
/** Cases that were accepted on the day. */
export const acceptedCases = (views: TenantViews, day: Day): Promise<readonly CaseDays[]> =>
  rowsOf(views, 'list2', acceptedOn(day));
/** Cases that were over on the day. */
export const endedCases = (views: TenantViews, day: Day): Promise<readonly CaseDays[]> =>
  rowsOf(views, 'list3', endedOn(day));
/** What each zone has finished on the day. */
export const servedDays = (views: TenantViews, day: Day): Promise<readonly ServedDay[]> =>
  rowsOf(views, 'list1', servedOn(day));
