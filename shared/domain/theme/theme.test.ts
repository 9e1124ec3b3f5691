import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MatterVersion } from '../matter/matter.ts';
import type { MatterCode } from '../../kernel/ids.ts';
import { ancestorsOf, findCycle, planOf, stagesOf } from './graph.ts';
import { mergeTheme, normalName } from './merge.ts';
import { themeAggregate } from './publish.ts';
import type { ThemeContent } from './theme.ts';

const { decide, initial, evolve } = themeAggregate.decider;

const theme = (change: Partial<ThemeContent> = {}): ThemeContent => ({
  code: 'kbcyd',
  name: '开办餐饮店',
  lead: '县市场监督管理局',
  matters: [
    { name: '登记', code: 'M1' as MatterCode },
    { name: '许可', code: 'M2' as MatterCode },
    { name: '开户' },
  ],
  order: [['登记', '许可']],
  promisedDays: null,
  materialsMerged: [],
  samePapers: [],
  list: '测试清单',
  listVerified: false,
  sources: [],
  ...change,
});

const refusalOf = (change: Partial<ThemeContent>, outside = ['开户']) => {
  const decided = decide({ type: 'publish', theme: theme(change), outside }, initial);
  return decided.ok ? undefined : decided.refusal;
};

const material = (name: string, change: object = {}) => ({
  name,
  required: true,
  mayDefer: false,
  form: '复印件',
  source: '申请人自备',
  ...change,
});
const matter = (materials: ReturnType<typeof material>[], result = '批准文件', formFields: string[] = []) =>
  ({ materials, result: { name: result }, audience: ['个人'], formFields }) as unknown as MatterVersion;

/** A random order without cycles: edges go from lower to higher numbers. */
const anyGraph = fc.integer({ min: 1, max: 12 }).chain((size) => {
  const names = Array.from({ length: size }, (_, index) => `m${index}`);
  const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b] as const));
  return fc.record({ names: fc.constant(names), order: fc.subarray(pairs), left: fc.subarray(names) });
});

describe('publishing a theme', () => {
  it('C24: list, lead and order become a numbered version; the same again is nothing', () => {
    const command = { type: 'publish', theme: theme(), outside: ['开户'] } as const;
    const first = decide(command, initial);
    expect(first).toMatchObject({ ok: true, value: [{ data: { theme: { version: 1 } } }] });
    if (!first.ok || !first.value[0]) return;
    const state = evolve(initial, first.value[0], {} as never);
    expect(decide(command, state)).toEqual({ ok: true, value: [] });
    expect(decide({ ...command, theme: theme({ promisedDays: 5 }) }, state)).toMatchObject({
      value: [{ data: { theme: { version: 2 } } }],
    });
  });

  it('a cycle is refused and told in words', () => {
    const refusal = refusalOf({
      order: [
        ['登记', '许可'],
        ['许可', '登记'],
      ],
    });
    expect(refusal).toMatchObject({ code: 'theme-cycle' });
    expect(refusal?.message).toMatch(/登记 → 许可 → 登记|许可 → 登记 → 许可/);
  });

  it('D03: a matter that is in no list and not named as outside is refused', () => {
    expect(refusalOf({}, [])).toMatchObject({ code: 'matter-unknown', errors: [{ path: 'matters.2' }] });
  });

  it('an order with a stranger and a matter twice are bad input', () => {
    expect(refusalOf({ order: [['登记', '别的']] })).toMatchObject({ errors: [{ path: 'order.0' }] });
    expect(refusalOf({ matters: [{ name: '开户' }, { name: '开户' }], order: [] })).toMatchObject({
      errors: [{ path: 'matters.1' }],
    });
  });
});

describe('the order', () => {
  it('every matter stands in one stage, after everything it waits for', () => {
    fc.assert(
      fc.property(anyGraph, ({ names, order }) => {
        expect(findCycle(names, order)).toBeUndefined();
        const stages = stagesOf(planOf(names, order)).map((stage) => stage.map(({ name }) => name));
        expect(stages.flat().toSorted()).toEqual([...names].sort());
        const stageOf = (name: string) => stages.findIndex((stage) => stage.includes(name));
        for (const [before, after] of order) expect(stageOf(before)).toBeLessThan(stageOf(after));
      }),
    );
  });

  it('whoever waits for a matter that is left out waits for what that one waited for', () => {
    fc.assert(
      fc.property(anyGraph, ({ names, order, left }) => {
        const chosen = names.filter((name) => !left.includes(name));
        const whole = planOf(names, order);
        const part = planOf(chosen, order);
        for (const name of chosen) {
          const expected = [...ancestorsOf(whole, name)].filter((each) => chosen.includes(each));
          expect([...ancestorsOf(part, name)].sort()).toEqual(expected.sort());
        }
      }),
    );
  });

  it('an edge turned back closes a cycle', () => {
    expect(
      findCycle(
        ['a', 'b', 'c'],
        [
          ['a', 'b'],
          ['b', 'c'],
          ['c', 'a'],
        ],
      ),
    ).toHaveLength(4);
  });
});

describe('one form, one set of papers', () => {
  it.each([
    ['营业执照等主体资格证明（共享）', '营业执照'],
    ['营业执照或其他主体资格证明（共享核验）', '营业执照'],
    ['营业执照正、副本', '营业执照'],
    ['居民户口簿（登记页）', '居民户口簿'],
    ['有效身份证件', '有效身份证件'],
    ['出院记录、诊断证明等病历资料', '出院记录、诊断证明等病历资料'],
  ])('%s is known as %s', (name, known) => {
    expect(normalName(name)).toBe(known);
  });

  const versions = new Map([
    [
      '登记',
      matter([material('登记申请书', { form: '申请表' }), material('身份证明')], '营业执照', ['字号']),
    ],
    [
      '许可',
      matter([
        material('许可申请书', { form: '申请表' }),
        material('营业执照（共享）', { mayDefer: true }),
        material('申请人身份证', { mayDefer: true }),
        material('布局图', { required: false }),
      ]),
    ],
    ['备案', matter([material('布局图'), material('营业执照')], '回执', ['字号', '位置'])],
  ]);
  const order = [['登记', '许可']] as const;
  const merged = mergeTheme(
    { order, samePapers: [{ name: '身份证', as: ['身份证明', '申请人身份证'] }] },
    versions,
  );

  it('C25: each paper is asked for once, and it is known who needs it', () => {
    expect(merged.materials.find(({ name }) => name === '身份证')).toEqual({
      name: '身份证',
      required: true,
      mayDefer: false,
      neededBy: [
        { matter: '登记', as: '身份证明', required: true },
        { matter: '许可', as: '申请人身份证', required: true },
      ],
    });
    expect(merged.materials.find(({ name }) => name === '布局图')).toMatchObject({ required: true });
  });

  it('a certificate of an earlier matter is asked of nobody who waits for it, and still of those who do not', () => {
    expect(merged.produced).toMatchObject([{ name: '营业执照', by: '登记', neededBy: [{ matter: '许可' }] }]);
    expect(merged.materials.find(({ name }) => name === '营业执照')?.neededBy).toEqual([
      { matter: '备案', as: '营业执照', required: true },
    ]);
  });

  it('C27: forms, fields and papers are counted before and after', () => {
    expect(merged.before).toEqual({ forms: 3, fields: 18, materials: 6 });
    expect(merged.after).toEqual({ forms: 1, fields: 7, materials: 3 });
    expect(merged.fields.find(({ name }) => name === '字号')?.neededBy).toEqual(['登记', '备案']);
  });
});
