import { evolve } from '../../shared/domain/case/evolve.ts';
import { initialCase, type CaseState, type OpenedCase } from '../../shared/domain/case/state.ts';
import { caseUpcasters } from '../../shared/domain/case/upcasters.ts';
import type { CaseEvent } from '../../shared/domain/case/events.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { Projection, ViewRow } from '../../shared/ports/views.ts';

/**
 * A case in the lists of a hall: its state as the decider folds it, so that a list can never say something else than
 * the case. What only the case file needs of its matter is left out (`slim`).
 */
export interface CaseRow {
  readonly version: number;
  readonly state: OpenedCase;
}

/** The log holds a case that does not begin with its receipt. */
export class CaseStreamError extends Error {
  override readonly name = 'CaseStreamError';
}

/** All cases that wait in the office of the hall, or of one department. */
export const inboxPartition = (department?: string): string => (department ? `inbox#${department}` : 'inbox');
/** All cases of one applicant, by keyed digest. */
export const applicantPartition = (personKey: string): string => `applicant#${personKey}`;

const slim = (state: OpenedCase): OpenedCase => {
  const matter = {
    ...state.received.matter,
    materials: [],
    specialProcedures: [],
    legalBasis: [],
    channels: [],
  };
  return { ...state, received: { ...state.received, matter } };
};

const WAITING: readonly string[] = ['accepted', 'in-review', 'in-procedure'];

const listsOf = ({ status, received, receivedAt, clock }: OpenedCase): ViewRow['lists'] => {
  const { caseNo, matter, applicant } = received;
  const due = `${clock?.promisedDue ?? ''}#${caseNo}`;
  return {
    ...(WAITING.includes(status) && {
      list1: { partition: inboxPartition(matter.department), sort: due },
      list2: { partition: inboxPartition(), sort: due },
    }),
    list3: { partition: applicantPartition(applicant.personKey), sort: `${receivedAt}#${caseNo}` },
  };
};

export const caseRows: Projection<CaseRow> = {
  view: 'case',
  aggregate: 'case',
  project: (before, { events, at, actor, version, stream }) => {
    const state = events.reduce<CaseState>(
      (current, stored) => evolve(current, upcast<CaseEvent>(caseUpcasters, stored), { at, actor, version }),
      before?.state ?? initialCase,
    );
    if (state.status === 'none')
      throw new CaseStreamError(`case ${stream.id} does not begin with its receipt`);
    return { data: { version, state: slim(state) }, lists: listsOf(state) };
  },
};
