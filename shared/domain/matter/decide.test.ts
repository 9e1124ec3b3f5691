import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { MatterCode, Subject, TenantCode } from '../../kernel/ids.ts';
import { instantAt, type Day } from '../../kernel/instant.ts';
import { DEFAULT_CARDS } from '../supervision/card-rules.ts';
import type { MatterCommand } from './commands.ts';
import { matterAggregate } from './decide.ts';
import { contentWith, FULL_GUIDE, publishing, TODAY } from './matter.test-support.ts';
import { STEP_MODELS, type MaterialRule } from './matter.ts';
import { inForce, initialMatter, versionOf, type KnownMatter, type MatterStream } from './state.ts';

const { decide, evolve } = matterAggregate.decider;
const actor = { sub: 'admin.1' as Subject, roles: ['admin'], tenant: '411323' as TenantCode } as const;

const { now, calendar } = publishing();
const when = { now, calendar };

const after = (...commands: readonly MatterCommand[]): MatterStream =>
  commands.reduce<MatterStream>((state, command, version) => {
    const decided = decide(command, state);
    if (!decided.ok) throw new Error(decided.refusal.code);
    const meta = { at: instantAt(TODAY, '10:00'), actor, version };
    return decided.value.reduce((folded, event) => evolve(folded, event, meta), state);
  }, initialMatter);

const known = (state: MatterStream): KnownMatter => {
  if (state.status === 'none') throw new Error('no matter');
  return state;
};

const refusalOf = (command: MatterCommand, state: MatterStream = initialMatter) => {
  const decided = decide(command, state);
  return decided.ok ? undefined : decided.refusal;
};

const proof: MaterialRule = {
  name: '居住证明',
  required: true,
  mayDefer: false,
  form: '原件',
  source: '政府部门核发',
};
const reason = '目录调整';
const basis = '基本目录（2026年版）';

describe('publishing a matter', () => {
  it('begins with version 1 and counts up, keeping every version', () => {
    const state = known(after(publishing(), publishing({ content: { promisedDays: 3 } })));
    expect(state.current.matter.version).toBe(2);
    expect(versionOf(state, 1)?.matter.promisedDays).toBe(5);
    expect(versionOf(state, 2)?.matter.promisedDays).toBe(3);
    expect(versionOf(state, 3)).toBeUndefined();
  });

  it('D09: every change says why, on what basis, since when, and whether it came in time', () => {
    const law = '2026-11-16' as Day;
    const state = known(after(publishing(), publishing({ content: { promisedDays: 3 }, published: law })));
    expect(state.versions.map(({ change }) => change)).toEqual([
      expect.objectContaining({ published: TODAY, late: false }),
      {
        reason: '条例修订',
        basis: '婚姻登记条例（2025年修订）',
        published: law,
        due: '2026-11-19',
        late: true,
      },
    ]);
  });

  it('C37: a special step has its basis and its limit by law, which its limit in the hall does not exceed', () => {
    const step = { kind: '现场勘验', basis: '消防法第十五条', statutoryDays: 10 };
    const steps = (days: number) => publishing({ content: { specialProcedures: [{ ...step, days }] } });
    expect(refusalOf(steps(11))).toMatchObject({
      code: 'limit-exceeds-statute',
      errors: [{ path: 'specialProcedures[0].days' }],
    });
    const { current } = known(after(steps(5)));
    expect(current.matter.specialProcedures).toEqual([{ ...step, days: 5 }]);
  });

  it('says nothing when nothing changed', () => {
    expect(decide(publishing(), after(publishing()))).toEqual({ ok: true, value: [] });
  });

  it('C28: refuses a promise longer than the statutory limit', () => {
    expect(refusalOf(publishing({ content: { promisedDays: 21 } }))?.code).toBe('limit-exceeds-statute');
    expect(refusalOf(publishing({ content: { promisedDays: 20 } }))).toBeUndefined();
  });

  it('第42条: without a limit of its own a matter promises 20 days at most, 第26条: 45 when joint', () => {
    const limit = { statutoryDays: null, promisedDays: 21 };
    expect(refusalOf(publishing({ content: limit }))?.code).toBe('limit-exceeds-statute');
    expect(refusalOf(publishing({ content: { ...limit, caseType: '联办件' } }))).toBeUndefined();
    expect(refusalOf(publishing({ content: { ...limit, caseType: '联办件', promisedDays: 46 } }))?.code).toBe(
      'limit-exceeds-statute',
    );
  });

  it('C30: refuses a fee without a basis', () => {
    const charged = { charged: true, basis: ' ', standard: '每件80元' };
    expect(refusalOf(publishing({ content: { fee: charged } }))?.code).toBe('fee-without-basis');
    expect(
      refusalOf(publishing({ content: { fee: { ...charged, basis: '发改价格规〔2016〕2559号' } } })),
    ).toBeUndefined();
  });

  it('B13: refuses a proof without legal basis', () => {
    const refusal = refusalOf(publishing({ content: { materials: [proof] } }));
    expect(refusal).toMatchObject({ code: 'proof-without-basis', errors: [{ path: 'materials[0].basis' }] });
    const founded = { ...proof, basis: '居住证暂行条例第九条' };
    expect(refusalOf(publishing({ content: { materials: [founded] } }))).toBeUndefined();
  });

  it('B13: takes no certificate of identity for a proof, and lets the list say what the name does not', () => {
    const papers = ['申请人身份证明', '出生医学证明', '不动产登记证明'].map((name) => ({ ...proof, name }));
    expect(refusalOf(publishing({ content: { materials: papers } }))).toBeUndefined();
    const disguised = { ...proof, name: '村委会意见', proof: true };
    expect(refusalOf(publishing({ content: { materials: [disguised] } }))?.code).toBe('proof-without-basis');
  });

  it('refuses a material that is listed twice', () => {
    const form = contentWith().materials[0]!;
    expect(refusalOf(publishing({ content: { materials: [form, form] } }))?.code).toBe('duplicate-material');
  });

  it('names all faults at once', () => {
    const content = {
      promisedDays: 99,
      fee: { charged: true, basis: '', standard: '' },
      materials: [proof, proof],
    };
    expect(refusalOf(publishing({ content }))?.errors?.map(({ path }) => path)).toEqual([
      'promisedDays',
      'fee.basis',
      'materials[0].basis',
      'materials[1].basis',
      'materials[1].name',
    ]);
  });

  it('C31: knows four step models', () => {
    expect(STEP_MODELS).toEqual(['审核合一', '一审一核', '一审两核', '特别程序']);
  });
});

