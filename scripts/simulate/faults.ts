import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../iot/simulator/random.ts';
import type { Cable } from '../../test/support/cable.ts';
import type { Host } from './fleet.ts';

export const FAULTS = ['cut', 'kill', 'slow', 'duplicate', 'skew'] as const;
export type Fault = (typeof FAULTS)[number];

type Breaking = Extract<Fault, 'cut' | 'kill' | 'slow'>;
export type FaultCounts = Record<Breaking | 'server', number>;

/** What can be broken while the day runs; `duplicate` and `skew` are with the machines from the start. */
export interface Breakable {
  readonly cables: readonly Cable[];
  /** Where the cables lead. */
  readonly endpoint: string;
  readonly hosts: readonly Host[];
  /** Kills the server of the halls and starts it again on its folder. */
  readonly restartStack: () => Promise<void>;
}

/** In real time, as the agents' own patience is. */
const PAUSE_MS = { from: 2_000, to: 8_000 } as const;
const CUT_MS = { from: 2_000, to: 15_000 } as const;
const SLOW_MS = { from: 5_000, to: 20_000 } as const;
const DELAY_MS = { from: 50, to: 800 } as const;
/** The server is killed once in so much time, and at least once. */
const SERVER_KILL_MS = 240_000;

const wait = (random: Random, { from, to }: { readonly from: number; readonly to: number }): Promise<void> =>
  sleep(random.between(from, to));

const oneOf = <Item>(random: Random, items: readonly Item[]): Item | undefined =>
  items[Math.floor(random.next() * items.length)];

const breakers = (
  random: Random,
  { cables, endpoint, hosts }: Breakable,
): Record<Breaking, () => Promise<void>> => ({
  cut: async () => {
    const cable = oneOf(random, cables);
    cable?.cut();
    await wait(random, CUT_MS);
    cable?.lay(endpoint);
  },
  slow: async () => {
    const cable = oneOf(random, cables);
    cable?.slow(random.between(DELAY_MS.from, DELAY_MS.to));
    await wait(random, SLOW_MS);
    cable?.slow(0);
  },
  kill: async () => oneOf(random, hosts)?.killAndRestart(),
});

/** Breaks one thing after the other for so many milliseconds, and resolves when everything is whole again. */
export const breakThings = async (
  target: Breakable,
  random: Random,
  faults: ReadonlySet<Fault>,
  totalMs: number,
): Promise<FaultCounts> => {
  const counts: FaultCounts = { cut: 0, kill: 0, slow: 0, server: 0 };
  const end = Date.now() + totalMs;
  const kinds = (['cut', 'slow', 'cut', 'slow', 'cut', 'kill'] as const).filter((kind) => faults.has(kind));
  const breaking = breakers(random, target);
  const mending: Promise<void>[] = [];
  const parts = async (): Promise<void> => {
    for (let kind = oneOf(random, kinds); kind && Date.now() < end; kind = oneOf(random, kinds)) {
      await wait(random, PAUSE_MS);
      counts[kind] += 1;
      const mended = breaking[kind]();
      // One process at a time: a second kill must not meet a start that is under way.
      if (kind === 'kill') await mended;
      else mending.push(mended);
    }
  };
  const server = async (): Promise<void> => {
    const times = faults.has('kill') ? Math.max(1, Math.floor(totalMs / SERVER_KILL_MS)) : 0;
    for (let time = 0; time < times; time += 1) {
      await sleep(totalMs / (times + 1));
      counts.server += 1;
      await target.restartStack();
    }
  };
  await Promise.all([parts(), server()]);
  await Promise.all(mending);
  return counts;
};
