import { bundleReactions } from '../../functions/bundle/reactions.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import type { Subscriber } from './feed-delivery.ts';

/** Moves linked cases on. The feed is opened before what its reactions work with: they wait for it. */
export const bundleSubscriber = (deps: Promise<Deps>): Subscriber => ({
  name: 'bundles',
  take: async (commit) => bundleReactions(await deps)(commit),
});
