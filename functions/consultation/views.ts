import {
  consultationAggregate,
  type Consultation,
  type ConsultationEvent,
  type OpenConsultation,
} from '../../shared/domain/consultation/consultation.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { Projection, ViewRow } from '../../shared/ports/views.ts';

/** A consultation in the lists: its state as the decider folds it. */
export interface ConsultationRow {
  readonly no: string;
  readonly version: number;
  readonly state: OpenConsultation;
}

/** All of a hall, `list1`; those of one citizen, `list2`; those without an answer by the day it is due, `list3`. */
export const CONSULTATION_LIST = 'consultations';
export const ownConsultations = (sub: string): string => `consultations#${sub}`;
export const OPEN_CONSULTATIONS = 'consultations#open';

/** A stream that does not begin with a question. */
export class ConsultationStreamError extends Error {
  override readonly name = 'ConsultationStreamError';
}

const listsOf = ({ at, by, status, duty }: OpenConsultation, no: string): ViewRow['lists'] => {
  const sort = `${at}#${no}`;
  return {
    list1: { partition: CONSULTATION_LIST, sort },
    list2: { partition: ownConsultations(by), sort },
    ...(status === 'answered' ? {} : { list3: { partition: OPEN_CONSULTATIONS, sort: `${duty.due}#${no}` } }),
  };
};

export const consultationRows: Projection<ConsultationRow> = {
  view: 'consultation',
  aggregate: 'consultation',
  project: (before, { at, actor, version, events, stream }) => {
    const { initial, evolve, upcasters } = consultationAggregate.decider;
    const state = events.reduce<Consultation>(
      (known, stored) => evolve(known, upcast<ConsultationEvent>(upcasters, stored), { at, actor, version }),
      before?.state ?? initial,
    );
    if (state.status === 'none') throw new ConsultationStreamError(`${stream.id} was never asked`);
    return { data: { no: stream.id, version, state }, lists: listsOf(state, stream.id) };
  },
};
