import type { BundleRow } from '../../functions/bundle/bundle-view.ts';
import { runMachineTask } from '../../functions/bundle/machine-tasks.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import { RUNNING_BUNDLES } from '../../functions/runtime/bundle-list.ts';
import { allOf } from '../../functions/runtime/lists.ts';
import type { BundleNo, TenantCode } from '../../shared/kernel/ids.ts';
import { bundleMachine, type BundleMachine } from './bundle-machine.ts';

/** What moves linked cases on in this process. */
export interface Bundles {
  readonly machine: BundleMachine;
  /** Looks after the bundles that an earlier process left running. */
  resume(halls: readonly TenantCode[]): Promise<void>;
}

/** The feed is opened before what the machine works with: its tasks wait for it. */
export const openBundles = (deps: Promise<Deps>, onFault: (error: unknown) => void): Bundles => {
  const machine: BundleMachine = bundleMachine({
    run: async (task) => runMachineTask({ ...(await deps), tokens: machine }, task),
    onFault,
  });
  return {
    machine,
    resume: async (halls) => {
      const { views } = await deps;
      for (const hall of halls) {
        const rows = await allOf<BundleRow>(views.for(hall), { list: 'list1', partition: RUNNING_BUNDLES });
        for (const { bundleNo } of rows) machine.start(hall, bundleNo as BundleNo);
      }
    },
  };
};
