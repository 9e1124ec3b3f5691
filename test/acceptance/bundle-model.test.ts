import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { advanceBundle } from '../../functions/bundle/advance.ts';
import { bundleReactions } from '../../functions/bundle/reactions.ts';
import {
  dice,
  KilledError,
  mortalLog,
  oracle,
  oracleOutcome,
  type World,
} from '../../functions/bundle/random-bundles.test-support.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import { bundleAggregate } from '../../shared/domain/bundle/decide.ts';
import { CASE_OUTCOMES } from '../../shared/domain/bundle/events.ts';
import { hasEnded, type BundleCase, type OpenedBundle } from '../../shared/domain/bundle/state.ts';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import type { CaseCommand } from '../../shared/domain/case/commands.ts';
import type { CaseReceived } from '../../shared/domain/case/events.ts';
import { themeAggregate } from '../../shared/domain/theme/publish.ts';
import type { Actor, Role } from '../../shared/kernel/actor.ts';
import type { BundleNo, MatterCode, Subject, TenantCode } from '../../shared/kernel/ids.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
import { createCalendar } from '../../shared/time/calendar.ts';
import { inMemoryLog } from '../support/in-memory-log.ts';
import { inProcess } from '../support/in-process.ts';
import { somebody, SYNTHETIC_PERSON, walkerOf, type Walker } from '../support/walk.ts';

const TENANT = '411323' as TenantCode;
const MOST_CASES = 12;
const RUNS = 60;
const CALENDAR = createCalendar({
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '14:00', to: '17:30' },
  ],
});

const someone = (role: Role, sub: string, department?: string): Actor => ({
  sub: sub as Subject,
  name: '',
  tenant: TENANT,
  roles: [role],
  ...(department ? { department } : {}),
});

const anyWorld: fc.Arbitrary<World> = fc.integer({ min: 1, max: MOST_CASES }).chain((size) =>
  fc.record({
    after: fc.tuple(
      ...Array.from({ length: size }, (_, node) =>
        fc.subarray(
          Array.from({ length: node }, (__, before) => before),
          { maxLength: Math.min(3, node) },
        ),
      ),
    ),
    outcomes: fc.array(
      fc.oneof({ arbitrary: fc.constant('approved' as const), weight: 3 }, fc.constantFrom(...CASE_OUTCOMES)),
      { minLength: size, maxLength: size },
    ),
  }),
);

