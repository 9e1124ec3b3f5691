import { evolve } from '../../shared/domain/case/evolve.ts';
import { initialCase, type CaseState, type OpenedCase } from '../../shared/domain/case/state.ts';
import { caseUpcasters } from '../../shared/domain/case/upcasters.ts';
import type { CaseEvent } from '../../shared/domain/case/events.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { Projection, ViewRow } from '../../shared/ports/views.ts';
import { issuingPartition, issuingStageOf, type CaseRow } from '../runtime/case-row.ts';

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

/** Each stage of issuing in its own order: what is due first, and what was handed over by its moment. */
const issuingSort = ({ received: { caseNo }, decided, delivered }: OpenedCase): string =>
  `${delivered?.at ?? decided?.deliveryDue ?? ''}#${caseNo}`;

const atWork = (state: OpenedCase): ViewRow['lists'] => {
  const { status, received, clock } = state;
  const stage = issuingStageOf(state);
  if (stage) return { list1: { partition: issuingPartition(stage), sort: issuingSort(state) } };
  if (!WAITING.includes(status)) return {};
  const sort = `${clock?.promisedDue ?? ''}#${received.caseNo}`;
  return {
    list1: { partition: inboxPartition(received.matter.department), sort },
    list2: { partition: inboxPartition(), sort },
  };
};

const listsOf = (state: OpenedCase): ViewRow['lists'] => {
  const { received, receivedAt } = state;
  const { caseNo, applicant } = received;
  return {
    ...atWork(state),
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
