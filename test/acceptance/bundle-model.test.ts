import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { advanceBundle } from '../../functions/bundle/advance.ts';
import {
  dice,
  oracle,
  oracleOutcome,
  type Dice,
  type World,
} from '../../functions/bundle/random-bundles.test-support.ts';
import { bundleReactions } from '../../functions/bundle/reactions.ts';
import { bundleAggregate } from '../../shared/domain/bundle/decide.ts';
import { hasEnded, type OpenedBundle } from '../../shared/domain/bundle/state.ts';
import type { BundleNo } from '../../shared/kernel/ids.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import {
  anyWorld,
  bundleOffice,
  CALENDAR,
  someone,
  TENANT,
  type BundleOffice,
} from '../support/bundle-office.ts';

const RUNS = 60;
const MAX_STEPS = 2_000;

describe('random graphs, outcomes, delays, duplicates, losses and kills', () => {
  let office: BundleOffice;
  let serial = 0;

  beforeAll(async () => {
    office = await bundleOffice();
  });

  /** Delivers what was written in any order, some of it twice, some of it never, and kills whoever takes it. */
  const deliverOne = async (pending: Commit[], random: Dice): Promise<void> => {
    const index = random.below(pending.length);
    const commit = pending[index];
    if (!commit) return;
    if (random.chance(0.1)) {
      pending.splice(index, 1);
      return;
    }
    const taken = await office.inOwnProcess(0.08, random, (own) => bundleReactions(own)(commit));
    if (taken && !random.chance(0.2)) pending.splice(index, 1);
  };

  /** Until the bundle has concluded. When all news is lost, the state machine's own repetition looks after it. */
  const live = async (
    no: BundleNo,
    world: World,
    seed: number,
    meddle?: () => Promise<void>,
  ): Promise<OpenedBundle> => {
    const random = dice(seed);
    const pending: Commit[] = [];
    for (let steps = 0; steps < MAX_STEPS; steps += 1) {
      pending.push(...office.news());
      if (meddle && random.chance(0.05)) await meddle();
      if (pending.length > 0 && random.chance(0.7)) await deliverOne(pending, random);
      else if (random.chance(0.5)) await office.endOne(no, world, random);
      else if (random.chance(0.2))
        await office.inOwnProcess(0.08, random, (own) => advanceBundle(own, TENANT, no));
      const state = await office.bundleNow(no);
      if (state.status === 'concluded') return state;
    }
    throw new Error(`still running after ${MAX_STEPS} steps, seed ${seed}`);
  };

  it('ends as the oracle says, each case opened once, and nothing that waits for a refused one', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, fc.integer(), async (world, seed) => {
        const no = await office.open(`m${(serial += 1)}`, world);
        const state = await live(no, world, seed);
        const expected = oracle(world);
        expect(state.cases.map(({ status }) => status)).toEqual(expected);
        expect(state.outcome).toBe(oracleOutcome(world));
        const received = await office.receivedOf(state);
        expect(received.map(({ matter }) => matter.name).sort()).toEqual(
          office.matters
            .slice(0, expected.length)
            .filter((_, node) => expected[node] !== 'blocked')
            .map(({ name }) => name)
            .sort(),
        );
      }),
      { numRuns: RUNS },
    );
    process.stdout.write(`${RUNS} random bundles, ${office.deaths()} kills\n`);
    expect(office.deaths()).toBeGreaterThan(RUNS);
  });

  it('withdrawn at any moment it still ends, and opens nothing from then on that had no number', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, fc.integer(), async (world, seed) => {
        const no = await office.open(`w${(serial += 1)}`, world);
        const actor = someone('citizen', 'm.citizen');
        const { deps } = office;
        const meddle = async (): Promise<void> => {
          const envelope = { at: deps.clock.now(), actor, key: 'withdraw', digest: '' };
          const command = { type: 'withdraw', now: envelope.at, actor, calendar: CALENDAR } as const;
          await deps.streams.execute(TENANT, bundleAggregate, no, envelope, command);
        };
        const state = await live(no, world, seed, meddle);
        expect(state.cases.every(hasEnded)).toBe(true);
        const received = await office.receivedOf(state);
        const numbered = state.cases.flatMap(({ caseNo }) => (caseNo ? [caseNo] : []));
        expect(received.map(({ caseNo }) => caseNo).sort()).toEqual(numbered.sort());
        for (const { after, caseNo } of state.cases.filter((each) => each.caseNo)) {
          const befores = state.cases.filter(({ name }) => after.includes(name));
          expect(
            befores.every(({ status }) => status === 'approved'),
            caseNo,
          ).toBe(true);
        }
      }),
      { numRuns: RUNS / 2 },
    );
  });
});
