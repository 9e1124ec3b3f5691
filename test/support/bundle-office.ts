import fc from 'fast-check';
import { bundleAggregate } from '../../shared/domain/bundle/decide.ts';
import { CASE_OUTCOMES } from '../../shared/domain/bundle/events.ts';
import type { BundleCase, OpenedBundle } from '../../shared/domain/bundle/state.ts';
import { caseAggregate } from '../../shared/domain/case/case.ts';
import type { CaseCommand } from '../../shared/domain/case/commands.ts';
import type { CaseReceived } from '../../shared/domain/case/events.ts';
import { themeAggregate } from '../../shared/domain/theme/publish.ts';
import type { Actor, Role } from '../../shared/kernel/actor.ts';
import type { BundleNo, MatterCode, Subject, TenantCode } from '../../shared/kernel/ids.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
import { createCalendar } from '../../shared/time/calendar.ts';
import { mortalLog, type Dice, type World } from '../../functions/bundle/random-bundles.test-support.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import { inMemoryLog } from './in-memory-log.ts';
import { inProcess } from './in-process.ts';
import { somebody, SYNTHETIC_PERSON, walkerOf } from './walk.ts';

export const TENANT = '411323' as TenantCode;
const MOST_CASES = 12;
export const CALENDAR = createCalendar({
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '14:00', to: '17:30' },
  ],
});

export const someone = (role: Role, sub: string, department?: string): Actor => ({
  sub: sub as Subject,
  name: '',
  tenant: TENANT,
  roles: [role],
  ...(department ? { department } : {}),
});

