import { postingAggregate, type Posting } from '../../shared/domain/posting/posting.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { Projection } from '../../shared/ports/views.ts';

/** What is recorded of one member of staff. */
export interface PostingRow extends Posting {
  readonly sub: string;
  /** Of the stream. */
  readonly version: number;
}

/** The one list of a hall's authorised staff, `list1`. */
export const POSTING_LIST = 'postings';
/** The one list of a hall's staff, `list2`. */
export const STAFF_LIST = 'staff';

export const postingRows: Projection<PostingRow> = {
  view: 'posting',
  aggregate: 'posting',
  project: (before, { at, actor, version, events, stream }) => {
    const { initial, evolve, upcasters } = postingAggregate.decider;
    const state = events.reduce<Posting>(
      (current, event) => evolve(current, upcast(upcasters, event), { at, actor, version }),
      before ?? initial,
    );
    return {
      data: { ...state, sub: stream.id, version },
      lists: {
        ...(state.authorisations.length > 0 && { list1: { partition: POSTING_LIST, sort: stream.id } }),
        ...(state.member && { list2: { partition: STAFF_LIST, sort: stream.id } }),
      },
    };
  },
};
