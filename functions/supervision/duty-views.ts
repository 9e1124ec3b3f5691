import { bundleAggregate } from '../../shared/domain/bundle/decide.ts';
import type { BundleEvent } from '../../shared/domain/bundle/events.ts';
import {
  consultationAggregate,
  type Consultation,
  type ConsultationEvent,
} from '../../shared/domain/consultation/consultation.ts';
import type { CommitMeta } from '../../shared/domain/decider.ts';
import { evolveChange, isOfChange, type GuideChange } from '../../shared/domain/matter/change.ts';
import { matterAggregate } from '../../shared/domain/matter/decide.ts';
import type { MatterEvent } from '../../shared/domain/matter/events.ts';
import { isRunning, type Duty } from '../../shared/domain/supervision/duty.ts';
import { dutyFindings, type Finding } from '../../shared/domain/supervision/irregularities.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { Projection, ViewRow } from '../../shared/ports/views.ts';
import { RUNNING, type OtherLimit } from '../runtime/running-limits.ts';
import { inMonth, lastOf } from './findings-view.ts';

/** Limits beside the cases that run, by the day on which they end: consultations and changes of guides. */
export const LIMITS = 'limits';

/** A stream beside the cases as supervision sees it. */
export interface DutyRow<State = unknown> extends OtherLimit {
  /** What people know it by: the number of the question, the code of the matter. */
  readonly about: string;
  /** What changed; nothing of what a citizen asks. */
  readonly subject?: string;
  readonly findings: readonly Finding[];
  readonly duty?: Duty;
  /** Folded so far: the next commit grows from it. */
  readonly state?: State;
}

const keyOf = ({ tenant, aggregate, id }: OtherLimit): string => `${aggregate}#${tenant}#${id}`;

const listsOf = (row: DutyRow): ViewRow['lists'] => {
  const { duty, findings } = row;
  const moments = [...findings.map(({ at }) => at), ...(duty?.cards ?? []).map(({ raisedAt }) => raisedAt)];
  const month = inMonth(keyOf(row), lastOf(moments));
  if (!isRunning(duty)) return month;
  return {
    ...month,
    list2: { partition: LIMITS, sort: `${duty.due}#${keyOf(row)}` },
    list3: { partition: RUNNING, sort: keyOf(row) },
  };
};

/** The row after a commit: `fold` folds what is small of the stream, `dutyOf` finds its duty there. */
const after = <State>(
  before: DutyRow<State> | undefined,
  { tenant, stream, events, at, actor, version }: Commit,
  aggregate: DutyRow['aggregate'],
  fold: (state: State | undefined, stored: Commit['events'][number], meta: CommitMeta) => State | undefined,
  dutyOf: (state: State | undefined) => Duty | undefined,
  subjectOf: (state: State | undefined) => string | undefined = () => undefined,
): { readonly data: DutyRow<State>; readonly lists: ViewRow['lists'] } => {
  const state = events.reduce((known, stored) => fold(known, stored, { at, actor, version }), before?.state);
  const duty = dutyOf(state);
  const subject = subjectOf(state);
  const found = (duty?.cards ?? []).filter(({ raisedAt }) => raisedAt === at);
  const data: DutyRow<State> = {
    tenant,
    aggregate,
    id: stream.id,
    about: stream.id,
    ...(subject !== undefined && { subject }),
    findings: [...(before?.findings ?? []), ...dutyFindings(found, at)],
    ...(duty && { duty }),
    ...(state !== undefined && { state }),
  };
  return { data, lists: listsOf(data) };
};

/** 咨询 (C16), for the hall and the halls above. */
export const consultationLimits: Projection<DutyRow<Consultation>> = {
  view: 'consultation-limit',
  aggregate: 'consultation',
  seenAbove: true,
  // Numbers are made from the keys that callers choose: one caller may give two halls the same.
  qualified: true,
  project: (before, commit) => {
    const { initial, evolve, upcasters } = consultationAggregate.decider;
    return after<Consultation>(
      before,
      commit,
      'consultation',
      (state = initial, stored, meta) => evolve(state, upcast<ConsultationEvent>(upcasters, stored), meta),
      (state) => (state && state.status !== 'none' ? state.duty : undefined),
    );
  },
};

/** 指南变更 (C10, E34), for the hall and the halls above: without the matter itself. */
export const changeLimits: Projection<DutyRow<GuideChange>> = {
  view: 'change-limit',
  aggregate: 'matter',
  seenAbove: true,
  qualified: true,
  project: (before, commit) =>
    after<GuideChange>(
      before,
      commit,
      'matter',
      (change, stored, meta) => {
        const event = upcast<MatterEvent>(matterAggregate.decider.upcasters, stored);
        return isOfChange(event) ? evolveChange(change, event, meta) : change;
      },
      (change) => change?.duty,
      (change) => change?.reason,
    ),
};

const runsAfter = (runs: boolean, { type }: BundleEvent): boolean => {
  if (type === 'BundleAccepted') return true;
  return type === 'BundleConcluded' ? false : runs;
};

/** 联办件 whose joint days run: a change of the calendar has to find them. */
export const jointLimits: Projection<OtherLimit & { readonly runs: boolean }> = {
  view: 'joint-limit',
  aggregate: 'bundle',
  seenAbove: true,
  project: (before, { tenant, stream, events }) => {
    const { upcasters } = bundleAggregate.decider;
    const runs = events.reduce(
      (known, stored) => runsAfter(known, upcast<BundleEvent>(upcasters, stored)),
      before?.runs ?? false,
    );
    const data = { tenant, aggregate: 'bundle', id: stream.id, runs } as const;
    return { data, lists: runs ? { list3: { partition: RUNNING, sort: keyOf(data) } } : {} };
  },
};
