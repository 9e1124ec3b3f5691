import type { CaseEvent } from '../../shared/domain/case/events.ts';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import type { BundleNo } from '../../shared/kernel/ids.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { Deps } from '../runtime/deps.ts';
import { advanceBundle } from './advance.ts';

/** What a bundle wants to know of its cases. */
const CONCERNS_BUNDLE: ReadonlySet<string> = new Set<CaseEvent['type']>([
  'CaseReceived',
  'SupplementRequested',
  'CaseDeclined',
  'CaseWithdrawn',
  'CaseDecided',
  'ResultProduced',
]);

/** What a commit sets off: a bundle's own, or one of a case that belongs to a bundle. At least once, in any order. */
export const bundleReactions =
  (deps: Deps) =>
  async ({ tenant, stream, events }: Commit): Promise<void> => {
    if (stream.aggregate === 'bundle') {
      await advanceBundle(deps, tenant, stream.id as BundleNo);
      return;
    }
    if (stream.aggregate !== 'case' || !events.some(({ type }) => CONCERNS_BUNDLE.has(type))) return;
    const { state } = await deps.streams.load(tenant, caseAggregate, stream.id);
    if (state.status === 'none' || !state.received.bundle) return;
    await advanceBundle(deps, state.received.bundle.tenant, state.received.bundle.no);
  };