/** Graphs of up to twelve cases, and how each case will end. */
export const anyWorld: fc.Arbitrary<World> = fc.integer({ min: 1, max: MOST_CASES }).chain((size) =>
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

const PHRASE = { kind: 'phrase', code: 'agree' } as const;

/** A hall whose processes may be killed at any append, with offices that end cases as a `World` has it in store. */
export const bundleOffice = async () => {
  const written: Commit[] = [];
  let deaths = 0;
  let isKilled = (): boolean => false;
  const log = mortalLog(inMemoryLog(), {
    isKilled: () => isKilled(),
    onWrite: (commit) => written.push(commit),
  });
  const hall = await inProcess({ storage: { log } });
  const { deps } = hall;
  const walker = walkerOf(hall);
  const { body } = await walker.must(200, '', 'GET', '/matters?limit=200&audience=个人');
  const items = body['items'] as { code: string; name: string; steps: string }[];
  const matters = items
    .filter(({ steps }) => steps === '审核合一')
    .slice(0, MOST_CASES)
    .map(({ code, name }) => ({ code: code as MatterCode, name }));
  written.length = 0;

  const publish = async (code: string, { after }: World): Promise<void> => {
    const chosen = matters.slice(0, after.length);
    const nameOf = (node: number): string => chosen[node]?.name ?? '';
    const order = after.flatMap((befores, node) =>
      befores.map((before) => [nameOf(before), nameOf(node)] as const),
    );
    const theme = {
      code,
      name: '随机主题',
      lead: '县民政局',
      matters: chosen,
      order,
      promisedDays: null,
      materialsMerged: [],
      samePapers: [],
      list: '测试清单',
      listVerified: false,
      sources: [],
    };
    const envelope = { at: deps.clock.now(), actor: someone('admin', 'a'), key: code, digest: code };
    const command = { type: 'publish', theme, outside: [] } as const;
    const done = await deps.streams.execute(TENANT, themeAggregate, code, envelope, command);
    if (!done.ok) throw new Error(done.refusal.message);
  };

  /** A bundle for a world of its own theme. */
  const open = async (code: string, world: World): Promise<BundleNo> => {
    await publish(code, world);
    const { body: guide } = await walker.must(200, '', 'GET', `/themes/${code}`);
    const materials = (guide['materials'] as { name: string }[]).map(({ name }) => ({
      name,
      provided: true,
    }));
    const application = { theme: code, applicant: SYNTHETIC_PERSON, form: {}, materials, channel: 'online' };
    const citizen = somebody('m.citizen', 'citizen');
    const { body: bundle } = await walker.must(201, citizen, 'POST', '/bundles', application);
    return bundle['bundleNo'] as BundleNo;
  };

  const bundleNow = async (no: BundleNo): Promise<OpenedBundle> => {
    const { state } = await deps.streams.load(TENANT, bundleAggregate, no);
    if (state.status === 'none') throw new Error('no bundle');
    return state;
  };

  const onCase = async (caseNo: string, actor: Actor, command: { readonly type: string }): Promise<void> => {
    const at = deps.clock.now();
    const { type } = command;
    const envelope = { at, actor, key: `office ${type}`, digest: type };
    const full = { ...command, now: at, actor, calendar: CALENDAR } as CaseCommand;
    await deps.streams.execute(TENANT, caseAggregate, caseNo, envelope, full);
  };

  const decideCase = async (caseNo: string, department: string, outcome: string): Promise<void> => {
    const chief = someone('chief', 'm.chief', department);
    const authorisation = { id: 'x', kind: 'section-head', department };
    const reasons = outcome === 'refused' ? { reasons: PHRASE } : {};
    const decision = { outcome, opinion: PHRASE, authorisation, seal: 's', ...reasons };
    await onCase(caseNo, someone('clerk', 'm.clerk'), { type: 'accept' });
    await onCase(caseNo, chief, { type: 'claim' });
    await onCase(caseNo, chief, { type: 'decide', ...decision });
    if (outcome === 'approved') await onCase(caseNo, someone('issuer', 'm.issuer'), { type: 'produce' });
  };

  /** The office, or the applicant, ends the case as the world has it in store. */
  const endCase = async ({ caseNo, matter }: BundleCase, outcome: string): Promise<void> => {
    if (caseNo === undefined) return;
    const decline = { type: 'decline', reason: PHRASE };
    if (outcome === 'withdrawn') {
      await onCase(caseNo, someone('citizen', 'm.citizen'), { type: 'withdraw' });
    } else if (outcome === 'declined') {
      await onCase(caseNo, someone('clerk', 'm.clerk'), decline);
    } else {
      await decideCase(caseNo, matter.department, outcome);
    }
  };

  /** Ends one of the open cases, if there is one that nobody has ended yet. */
  const endOne = async (no: BundleNo, world: World, random: Dice): Promise<void> => {
    const { cases } = await bundleNow(no);
    const running = cases.filter(({ status }) => status === 'open' || status === 'opening');
    const each = running[random.below(running.length)];
    if (!each) return;
    const { state } = await deps.streams.load(TENANT, caseAggregate, each.caseNo ?? '');
    if (state.status !== 'received') return;
    await endCase(each, world.outcomes[matters.findIndex(({ name }) => name === each.name)] ?? 'approved');
  };

  /** A process of its own: it has nothing warm, may be killed at any append, and once dead writes nothing more. */
  const inOwnProcess = async (
    share: number,
    random: Dice,
    work: (own: Deps) => Promise<void>,
  ): Promise<boolean> => {
    const process = { isDead: false };
    isKilled = () => (process.isDead ||= random.chance(share));
    try {
      await work({ ...deps, streams: new Streams(deps.log, deps.clock) });
      return true;
    } catch (error) {
      if (!process.isDead) throw error;
      deaths += 1;
      return false;
    } finally {
      isKilled = () => false;
    }
  };

  /** The applications that were really received for a bundle. */
  const receivedOf = async (state: OpenedBundle): Promise<readonly CaseReceived[]> => {
    const numbers = state.cases.flatMap(({ caseNo }) => (caseNo ? [caseNo] : []));
    const histories = await Promise.all(
      numbers.map((id) => deps.log.for(TENANT).read({ aggregate: 'case', id })),
    );
    return histories
      .flat()
      .flatMap(({ events }) => events)
      .filter(({ type }) => type === 'CaseReceived')
      .map(({ data }) => data as unknown as CaseReceived)
      .filter(({ bundle }) => bundle?.no === state.opened.bundleNo);
  };

  return {
    deps,
    matters,
    open,
    bundleNow,
    endOne,
    inOwnProcess,
    receivedOf,
    /** Commits since the last call: news that somebody has to deliver. */
    news: (): Commit[] => written.splice(0),
    deaths: () => deaths,
  };
};
export type BundleOffice = Awaited<ReturnType<typeof bundleOffice>>;
