import { bundleAggregate } from '../../shared/domain/bundle/decide.ts';
import type { BundleEvent } from '../../shared/domain/bundle/events.ts';
import { isStuck, type BundleState } from '../../shared/domain/bundle/state.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { RUNNING_BUNDLES } from '../runtime/bundle-list.ts';
import type { Projection } from '../../shared/ports/views.ts';

/** A bundle in the lists of a hall: masked, small. The fold is kept beside it, since the next commit grows from it. */
export interface BundleRow {
  readonly bundleNo: string;
  readonly theme: { readonly code: string; readonly name: string };
  readonly lead: string;
  readonly applicant: { readonly name: string };
  readonly status: string;
  readonly openedAt: Instant;
  readonly promisedDue?: string;
  readonly cases: number;
  readonly ended: number;
  /** Openings that somebody has to look into. */
  readonly attention: readonly string[];
  readonly state: BundleState;
}

/** Bundles that a lead has to act on, `list2`. */
export const ATTENTION_LIST = 'bundles#attention';

/** A stream of a bundle that does not begin with its opening. */
export class BundleStreamError extends Error {
  override readonly name = 'BundleStreamError';
}

export const bundleRows: Projection<BundleRow> = {
  view: 'bundle',
  aggregate: 'bundle',
  project: (before, { at, actor, version, events, stream }) => {
    const { initial, evolve, upcasters } = bundleAggregate.decider;
    const state = events.reduce<BundleState>(
      (fold, event) => evolve(fold, upcast<BundleEvent>(upcasters, event), { at, actor, version }),
      before?.state ?? initial,
    );
    if (state.status === 'none') throw new BundleStreamError(`bundle ${stream.id} was never opened`);
    const { opened, openedAt, cases, clock } = state;
    const attention = cases.filter(isStuck).map(({ name }) => name);
    const sort = `${openedAt}#${opened.bundleNo}`;
    const data: BundleRow = {
      bundleNo: opened.bundleNo,
      theme: { code: opened.theme.code, name: opened.theme.name },
      lead: opened.theme.lead,
      applicant: { name: opened.applicant.name },
      status: state.status,
      openedAt,
      ...(clock ? { promisedDue: clock.promisedDue } : {}),
      cases: cases.length,
      ended: cases.filter(({ endedAt, status }) => endedAt !== undefined || status === 'blocked').length,
      attention,
      state,
    };
    return {
      data,
      lists: {
        ...(state.status === 'running' ? { list1: { partition: RUNNING_BUNDLES, sort } } : {}),
        ...(attention.length > 0 ? { list2: { partition: ATTENTION_LIST, sort } } : {}),
      },
    };
  },
};
