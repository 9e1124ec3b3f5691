import type { BundleCaseStatus } from '../../shared/contracts/bundles.ts';
import type { OpenedBundle } from '../../shared/domain/bundle/state.ts';
import { outcomeOf } from '../../shared/domain/bundle/state.ts';
import type { CaseOutcome } from '../../shared/domain/bundle/events.ts';
import type { Commit, EventLog } from '../../shared/ports/event-log.ts';

/** What the world has in store for a bundle: its graph, and how each of its cases will end. */
export interface World {
  /** For each node the nodes with lower numbers that it waits for. */
  readonly after: readonly (readonly number[])[];
  readonly outcomes: readonly CaseOutcome[];
}

/** What must become of each case, computed without any of the code under test: in the order of the numbers, once. */
export const oracle = ({ after, outcomes }: World): readonly BundleCaseStatus[] => {
  const statuses: BundleCaseStatus[] = [];
  outcomes.forEach((outcome, node) => {
    const isOpened = (after[node] ?? []).every((before) => statuses[before] === 'approved');
    statuses.push(isOpened ? outcome : 'blocked');
  });
  return statuses;
};

export const oracleOutcome = (world: World): OpenedBundle['outcome'] =>
  outcomeOf(oracle(world).map((status) => ({ status })));

/** A small generator, so that a failing run can be run again from its seed. */
export const dice = (seed: number) => {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return state / 2 ** 32;
  };
  return {
    chance: (share: number): boolean => next() < share,
    below: (count: number): number => Math.floor(next() * count),
  };
};
export type Dice = ReturnType<typeof dice>;

/** The process is gone, before or after the store has what it was sending. */
class KilledError extends Error {
  override readonly name = 'KilledError';
}

/** A log whose user may be killed at any append, and that tells what was really written. */
export const mortalLog = (
  inner: EventLog,
  { isKilled, onWrite }: { isKilled: () => boolean; onWrite: (commit: Commit) => void },
): EventLog => ({
  for: (tenant) => {
    const own = inner.for(tenant);
    return {
      read: (stream, from) => own.read(stream, from),
      append: async (stream, after, commit) => {
        if (isKilled()) throw new KilledError('before the write');
        const appended = await own.append(stream, after, commit);
        onWrite(appended);
        if (isKilled()) throw new KilledError('after the write');
        return appended;
      },
    };
  },
});
