import type { BundleView } from '../../shared/contracts/bundles.ts';
import type { BundleCase, OpenedBundle } from '../../shared/domain/bundle/state.ts';
import { deferredPapers, missingPapers, papersOf } from '../../shared/domain/bundle/papers.ts';
import { isStuck } from '../../shared/domain/bundle/state.ts';
import { jointRemaining } from '../../shared/domain/bundle/limits.ts';
import { stagesOf } from '../../shared/domain/theme/graph.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf, type Instant } from '../../shared/kernel/instant.ts';
import type { WorkingCalendar } from '../../shared/time/calendar.ts';

type CaseView = BundleView['stages'][number]['cases'][number];

const caseView = (each: BundleCase): CaseView => {
  const { name, matter, status, after, caseNo, hall, failure, attempts, result } = each;
  return {
    matter: matter.code,
    name,
    department: matter.department,
    status,
    after: [...after],
    ...(caseNo ? { caseNo } : {}),
    ...(hall ? { hall } : {}),
    ...(failure && (status === 'planned' || status === 'opening')
      ? { failure: { code: failure.code, message: failure.message, attempts } }
      : {}),
    ...(result ? { result: { name: result.name, number: result.number } } : {}),
  };
};

export interface BundlePresentation {
  readonly tenant: TenantCode;
  readonly version: number;
  readonly now: Instant;
  readonly calendar: WorkingCalendar;
}

/** The bundle as CONTRACT shapes it: one consolidated progress of all its cases, masked. */
export const presentBundle = (
  state: OpenedBundle,
  { tenant, version, now, calendar }: BundlePresentation,
): BundleView => {
  const { opened, cases, clock, outcome, reviews, remainder } = state;
  const { bundleNo, theme, applicant, outside } = opened;
  const { firstContact } = state;
  return {
    bundleNo,
    tenant,
    theme,
    status: state.status,
    ...(outcome ? { outcome } : {}),
    version,
    openedAt: state.openedAt,
    applicant: { name: applicant.name },
    ...(firstContact ? { firstContact } : {}),
    stages: stagesOf(cases).map((stage) => ({ cases: stage.map(caseView) })),
    outside: [...outside],
    ...(clock
      ? {
          clock: {
            promisedDue: clock.promisedDue,
            statutoryDue: clock.statutoryDue,
            remainingDays: jointRemaining(clock, calendar, now),
            running: clock.endedAt === undefined,
            moves: clock.moves.map(({ at, reason, from, to }) => ({
              at,
              reason,
              from: { ...from },
              to: { ...to },
            })),
          },
        }
      : {}),
    form: { href: `/v1/${tenant}/bundles/${bundleNo}/person` },
    materials: papersOf(state),
    missing: [...missingPapers(state, dayOf(now))],
    deferred: deferredPapers(state).map(({ name, by }) => ({ name, by })),
    attention: cases.filter(isStuck).map(({ name }) => name),
    reviews: reviews.map(({ topic, calledAt, departments, signatures, concludedAt }) => ({
      topic,
      calledAt,
      departments: [...departments],
      signed: signatures.map(({ department, agrees, opinion }) => ({ department, agrees, opinion })),
      concluded: concludedAt !== undefined,
    })),
    ...(remainder ? { remainder: remainder.decision } : {}),
    delivered: state.delivered !== undefined,
  };
};
