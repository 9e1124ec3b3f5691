import {
  grievanceAggregate,
  type Grievance,
  type OpenGrievance,
} from '../../shared/domain/grievance/grievance.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { Projection, ViewRow } from '../../shared/ports/views.ts';

/** A complaint in the lists: its state as the decider folds it. */
export interface GrievanceRow {
  readonly no: string;
  readonly version: number;
  readonly state: OpenGrievance;
}

/** All of a hall, `list1`. */
export const GRIEVANCE_LIST = 'grievances';
/** Those of one citizen, `list2`. */
export const ownGrievances = (sub: string): string => `grievances#${sub}`;

/** A stream that does not begin with a submission. */
export class GrievanceStreamError extends Error {
  override readonly name = 'GrievanceStreamError';
}

const listsOf = ({ at, by }: OpenGrievance, no: string): ViewRow['lists'] => {
  const sort = `${at}#${no}`;
  return { list1: { partition: GRIEVANCE_LIST, sort }, list2: { partition: ownGrievances(by), sort } };
};

export const grievanceRows: Projection<GrievanceRow> = {
  view: 'grievance',
  aggregate: 'grievance',
  project: (before, { at, actor, version, events, stream }) => {
    const { initial, evolve, upcasters } = grievanceAggregate.decider;
    const state = events.reduce<Grievance>(
      (current, event) => evolve(current, upcast(upcasters, event), { at, actor, version }),
      before?.state ?? initial,
    );
    if (state.status === 'none') throw new GrievanceStreamError(`grievance ${stream.id} was never submitted`);
    return { data: { no: stream.id, version, state }, lists: listsOf(state, stream.id) };
  },
};
