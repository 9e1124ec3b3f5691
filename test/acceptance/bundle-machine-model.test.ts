import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { runMachineTask } from '../../functions/bundle/machine-tasks.ts';
import {
  dice,
  oracle,
  oracleOutcome,
  type Dice,
  type World,
} from '../../functions/bundle/random-bundles.test-support.ts';
import { bundleReactions, machineReactions } from '../../functions/bundle/reactions.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import { bundleMachine, type BundleMachine } from '../../infra/local/bundle-machine.ts';
import type { BundleNo } from '../../shared/kernel/ids.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
import type { TaskTokens } from '../../shared/ports/task-tokens.ts';
import { anyWorld, bundleOffice, TENANT, type BundleOffice } from '../support/bundle-office.ts';

const RUNS = 40;
const MAX_STEPS = 3_000;

type Told = Parameters<TaskTokens['succeed']>;

/** Tokens on a bad line: what is told arrives, arrives twice, arrives late, or never. */
const badLine = (machine: () => BundleMachine, random: Dice) => {
  const late: Told[] = [];
  let lost = 0;
  const tokens: TaskTokens = {
    succeed: async (...told) => {
      if (random.chance(0.3)) {
        lost += 1;
      } else if (random.chance(0.3)) {
        late.push(told);
      } else {
        await machine().succeed(...told);
        if (random.chance(0.3)) await machine().succeed(...told);
      }
    },
  };
  return {
    tokens,
    lost: () => lost,
    /** Lets one of the late ones arrive. */
    arrive: async (): Promise<void> => {
      const [told] = late.splice(random.below(late.length), 1);
      if (told) await machine().succeed(...told);
    },
  };
};

/** One process after the other looks after one bundle with the real state machine; the log is all that outlives them. */
const keeper = (office: BundleOffice, no: BundleNo, random: Dice) => {
  const faults: unknown[] = [];
  let transitions = 0;
  let deps: Deps = office.deps;
  const start = (): BundleMachine => {
    deps = { ...office.deps, streams: new Streams(office.deps.log, office.deps.clock) };
    return bundleMachine({
      run: (task) => runMachineTask({ ...deps, tokens: line.tokens }, task),
      onFault: (error) => faults.push(error),
      onEvent: ({ type }) => {
        if (type === 'StateEntered' || type === 'StateRetried') transitions += 1;
      },
    });
  };
  const line = badLine(() => machine, random);
  let machine = start();
  let restarts = 0;
  return {
    line,
    faults,
    transitions: () => transitions,
    restarts: () => restarts,
    take: async (commit: Commit): Promise<void> => {
      await bundleReactions(deps)(commit);
      await machineReactions({ ...deps, tokens: line.tokens }, machine.start)(commit);
    },
    /** The process dies; its successor takes up what the log says is running, as `npm start` does. */
    restart: async (): Promise<void> => {
      await machine.close();
      machine = start();
      restarts += 1;
      machine.start(TENANT, no);
    },
    isIdle: async (): Promise<boolean> => {
      const idle = machine.idle().then(() => true);
      return Promise.race([idle, new Promise<false>((resolve) => setImmediate(resolve, false))]);
    },
    close: () => machine.close(),
  };
};
type Keeper = ReturnType<typeof keeper>;

describe('the state machine of linked cases on a bad line', () => {
  let office: BundleOffice;
  let serial = 0;
  const totals = { lost: 0, restarts: 0 };

  beforeAll(async () => {
    office = await bundleOffice();
  });

  /** News arrives in any order; nothing of it is dropped, since the stream is at least once. Says what of it was the bundle's. */
  const deliverOne = async (pending: Commit[], told: Keeper, random: Dice): Promise<readonly Commit[]> => {
    const [commit] = pending.splice(random.below(pending.length), 1);
    if (commit) await told.take(commit);
    return commit?.stream.aggregate === 'bundle' ? [commit] : [];
  };

  /** Until the bundle has concluded, and the machine that looked after it has come to its end too. */
  const live = async (told: Keeper, no: BundleNo, world: World, random: Dice): Promise<void> => {
    const pending: Commit[] = [];
    const taken: Commit[] = [];
    for (let steps = 0; steps < MAX_STEPS; steps += 1) {
      pending.push(...office.news());
      if (pending.length > 0 && random.chance(0.7)) taken.push(...(await deliverOne(pending, told, random)));
      else if (taken.length > 0 && random.chance(0.3)) await deliverOne([...taken], told, random);
      else if (random.chance(0.5)) await office.endOne(no, world, random);
      else if (random.chance(0.3)) await told.line.arrive();
      else if (random.chance(0.05)) await told.restart();
      const isOver = (await office.bundleNow(no)).status === 'concluded' && pending.length === 0;
      if (isOver && (await told.isIdle())) return;
    }
    throw new Error(`the machine still waits after ${MAX_STEPS} steps`);
  };

  it('tokens lost, doubled and late, processes that die: bundle and machine both end as the oracle says', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, fc.integer(), async (world, seed) => {
        const random = dice(seed);
        const no = await office.open(`t${(serial += 1)}`, world);
        const told = keeper(office, no, random);
        await live(told, no, world, random).finally(() => told.close());
        const state = await office.bundleNow(no);
        expect(told.faults).toEqual([]);
        expect(state.cases.map(({ status }) => status)).toEqual(oracle(world));
        expect(state.outcome).toBe(oracleOutcome(world));
        const received = await office.receivedOf(state);
        const opened = received.map(({ matter }) => matter.name);
        const expected = state.cases.filter(({ status }) => status !== 'blocked').map(({ name }) => name);
        expect(opened.sort()).toEqual(expected.sort());
        const each = 6 + 4 * state.cases.length;
        expect(told.transitions()).toBeLessThanOrEqual(each * (told.restarts() + 1));
        totals.lost += told.line.lost();
        totals.restarts += told.restarts();
      }),
      { numRuns: RUNS },
    );
    const { lost, restarts } = totals;
    process.stdout.write(
      `${RUNS} random bundles under the machine, ${lost} tokens lost, ${restarts} restarts\n`,
    );
    expect(lost).toBeGreaterThan(RUNS);
  });
});
