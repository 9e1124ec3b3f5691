import { caseAggregate } from '../../shared/domain/case/case.ts';
import { mayStartStretch } from '../../shared/domain/case/stretches.ts';
import type { CaseNo, TenantCode } from '../../shared/kernel/ids.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { Workflows } from '../../shared/ports/workflows.ts';
import { evaluate, type ClockDeps } from './evaluate.ts';

type StartDeps = ClockDeps & { readonly workflows: Workflows };

/**
 * Starts the execution that waits for the case's current stretch, named after case and stretch, unless nothing of it is
 * left to wait for. Starting it again does nothing, so that a lost execution is repaired by this call.
 */
export const startClock = async (deps: StartDeps, tenant: TenantCode, caseNo: CaseNo): Promise<void> => {
  const { state } = await deps.streams.load(tenant, caseAggregate, caseNo);
  if (state.status === 'none') return;
  const { stretch } = state;
  const { wakeAt } = await evaluate(deps, { tenant, caseNo, stretch });
  if (wakeAt === undefined) return;
  await deps.workflows.start('clock', `${caseNo}-${stretch}`, { tenant, caseNo, stretch, wakeAt });
};

const begins = ({ type }: { readonly type: string }): boolean =>
  type === 'CaseReceived' || mayStartStretch(type);

/** Reaction to the log: whatever begins, stops or moves a limit starts the execution of the new stretch. */
export const clockReaction =
  (deps: StartDeps) =>
  async ({ tenant, stream, events }: Commit): Promise<void> => {
    if (stream.aggregate === 'case' && events.some(begins))
      await startClock(deps, tenant, stream.id as CaseNo);
  };
