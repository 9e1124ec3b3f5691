import {
  assistanceAggregate,
  type Assistance,
  type OpenAssistance,
} from '../../shared/domain/assistance/assistance.ts';
import type { AssistanceEvent } from '../../shared/domain/assistance/events.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { Projection, ViewRow } from '../../shared/ports/views.ts';

/** A request in the lists: its state as the decider folds it. */
export interface AssistanceRow {
  readonly no: string;
  readonly version: number;
  readonly state: OpenAssistance;
}

/** All of a hall, `list1`; those of one citizen, `list2`; those that are still to be seen to by their time, `list3`. */
export const ASSISTANCE_LIST = 'assistance';
export const ownAssistance = (sub: string): string => `assistance#${sub}`;
export const OPEN_ASSISTANCE = 'assistance#open';

/** A stream that does not begin with a request. */
export class AssistanceStreamError extends Error {
  override readonly name = 'AssistanceStreamError';
}

const listsOf = (
  { askedAt, by, endedAt, arranged, wanted }: OpenAssistance,
  no: string,
): ViewRow['lists'] => {
  const sort = `${askedAt}#${no}`;
  const open = { partition: OPEN_ASSISTANCE, sort: `${arranged?.at ?? wanted}#${no}` };
  return {
    list1: { partition: ASSISTANCE_LIST, sort },
    list2: { partition: ownAssistance(by), sort },
    ...(endedAt === undefined ? { list3: open } : {}),
  };
};

export const assistanceRows: Projection<AssistanceRow> = {
  view: 'assistance',
  aggregate: 'assistance',
  project: (before, { at, actor, version, events, stream }) => {
    const { initial, evolve, upcasters } = assistanceAggregate.decider;
    const state = events.reduce<Assistance>(
      (known, stored) => evolve(known, upcast<AssistanceEvent>(upcasters, stored), { at, actor, version }),
      before?.state ?? initial,
    );
    if (state.status === 'none') throw new AssistanceStreamError(`${stream.id} was never asked for`);
    return { data: { no: stream.id, version, state }, lists: listsOf(state, stream.id) };
  },
};
