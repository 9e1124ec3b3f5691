import { caseAggregate } from '../../shared/domain/case/case.ts';
import { endsClock, mayStartStretch } from '../../shared/domain/case/stretches.ts';
import type { ConsultationEvent } from '../../shared/domain/consultation/consultation.ts';
import type { MatterEvent } from '../../shared/domain/matter/events.ts';
import type { CaseNo, TenantCode } from '../../shared/kernel/ids.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { Workflows } from '../../shared/ports/workflows.ts';
import type { OtherLimit } from '../runtime/running-limits.ts';
import { OTHER_CLOCKS } from './clocks.ts';
import { evaluate } from './evaluate.ts';
import type { ClockDeps } from './limits.ts';
import { startWalk } from './redate.ts';

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

/**
 * Ends the executions that the commit left without a limit to wait for, which saves their last steps and nothing else:
 * one that is missed finds out for itself when it wakes up.
 */
const stopEarlier = async (
  { streams, workflows }: StartDeps,
  { tenant, stream, events }: Commit,
): Promise<void> => {
  const { state } = await streams.load(tenant, caseAggregate, stream.id);
  if (state.status === 'none') return;
  const begun = events.filter(({ type }) => mayStartStretch(type)).length;
  const last = events.some(({ type }) => endsClock(type)) ? state.stretch : state.stretch - 1;
  for (let stretch = Math.max(0, state.stretch - begun); stretch <= last; stretch += 1)
    await workflows.stop('clock', `${stream.id}-${stretch}`);
};

const begins = ({ type }: { readonly type: string }): boolean =>
  type === 'CaseReceived' || mayStartStretch(type);

const onCase = async (deps: StartDeps, commit: Commit): Promise<void> => {
  const { tenant, stream, version, events } = commit;
  const ends = events.some(({ type }) => endsClock(type));
  const starts = events.some(begins);
  if (starts && !ends) await startClock(deps, tenant, stream.id as CaseNo);
  if (version > 0 && (starts || ends)) await stopEarlier(deps, commit);
};

/** Starts the execution for the limit of a stream beside the cases, if one runs there. */
export const startOther = async (deps: StartDeps, { tenant, aggregate, id }: OtherLimit): Promise<void> => {
  const current = await OTHER_CLOCKS[aggregate].current(deps, tenant, id);
  if (!current) return;
  const ref = { tenant, aggregate, id, stretch: current.stretch };
  const { wakeAt } = await evaluate(deps, ref);
  if (wakeAt === undefined) return;
  await deps.workflows.start('clock', `${tenant}-${aggregate}-${id}-${current.stretch}`, { ...ref, wakeAt });
};

/** Events that begin a limit beside the cases, or move it. One that is over finds out when it wakes up. */
const BEGINS: ReadonlySet<string> = new Set<ConsultationEvent['type'] | MatterEvent['type']>([
  'ConsultationAsked',
  'ChangeAnnounced',
  'DueMoved',
]);

const onOther = async (deps: StartDeps, { tenant, stream, events }: Commit): Promise<void> => {
  const { aggregate, id } = stream;
  if (aggregate !== 'consultation' && aggregate !== 'matter') return;
  if (events.some(({ type }) => BEGINS.has(type))) await startOther(deps, { tenant, aggregate, id });
};

/**
 * Reaction to the log: whatever begins, stops or moves a limit starts the execution of the new stretch and ends that of
 * the one before; a change of the calendar starts a walk through the running limits.
 */
export const clockReaction =
  (deps: StartDeps) =>
  async (commit: Commit): Promise<void> => {
    if (commit.stream.aggregate === 'tenant') await startWalk(deps, commit);
    if (commit.stream.aggregate === 'case') await onCase(deps, commit);
    await onOther(deps, commit);
  };
