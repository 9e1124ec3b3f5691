import { bundleAggregate } from '../../shared/domain/bundle/decide.ts';
import { caseNamed, hasEnded, type OpenedBundle } from '../../shared/domain/bundle/state.ts';
import { stagesOf } from '../../shared/domain/theme/graph.ts';
import type { BundleNo, TenantCode } from '../../shared/kernel/ids.ts';
import type { TaskTokens } from '../../shared/ports/task-tokens.ts';
import type { Deps } from '../runtime/deps.ts';
import { advanceBundle } from './advance.ts';
import { recordFact } from './bookkeeping.ts';

/** What the state machine of a bundle works with. */
export type MachineDeps = Deps & { readonly tokens: TaskTokens };

interface BundleRef {
  readonly tenant: TenantCode;
  readonly no: BundleNo;
}

/** What `bundle.asl.json` sends to its function. */
export type MachineTask =
  | (BundleRef & { readonly task: 'plan' })
  | (BundleRef & { readonly task: 'await-case'; readonly name: string; readonly token: string })
  | (BundleRef & { readonly task: 'conclude' });

export type MachineAnswer = BundleRef & {
  /** Names of the cases, stage by stage. */
  readonly stages?: readonly (readonly string[])[];
  readonly outcome?: string;
};

/** There is no such bundle, or it is not over where it should be: the state machine tries again, then fails in sight. */
export class BundleMachineError extends Error {
  override readonly name = 'BundleMachineError';
}

const bundleOf = async (deps: Deps, { tenant, no }: BundleRef): Promise<OpenedBundle> => {
  const { state } = await deps.streams.load(tenant, bundleAggregate, no);
  if (state.status === 'none') throw new BundleMachineError(`no bundle ${no}`);
  return state;
};

/**
 * Wakes whoever waits for a case that has ended. Every token is told, as often as this is called: one that is used up,
 * or of an attempt that is over, is nobody's any more.
 */
export const tellEnded = async ({ tokens }: MachineDeps, { cases }: OpenedBundle): Promise<void> => {
  for (const each of cases.filter(hasEnded)) {
    for (const token of each.tokens) await tokens.succeed(token, { name: each.name, status: each.status });
  }
};

/**
 * The token is in the log before the case is looked at, so that an end is told either here or by whoever notes it. A
 * repetition after a lost token begins here again, and moves on what was left lying.
 */
const awaitCase = async (
  deps: MachineDeps,
  ref: BundleRef,
  name: string,
  token: string,
): Promise<MachineAnswer> => {
  const fact = { type: 'await-case', name, token } as const;
  await recordFact(deps, ref.tenant, ref.no, fact, token);
  await advanceBundle(deps, ref.tenant, ref.no);
  const found = caseNamed(await bundleOf(deps, ref), name);
  if (found && hasEnded(found)) await deps.tokens.succeed(token, { name, status: found.status });
  return { tenant: ref.tenant, no: ref.no };
};

/** The tasks of the state machine. Each may be repeated; the work itself is `advanceBundle`. */
export const runMachineTask = async (deps: MachineDeps, task: MachineTask): Promise<MachineAnswer> => {
  const { tenant, no } = task;
  const ref = { tenant, no };
  switch (task.task) {
    case 'plan': {
      await advanceBundle(deps, tenant, no);
      const { cases } = await bundleOf(deps, ref);
      return { ...ref, stages: stagesOf(cases).map((stage) => stage.map(({ name }) => name)) };
    }
    case 'await-case':
      return awaitCase(deps, ref, task.name, task.token);
    case 'conclude': {
      await advanceBundle(deps, tenant, no);
      const { outcome } = await bundleOf(deps, ref);
      if (outcome === undefined) throw new BundleMachineError(`${no} still has open cases`);
      return { ...ref, outcome };
    }
    default:
      return task satisfies never;
  }
};