describe('change orders', () => {
  const changeOn = (today: Day, changeOrderDays: number) =>
    known(after(publishing({ published: '2026-09-29' as Day, today, changeOrderDays }))).current.change;

  it('C10: is due three working days after publication, over the National Day holiday', () => {
    expect(changeOn('2026-09-30' as Day, 3).due).toBe('2026-10-09');
  });

  it('E34, X9: is due ten working days after publication where the hall says so', () => {
    expect(changeOn('2026-09-30' as Day, 10).due).toBe('2026-10-19');
  });

  it('C10: a change after the deadline is recorded as late, not refused', () => {
    expect(changeOn('2026-10-09' as Day, 3).late).toBe(false);
    expect(changeOn('2026-10-10' as Day, 3).late).toBe(true);
    expect(changeOn('2026-10-10' as Day, 10).late).toBe(false);
  });
});

describe('a change that was announced', () => {
  const PUBLISHED = '2026-09-29' as Day;
  const on = (day: string) => ({ now: instantAt(day as Day, '10:00'), calendar, cards: DEFAULT_CARDS });
  const announce = (days = 3, onSite = false): MatterCommand => ({
    ...on('2026-09-30'),
    type: 'announce-change',
    kinds: ['条件'],
    reason,
    basis,
    published: PUBLISHED,
    onSite,
    days,
  });
  const changed = (today: string): MatterCommand => ({
    ...publishing({ content: { promisedDays: 2 }, today: today as Day }),
    cards: DEFAULT_CARDS,
  });
  const raise = (day: string): MatterCommand => ({ ...on(day), type: 'raise-cards' });
  const changeOf = (state: MatterStream) => {
    if (!state.change) throw new Error('no change');
    return state.change;
  };
  const levelsOf = (state: MatterStream) => changeOf(state).duty.cards.map(({ level }) => level);

  it('C10: has to be done three working days after the law; a card goes up when it is late', () => {
    const open = after(publishing(), announce());
    expect(changeOf(open).duty).toMatchObject({ due: '2026-10-09', unit: '县民政局' });
    expect(levelsOf(after(publishing(), announce(), raise('2026-10-09')))).toEqual(['yellow']);
    expect(levelsOf(after(publishing(), announce(), raise('2026-10-10')))).toEqual(['yellow', 'red']);
  });

  it('C10: the new version finishes it and takes the cards down; it counts from the day of the law', () => {
    const state = after(publishing(), announce(), raise('2026-10-10'), changed('2026-10-10'));
    const { duty, inHall } = changeOf(state);
    expect([inHall, duty.endedAt !== undefined]).toEqual([true, true]);
    expect(duty.cards.every(({ curedAt }) => curedAt !== undefined)).toBe(true);
    expect(known(state).current.change).toMatchObject({
      published: PUBLISHED,
      due: '2026-10-09',
      late: true,
    });
  });

  it('E34: ten working days where the hall says so, and both the hall and the site have to say it', () => {
    const site: MatterCommand = { ...on('2026-10-19'), type: 'note-site', address: 'https://a.example' };
    const inHall = after(publishing(), announce(10, true), changed('2026-10-09'));
    expect(changeOf(inHall).duty).toMatchObject({ due: '2026-10-19' });
    expect(changeOf(inHall).duty.endedAt).toBeUndefined();
    expect(
      changeOf(after(publishing(), announce(10, true), changed('2026-10-09'), site)).duty.endedAt,
    ).toBeDefined();
    expect(changeOf(after(publishing(), announce(10, true), site)).duty.endedAt).toBeUndefined();
    expect(
      changeOf(after(publishing(), announce(10, true), site, changed('2026-10-09'))).duty.endedAt,
    ).toBeDefined();
  });

  it('C10: 新增 is announced before the matter stands in the catalogue, 取消 is done by its end', () => {
    const added = { ...announce(), unit: '县民政局' } as MatterCommand;
    expect(refusalOf(announce())?.code).toBe('bad-input');
    expect(after(added)).toMatchObject({ status: 'none', change: { duty: { unit: '县民政局' } } });
    expect(changeOf(after(added, publishing())).duty.endedAt).toBeDefined();
    const retired = after(publishing(), announce(), { type: 'retire', reason, basis, ...on('2026-10-09') });
    expect(changeOf(retired).duty.endedAt).toBeDefined();
  });

  it('one at a time; one that was announced by mistake is taken back, the next has a stretch of its own', () => {
    const cancel: MatterCommand = { ...on('2026-09-30'), type: 'cancel-change', reason: '误登' };
    expect(refusalOf(announce(), after(publishing(), announce()))?.code).toBe('change-open');
    expect(refusalOf(cancel, after(publishing()))?.code).toBe('no-change');
    expect(changeOf(after(publishing(), announce(), cancel, announce())).duty).toMatchObject({ stretch: 1 });
    const future = { ...announce(), published: '2026-10-01' as Day } as MatterCommand;
    expect(refusalOf(future, after(publishing()))?.code).toBe('bad-input');
  });
});

