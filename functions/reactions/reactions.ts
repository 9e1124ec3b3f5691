import { bundleReactions, machineReactions } from '../bundle/reactions.ts';
import { clockReaction } from '../clock/start-clock.ts';
import { noticeReaction } from '../notify/reactions.ts';
import { configReaction } from '../device/config.ts';
import { invitationReaction } from '../device/invitation.ts';
import { certificateReactions } from '../device/reactions.ts';
import { boardReaction } from '../queue/board.ts';
import { caseReaction } from '../queue/case-reaction.ts';
import { tideReaction } from '../queue/tide-reaction.ts';
import type { Reaction } from '../runtime/reaction.ts';

/** What the log sets off beside the views: in the local stack by the feed, on AWS by the second reader of the log's stream. */
export const REACTIONS: readonly Reaction[] = [
  { name: 'clock', react: clockReaction },
  { name: 'notices', react: ({ notices }) => noticeReaction(notices) },
  {
    name: 'bundles',
    react: (deps) => async (commit) => {
      await bundleReactions(deps)(commit);
      await machineReactions(deps, deps.startBundle)(commit);
    },
  },
  {
    name: 'devices',
    react: (deps) => {
      const { devices } = deps;
      const telling = { ...deps, messages: devices };
      const all = [
        certificateReactions(devices),
        boardReaction(telling),
        tideReaction(deps),
        caseReaction(deps),
        configReaction(telling),
        invitationReaction(telling),
      ];
      return async (commit) => {
        for (const react of all) await react(commit);
      };
    },
  },
];
