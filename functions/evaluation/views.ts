import {
  evaluationAggregate,
  type EvaluationEvent,
  type Evaluations,
} from '../../shared/domain/evaluation/evaluation.ts';
import { dueOf } from '../../shared/domain/evaluation/follow-up.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { Projection, ViewRow } from '../../shared/ports/views.ts';
import { monthAt } from '../runtime/months.ts';
import { evaluationsIn, type EvaluationRow } from '../runtime/served-rows.ts';

/** Bad ratings that something still has to be done about, what is due first in front, `list2`. */
export const OPEN_FOLLOW_UPS = 'evaluations-open';

/** A stream of evaluations that does not begin with one. */
export class EvaluationStreamError extends Error {
  override readonly name = 'EvaluationStreamError';
}

const listsOf = ({ given: [first], followUp }: Evaluations, id: string): ViewRow['lists'] => {
  if (!first) throw new EvaluationStreamError(`evaluation ${id} was never given`);
  const due = followUp && dueOf(followUp);
  return {
    list1: { partition: evaluationsIn(monthAt(first.at)), sort: `${first.at}#${id}` },
    ...(due === undefined ? {} : { list2: { partition: OPEN_FOLLOW_UPS, sort: `${due}#${id}` } }),
  };
};

/** 好差评 in the lists of its hall. */
export const evaluationRows: Projection<EvaluationRow> = {
  view: 'evaluation',
  aggregate: 'evaluation',
  project: (before, { at, actor, version, events, stream }) => {
    const { initial, evolve, upcasters } = evaluationAggregate.decider;
    const state = events.reduce<Evaluations>(
      (current, event) => evolve(current, upcast<EvaluationEvent>(upcasters, event), { at, actor, version }),
      before?.state ?? initial,
    );
    return { data: { id: stream.id, version, state }, lists: listsOf(state, stream.id) };
  },
};
