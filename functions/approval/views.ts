import type { CaseEvent, CaseReceived } from '../../shared/domain/case/events.ts';
import type { CaseStatus } from '../../shared/domain/case/state.ts';
import { isOneStep, stepsOf } from '../../shared/domain/case/steps.ts';
import { caseUpcasters } from '../../shared/domain/case/upcasters.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { Subject } from '../../shared/kernel/ids.ts';
import type { Day, Instant } from '../../shared/kernel/instant.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { Projection, ViewRow } from '../../shared/ports/views.ts';

/** What the case waits for in the back office. */
export type OfficeStep = 'claim' | 'review' | 'verify' | 'decide' | 'procedure';

/** A case in the lists of a hall: masked, small. */
export interface CaseRow {
  readonly caseNo: string;
  readonly matter: { readonly code: string; readonly name: string };
  readonly department: string;
  readonly steps: { readonly review: boolean; readonly verify: boolean };
  /** 审核合一: one person may do all of it. */
  readonly isOneStep: boolean;
  readonly applicant: { readonly name: string; readonly key: string };
  readonly priority: boolean;
  readonly status: CaseStatus;
  readonly version: number;
  readonly receivedAt: Instant;
  readonly acceptedAt?: Instant;
  readonly promisedDays: number;
  readonly promisedDue?: Day;
  readonly step?: OfficeStep;
  readonly claimedBy?: Subject;
  /** Who has taken part on another side and may not do the next step (A17, D29). */
  readonly acceptor?: Subject;
  readonly reviewers: readonly Subject[];
  readonly verifiers: readonly Subject[];
}

/** All cases that wait in the office of the hall, or of one department. */
export const inboxPartition = (department?: string): string => (department ? `inbox#${department}` : 'inbox');
/** All cases of one applicant, by keyed digest. */
export const applicantPartition = (personKey: string): string => `applicant#${personKey}`;

const opened = (received: CaseReceived, commit: Commit): CaseRow => ({
  caseNo: received.caseNo,
  matter: { code: received.matter.code, name: received.matter.name },
  department: received.matter.department,
  steps: stepsOf(received.matter),
  isOneStep: isOneStep(received.matter),
  applicant: { name: received.applicant.name, key: received.applicant.personKey },
  priority: received.priority !== undefined,
  status: 'received',
  version: commit.version,
  receivedAt: commit.at,
  promisedDays: received.matter.promisedDays,
  reviewers: [],
  verifiers: [],
});

const afterReview = ({ steps }: CaseRow): OfficeStep => (steps.verify ? 'verify' : 'decide');

const without = (row: CaseRow, left: 'step' | 'claimedBy'): CaseRow =>
  Object.fromEntries(Object.entries(row).filter(([key]) => key !== left)) as unknown as CaseRow;

const leave = (row: CaseRow, status: CaseStatus): CaseRow => ({ ...without(row, 'step'), status });

/** Where the case goes on when its special procedure is over. */
const resumed = (row: CaseRow): OfficeStep => {
  if (row.steps.review && row.reviewers.length === 0) return 'review';
  return row.steps.verify && row.verifiers.length === 0 ? 'verify' : 'decide';
};

const evolve = (
  row: CaseRow,
  event: Exclude<CaseEvent, { type: 'CaseReceived' }>,
  { actor }: Commit,
): CaseRow => {
  const { sub } = actor;
  switch (event.type) {
    case 'CaseAccepted': {
      const { acceptedAt, promisedDue, deemed } = event.data;
      return {
        ...row,
        status: 'accepted',
        step: 'claim',
        acceptedAt,
        promisedDue,
        ...(deemed ? {} : { acceptor: sub }),
      };
    }
    case 'SupplementRequested':
      return leave(row, 'supplement-requested');
    case 'MaterialsSupplemented':
      return row.status === 'supplement-requested' ? leave(row, 'received') : row;
    case 'CaseDeclined':
      return leave(row, 'declined');
    case 'CaseWithdrawn':
      return leave(row, 'withdrawn');
    case 'CaseClaimed':
      return { ...row, status: 'in-review', step: row.steps.review ? 'review' : 'decide', claimedBy: sub };
    case 'CaseReviewed':
      if (event.data.result === 'return')
        return { ...without(row, 'claimedBy'), status: 'accepted', step: 'claim' };
      return {
        ...row,
        status: 'in-review',
        step: afterReview(row),
        claimedBy: sub,
        reviewers: [...row.reviewers, sub],
      };
    case 'CaseVerified':
      if (event.data.result === 'return') return { ...row, step: 'review' };
      return { ...row, step: 'decide', verifiers: [...row.verifiers, sub] };
    case 'ProcedureStarted':
      return { ...row, status: 'in-procedure', step: 'procedure', promisedDue: event.data.promisedDue };
    case 'ProcedureFinished':
      return { ...row, status: 'in-review', step: resumed(row), promisedDue: event.data.promisedDue };
    case 'LimitExtended':
      return {
        ...row,
        promisedDue: event.data.promisedDue,
        promisedDays: row.promisedDays + event.data.days,
      };
    case 'CaseForwarded':
      return row;
    case 'CaseDecided':
      return leave(row, 'decided');
    case 'ResultProduced':
      return leave(row, 'produced');
    case 'ResultDelivered':
      return row;
    case 'CaseClosed':
      return leave(row, 'closed');
    default:
      return event satisfies never;
  }
};

const listsOf = (row: CaseRow): ViewRow['lists'] => {
  const due = `${row.promisedDue ?? ''}#${row.caseNo}`;
  return {
    ...(row.step ? { list1: { partition: inboxPartition(row.department), sort: due } } : {}),
    ...(row.step ? { list2: { partition: inboxPartition(), sort: due } } : {}),
    list3: { partition: applicantPartition(row.applicant.key), sort: `${row.receivedAt}#${row.caseNo}` },
  };
};

export const caseRows: Projection<CaseRow> = {
  view: 'case',
  aggregate: 'case',
  project: (before, commit) => {
    let row = before;
    for (const stored of commit.events) {
      const event = upcast<CaseEvent>(caseUpcasters, stored);
      if (event.type === 'CaseReceived') row = opened(event.data, commit);
      else if (row) row = evolve(row, event, commit);
    }
    if (!row) throw new Error(`case ${commit.stream.id} does not begin with CaseReceived`);
    const data = { ...row, version: commit.version };
    return { data, lists: listsOf(data) };
  },
};
