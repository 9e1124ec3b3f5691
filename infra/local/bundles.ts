import type { BundleRow } from '../../functions/bundle/bundle-view.ts';
import { runMachineTask } from '../../functions/bundle/machine-tasks.ts';
import { bundleReactions, machineReactions } from '../../functions/bundle/reactions.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import { RUNNING_BUNDLES } from '../../functions/runtime/bundle-list.ts';
import { allOf } from '../../functions/runtime/lists.ts';
import type { BundleNo, TenantCode } from '../../shared/kernel/ids.ts';
import { bundleMachine, type BundleMachine } from './bundle-machine.ts';
import type { Subscriber } from './feed-delivery.ts';

/** What moves linked cases on in this process. */
export interface Bundles {
  readonly subscriber: Subscriber;
  readonly machine: BundleMachine;
  /** Looks after the bundles that an earlier process left running. */
  resume(halls: readonly TenantCode[]): Promise<void>;
}

/** The feed is opened before what its reactions work with: they wait for it. */
export const openBundles = (deps: Promise<Deps>, onFault: (error: unknown) => void): Bundles => {
  const machine: BundleMachine = bundleMachine({
    run: async (task) => runMachineTask({ ...(await deps), tokens: machine }, task),
    onFault,
  });
  return {
    machine,
    subscriber: {
      name: 'bundles',
      take: async (commit) => {
        const own = await deps;
        await bundleReactions(own)(commit);
        await machineReactions({ ...own, tokens: machine }, machine.start)(commit);
      },
    },
    resume: async (halls) => {
      const { views } = await deps;
      for (const hall of halls) {
        const rows = await allOf<BundleRow>(views.for(hall), { list: 'list1', partition: RUNNING_BUNDLES });
        for (const { bundleNo } of rows) machine.start(hall, bundleNo as BundleNo);
      }
    },
  };
};
