import { bundleAggregate } from '../../shared/domain/bundle/decide.ts';
import type { BundleEvent } from '../../shared/domain/bundle/events.ts';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import type { CaseEvent } from '../../shared/domain/case/events.ts';
import type { BundleNo, TenantCode } from '../../shared/kernel/ids.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { Deps } from '../runtime/deps.ts';
import { advanceBundle } from './advance.ts';
import { tellEnded, type MachineDeps } from './machine-tasks.ts';

/** What a bundle wants to know of its cases. */
const CONCERNS_BUNDLE: ReadonlySet<string> = new Set<CaseEvent['type']>([
  'CaseReceived',
  'SupplementRequested',
  'CaseDeclined',
  'CaseWithdrawn',
  'CaseDecided',
  'ResultProduced',
]);

/** What ends a case for its bundle, or begins to wait for one that may be over: whoever waits is told, and told again. */
const TELLS_ENDED: ReadonlySet<string> = new Set<BundleEvent['type']>([
  'CaseAwaited',
  'CaseEnded',
  'CaseDropped',
  'CasesBlocked',
  'BundleWithdrawn',
  'RemainderDecided',
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

/** Starts the state machine of a new bundle; named after it, so that a second start is none. */
export type StartMachine = (tenant: TenantCode, no: BundleNo) => Promise<void> | void;

/** Starts the state machine that looks after a new bundle, and tells it what has ended. */
export const machineReactions =
  (deps: MachineDeps, start: StartMachine) =>
  async ({ tenant, stream, events }: Commit): Promise<void> => {
    if (stream.aggregate !== 'bundle') return;
    if (events.some(({ type }) => type === 'BundleOpened')) await start(tenant, stream.id as BundleNo);
    if (!events.some(({ type }) => TELLS_ENDED.has(type))) return;
    const { state } = await deps.streams.load(tenant, bundleAggregate, stream.id);
    if (state.status !== 'none') await tellEnded(deps, state);
  };