describe('B28: the states of a matter', () => {
  const published = after(publishing());
  const into = 'other' as MatterCode;
  const code = contentWith().code;

  it.each([
    ['冻结', { type: 'freeze', reason, basis }],
    ['合并', { type: 'merge', code, into, reason, basis, ...when }],
    ['取消', { type: 'retire', reason, basis, ...when }],
  ] as const)('B28: becomes %s', (status, command) => {
    expect(after(publishing(), command).status).toBe(status);
  });

  it('is in use again after a freeze, with its versions', () => {
    const state = known(after(publishing(), { type: 'freeze', reason, basis }, { type: 'unfreeze', reason }));
    expect([state.status, state.versions.length]).toEqual(['在用', 1]);
  });

  it('may change while it is frozen and stays frozen', () => {
    const state = after(
      publishing(),
      { type: 'freeze', reason, basis },
      publishing({ content: { promisedDays: 2 } }),
    );
    expect([state.status, known(state).current.matter.version]).toEqual(['冻结', 2]);
  });

  it('remembers where it went', () => {
    expect(known(after(publishing(), { type: 'merge', code, into, reason, basis, ...when })).into).toBe(
      'other',
    );
  });

  it('does not merge into itself', () => {
    expect(refusalOf({ type: 'merge', code, into: code, reason, basis, ...when }, published)?.code).toBe(
      'bad-input',
    );
  });

  it('has no way back from merged or retired', () => {
    const retired = after(publishing(), { type: 'retire', reason, basis, ...when });
    const commands: readonly MatterCommand[] = [
      publishing(),
      { type: 'freeze', reason, basis },
      { type: 'unfreeze', reason },
      { type: 'merge', code, into, reason, basis, ...when },
    ];
    for (const command of commands) expect(refusalOf(command, retired)?.code).toBe('matter-not-in-use');
    expect(decide({ type: 'retire', reason, basis, ...when }, retired)).toEqual({ ok: true, value: [] });
  });

  it('is not there before it was published', () => {
    expect(refusalOf({ type: 'retire', reason, basis, ...when })?.code).toBe('not-found');
  });
});

describe('any history of a matter', () => {
  const command: fc.Arbitrary<MatterCommand> = fc.oneof(
    fc.record({ promisedDays: fc.integer({ min: 0, max: 25 }) }).map((content) => publishing({ content })),
    fc.constantFrom<MatterCommand>(
      { type: 'freeze', reason, basis },
      { type: 'unfreeze', reason },
      { type: 'merge', code: contentWith().code, into: 'x' as MatterCode, reason, basis, ...when },
      { type: 'retire', reason, basis, ...when },
    ),
  );

  it('never promises more than the law allows, and numbers versions without holes', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        let state: MatterStream = initialMatter;
        for (const [version, one] of commands.entries()) {
          const decided = decide(one, state);
          const events = decided.ok ? decided.value : [];
          const meta = { at: instantAt(TODAY, '10:00'), actor, version };
          state = events.reduce((folded: MatterStream, event) => evolve(folded, event, meta), state);
        }
        const versions = state.status === 'none' ? [] : state.versions;
        expect(versions.map(({ matter }) => matter.version)).toEqual(versions.map((_, index) => index + 1));
        expect(versions.every(({ matter }) => matter.promisedDays <= 20)).toBe(true);
      }),
    );
  });
});

describe('a township', () => {
  const county = after(publishing());

  it("C69: works by the county's matter until it has its own", () => {
    expect(inForce(initialMatter, county)).toBe(county);
    const own = after(publishing({ content: { promisedDays: 1 }, guide: FULL_GUIDE }));
    expect(inForce(own, county)).toBe(own);
  });
});