describe('random graphs, outcomes, delays, duplicates, losses and kills', () => {
  let walker: Walker;
  let deps: Deps;
  let matters: { code: MatterCode; name: string }[];
  const written: Commit[] = [];
  let deaths = 0;
  /** Which of the coming appends kills its process. */
  let isKilled = (): boolean => false;

  beforeAll(async () => {
    const hall = await inProcess({
      storage: {
        log: mortalLog(inMemoryLog(), {
          isKilled: () => isKilled(),
          onWrite: (commit) => written.push(commit),
        }),
      },
    });
    ({ deps } = hall);
    walker = walkerOf(hall);
    const { body } = await walker.must(200, '', 'GET', '/matters?limit=200&audience=个人');
    const items = body['items'] as { code: string; name: string; steps: string }[];
    matters = items
      .filter(({ steps }) => steps === '审核合一')
      .slice(0, MOST_CASES)
      .map(({ code, name }) => ({ code: code as MatterCode, name }));
    expect(matters).toHaveLength(MOST_CASES);
  });

  const publish = async (code: string, { after }: World): Promise<void> => {
    const chosen = matters.slice(0, after.length);
    const nameOf = (node: number): string => chosen[node]?.name ?? '';
    const theme = {
      code,
      name: '随机主题',
      lead: '县民政局',
      matters: chosen,
      order: after.flatMap((befores, node) =>
        befores.map((before) => [nameOf(before), nameOf(node)] as const),
      ),
      promisedDays: null,
      materialsMerged: [],
      samePapers: [],
      list: '测试清单',
      listVerified: false,
      sources: [],
    };
    const actor = someone('admin', 'a');
    const envelope = { at: deps.clock.now(), actor, key: code, digest: code };
    const command = { type: 'publish', theme, outside: [] } as const;
    const done = await deps.streams.execute(TENANT, themeAggregate, code, envelope, command);
    expect(done.ok).toBe(true);
  };

  const open = async (code: string): Promise<BundleNo> => {
    const { body: guide } = await walker.must(200, '', 'GET', `/themes/${code}`);
    const materials = (guide['materials'] as { name: string }[]).map(({ name }) => ({
      name,
      provided: true,
    }));
    const body = { theme: code, applicant: SYNTHETIC_PERSON, form: {}, materials, channel: 'online' };
    const { body: bundle } = await walker.must(
      201,
      somebody('m.citizen', 'citizen'),
      'POST',
      '/bundles',
      body,
    );
    return bundle['bundleNo'] as BundleNo;
  };

  const bundleNow = async (no: BundleNo): Promise<OpenedBundle> => {
    const { state } = await deps.streams.load(TENANT, bundleAggregate, no);
    if (state.status === 'none') throw new Error('no bundle');
    return state;
  };

  const onCase = async (caseNo: string, actor: Actor, command: object): Promise<boolean> => {
    const at = deps.clock.now();
    const type = (command as { type: string }).type;
    const envelope = { at, actor, key: `office ${type}`, digest: type };
    const full = { ...command, now: at, actor, calendar: CALENDAR } as CaseCommand;
    return (await deps.streams.execute(TENANT, caseAggregate, caseNo, envelope, full)).ok;
  };

  /** The office, or the applicant, ends the case as the world has it in store. */
  const endCase = async ({ caseNo, matter }: BundleCase, outcome: string): Promise<void> => {
    if (caseNo === undefined) return;
    const { department } = matter;
    const clerk = someone('clerk', 'm.clerk');
    const chief = someone('chief', 'm.chief', department);
    const phrase = { kind: 'phrase', code: 'agree' };
    if (outcome === 'withdrawn') {
      await onCase(caseNo, someone('citizen', 'm.citizen'), { type: 'withdraw' });
      return;
    }
    if (outcome === 'declined') {
      await onCase(caseNo, clerk, { type: 'decline', reason: phrase });
      return;
    }
    await onCase(caseNo, clerk, { type: 'accept' });
    await onCase(caseNo, chief, { type: 'claim' });
    const authorisation = { id: 'x', kind: 'section-head', department };
    const reasons = outcome === 'refused' ? { reasons: phrase } : {};
    await onCase(caseNo, chief, {
      type: 'decide',
      outcome,
      opinion: phrase,
      authorisation,
      seal: 's',
      ...reasons,
    });
    if (outcome === 'approved') await onCase(caseNo, someone('issuer', 'm.issuer'), { type: 'produce' });
  };

  /** A process of its own: it has nothing warm, and may be killed at any append. */
  const inOwnProcess = async (
    share: number,
    random: ReturnType<typeof dice>,
    work: (own: Deps) => Promise<void>,
  ): Promise<boolean> => {
    isKilled = () => random.chance(share);
    try {
      await work({ ...deps, streams: new Streams(deps.log, deps.clock) });
      return true;
    } catch (error) {
      if (!(error instanceof KilledError)) throw error;
      deaths += 1;
      return false;
    } finally {
      isKilled = () => false;
    }
  };

  /** Delivers what was written in any order, some of it twice, some of it never, and kills whoever takes it. */
  const deliverOne = async (pending: Commit[], random: ReturnType<typeof dice>): Promise<void> => {
    const index = random.below(pending.length);
    const commit = pending[index];
    if (!commit) return;
    if (random.chance(0.1)) {
      pending.splice(index, 1);
      return;
    }
    const taken = await inOwnProcess(0.08, random, (own) => bundleReactions(own)(commit));
    if (taken && !random.chance(0.2)) pending.splice(index, 1);
  };

  const endOne = async (no: BundleNo, world: World, random: ReturnType<typeof dice>): Promise<void> => {
    const { cases } = await bundleNow(no);
    const open_ = cases.filter(({ status }) => status === 'open' || status === 'opening');
    const each = open_[random.below(open_.length)];
    if (!each) return;
    const { state } = await deps.streams.load(TENANT, caseAggregate, each.caseNo ?? '');
    if (state.status !== 'received') return;
    await endCase(each, world.outcomes[matters.findIndex(({ name }) => name === each.name)] ?? 'approved');
  };

  const MAX_STEPS = 2_000;

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
      pending.push(...written.splice(0));
      if (meddle && random.chance(0.05)) await meddle();
      if (pending.length > 0 && random.chance(0.7)) await deliverOne(pending, random);
      else if (random.chance(0.5)) await endOne(no, world, random);
      else if (random.chance(0.2)) await inOwnProcess(0.08, random, (own) => advanceBundle(own, TENANT, no));
      const state = await bundleNow(no);
      if (state.status === 'concluded') return state;
    }
    throw new Error(`still running after ${MAX_STEPS} steps, seed ${seed}`);
  };

  const receivedOf = (commits: readonly Commit[], no: BundleNo): readonly CaseReceived[] =>
    commits
      .flatMap(({ events }) => events)
      .filter(({ type }) => type === 'CaseReceived')
      .map(({ data }) => data as unknown as CaseReceived)
      .filter(({ bundle }) => bundle?.no === no);

  const allCommits = async (state: OpenedBundle): Promise<readonly Commit[]> =>
    (
      await Promise.all(
        state.cases.flatMap(({ caseNo }) =>
          caseNo ? [deps.log.for(TENANT).read({ aggregate: 'case', id: caseNo })] : [],
        ),
      )
    ).flat();

  let serial = 0;

  it('ends as the oracle says, each case opened once, and nothing that waits for a refused one', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, fc.integer(), async (world, seed) => {
        const code = `m${(serial += 1)}`;
        await publish(code, world);
        const no = await open(code);
        const state = await live(no, world, seed);
        const expected = oracle(world);
        expect(state.cases.map(({ status }) => status)).toEqual(expected);
        expect(state.outcome).toBe(oracleOutcome(world));
        const received = receivedOf(await allCommits(state), no);
        expect(received.map(({ matter }) => matter.name).sort()).toEqual(
          matters
            .slice(0, expected.length)
            .filter((_, node) => expected[node] !== 'blocked')
            .map(({ name }) => name)
            .sort(),
        );
      }),
      { numRuns: RUNS },
    );
    process.stdout.write(`${RUNS} random bundles, ${deaths} kills\n`);
    expect(deaths).toBeGreaterThan(RUNS);
  });

  it('withdrawn at any moment it still ends, and opens nothing from then on that had no number', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, fc.integer(), async (world, seed) => {
        const code = `w${(serial += 1)}`;
        await publish(code, world);
        const no = await open(code);
        const actor = someone('citizen', 'm.citizen');
        const meddle = async (): Promise<void> => {
          const envelope = { at: deps.clock.now(), actor, key: 'withdraw', digest: '' };
          const command = { type: 'withdraw', now: envelope.at, actor, calendar: CALENDAR } as const;
          await deps.streams.execute(TENANT, bundleAggregate, no, envelope, command);
        };
        const state = await live(no, world, seed, meddle);
        expect(state.cases.every(hasEnded)).toBe(true);
        const received = receivedOf(await allCommits(state), no);
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
