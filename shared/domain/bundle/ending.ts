import type { CommitMeta } from '../decider.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { BundleEvent } from './events.ts';
import { evolveBundle } from './evolve.ts';
import {
  caseNamed,
  dependentsOf,
  hasEnded,
  outcomeOf,
  type BundleState,
  type OpenedBundle,
} from './state.ts';

/** Statuses do not depend on who and when. */
const metaOf = (state: OpenedBundle): CommitMeta => ({
  at: '' as Instant,
  actor: state.openedBy,
  version: 0,
});

/** The events, and the conclusion of the bundle when they leave nothing open: one reply (一次办结). */
export const concluding = (state: OpenedBundle, events: readonly BundleEvent[]): readonly BundleEvent[] => {
  if (state.status === 'concluded') return events;
  const meta = metaOf(state);
  const after = events.reduce<BundleState>((fold, event) => evolveBundle(fold, event, meta), state);
  if (after.status === 'none' || !after.cases.every(hasEnded)) return events;
  return [...events, { type: 'BundleConcluded', data: { outcome: outcomeOf(after.cases) } }];
};

/** The end of a case, what it blocks when it was not granted, and the end of the bundle when it was the last. */
export const endOfCase = (
  state: OpenedBundle,
  event: BundleEvent,
  name: string,
  isGranted: boolean,
): readonly BundleEvent[] => {
  const waiting = isGranted
    ? []
    : dependentsOf(state.cases, name).filter((each) => caseNamed(state, each)?.status === 'planned');
  return concluding(state, [
    event,
    ...(waiting.length > 0 ? [{ type: 'CasesBlocked', data: { names: waiting } } as const] : []),
  ]);
};
