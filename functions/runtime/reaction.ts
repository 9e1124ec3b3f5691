import type { Commit } from '../../shared/ports/event-log.ts';
import type { DeviceHub } from '../../shared/ports/device-hub.ts';
import type { NoticeQueue } from '../../shared/ports/notices.ts';
import type { TaskTokens } from '../../shared/ports/task-tokens.ts';
import type { Workflows } from '../../shared/ports/workflows.ts';
import type { BundleNo, TenantCode } from '../../shared/kernel/ids.ts';
import type { Deps } from './deps.ts';

/** What a reaction works with: everything that a slice has, and the state machines. */
export interface ReactionDeps extends Deps {
  readonly workflows: Workflows;
  /** Starts the state machine of a linked case; named after it, so that a second start is none. */
  readonly startBundle: (tenant: TenantCode, no: BundleNo) => Promise<void> | void;
  readonly tokens: TaskTokens;
  readonly notices: NoticeQueue;
  readonly devices: DeviceHub;
}

/** What the log sets off. Is told of every commit at least once and in any order: what was done before, it does not do again. */
export interface Reaction {
  /** Stable: dead letters and faults name it. */
  readonly name: string;
  readonly react: (deps: ReactionDeps) => (commit: Commit) => Promise<void>;
}

/** Some reactions to a commit failed; the others are done. */
export class ReactionError extends AggregateError {
  override readonly name = 'ReactionError';
}

/** All reactions to a commit; one that fails keeps no other from its work. @throws ReactionError that names those that failed */
export const reactAll = (
  reactions: readonly Reaction[],
  deps: ReactionDeps,
): ((commit: Commit) => Promise<void>) => {
  const started = reactions.map(({ name, react }) => ({ name, take: react(deps) }));
  return async (commit) => {
    const results = await Promise.all(
      started.map(async ({ name, take }) => {
        try {
          await take(commit);
          return [];
        } catch (error) {
          return [{ name, error }];
        }
      }),
    );
    const failed = results.flat();
    if (failed.length === 0) return;
    throw new ReactionError(
      failed.map(({ error }) => error),
      failed.map(({ name, error }) => `${name}: ${String(error)}`).join('; '),
    );
  };
};
