import { REACTIONS } from '../../functions/reactions/reactions.ts';
import type { ReactionDeps } from '../../functions/runtime/reaction.ts';
import type { Subscriber } from './feed-delivery.ts';

/** What the log sets off, by the one list that AWS follows too. The feed is opened before what reactions work with: they wait for it. */
export const reactionSubscribers = (deps: Promise<ReactionDeps>): readonly Subscriber[] =>
  REACTIONS.map(({ name, react }) => {
    let started: Promise<Subscriber['take']> | undefined;
    return {
      name,
      take: async (commit) => {
        started ??= deps.then(react);
        await (
          await started
        )(commit);
      },
    };
  });
