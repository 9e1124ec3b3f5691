import { describe, expect, it } from 'vitest';
import {
  after,
  application,
  at,
  by,
  CASES,
  citizen,
  clerk,
  COMPLETE,
  eventsOf,
  given,
  opening,
  paper,
  planned,
  promised,
  refusalOf,
  typesOf,
} from './bundle.test-support.ts';
import { initialBundle } from './state.ts';

const supplied = (...materials: readonly string[]) =>
  by(citizen, { type: 'supplement', materials: given(...materials) });

describe('opening a bundle', () => {
  it('C25, D26: one application with its whole set of papers is accepted for all its matters at once', () => {
    expect(typesOf(initialBundle, opening())).toEqual(['BundleOpened', 'BundleAccepted']);
  });

  it('第42条第二款: the joint clock counts 45 working days, the promise beside it', () => {
    expect(eventsOf(initialBundle, opening()).at(-1)).toMatchObject({
      type: 'BundleAccepted',
      data: { promisedDue: '2026-12-07', statutoryDue: '2027-01-26' },
    });
  });

  it('needs at least one matter of this hall', () => {
    expect(refusalOf(initialBundle, opening({ cases: [] }))).toBe('bad-input');
  });

  it('happens once', () => {
    expect(refusalOf(after(opening()), opening())).toBe('wrong-status');
  });

  it('nothing else happens to a bundle that was never opened', () => {
    expect(refusalOf(initialBundle, by(citizen, { type: 'withdraw' }))).toBe('not-found');
  });

  it('without a required paper nothing is accepted, and no clock runs', () => {
    const state = after(opening({ materials: given('身份证') }));
    expect(state.clock).toBeUndefined();
  });
});

describe('C25, D26: one supplement', () => {
  it('the last missing paper starts the joint clock', () => {
    const state = after(opening({ materials: given('身份证') }));
    expect(typesOf(state, supplied('场地证明'))).toEqual(['MaterialsAdded']);
    expect(typesOf(state, supplied('场地证明', '健康证'))).toEqual(['MaterialsAdded', 'BundleAccepted']);
  });

  it('brings at least one paper', () => {
    const materials = [{ name: '健康证', provided: false }];
    expect(refusalOf(after(opening()), by(clerk, { type: 'supplement', materials }))).toBe('bad-input');
  });

  it('does not start the clock again', () => {
    expect(typesOf(after(opening()), supplied('荣誉证书'))).toEqual(['MaterialsAdded']);
  });

  it('comes too late for a bundle that is over', () => {
    const over = after(opening(), by(citizen, { type: 'withdraw' }));
    expect(refusalOf(over, supplied('健康证'))).toBe('wrong-status');
  });
});

describe('E33: 容缺, papers promised for later', () => {
  const without = (promise: Parameters<typeof promised>) =>
    opening({ materials: [...given('身份证', '场地证明'), promised(...promise)] });

  it('a promised paper does not hold up the acceptance', () => {
    expect(typesOf(initialBundle, without(['健康证', '2026-11-26']))).toEqual([
      'BundleOpened',
      'BundleAccepted',
    ]);
  });

  it('nobody may promise what one of the matters does not wait for', () => {
    const materials = [...given('场地证明', '健康证'), promised('身份证', '2026-11-24')];
    expect(refusalOf(initialBundle, opening({ materials }))).toBe('deferral-not-allowed');
  });

  it.each([
    ['2026-11-22', 'before today'],
    ['2026-11-27', 'after the limit of the matter'],
  ])('nor for %s, %s', (day) => {
    expect(refusalOf(initialBundle, without(['健康证', day]))).toBe('bad-input');
  });

  it('of several matters the one that waits the shortest decides', () => {
    const withSite = (day: string) =>
      opening({ materials: [...given('身份证', '健康证'), promised('场地证明', day)] });
    expect(refusalOf(initialBundle, withSite('2026-11-25'))).toBeUndefined();
    expect(refusalOf(initialBundle, withSite('2026-11-26'))).toBe('bad-input');
  });

  it('a supplement may bring the promise itself, by the same rules', () => {
    const state = after(opening({ materials: given('身份证', '场地证明') }));
    const promise = (day: string) =>
      by(citizen, { type: 'supplement', materials: [promised('健康证', day)] });
    expect(typesOf(state, promise('2026-11-25'))).toEqual(['MaterialsAdded', 'BundleAccepted']);
    expect(refusalOf(state, promise('2026-12-25'))).toBe('bad-input');
  });

  it('a promise whose day is over covers nothing', () => {
    const materials = [...given('身份证'), promised('健康证', '2026-11-24')];
    const state = after(opening({ materials }));
    const later = { type: 'supplement', materials: given('场地证明') } as const;
    expect(typesOf(state, by(citizen, later, at('2026-11-25')))).toEqual(['MaterialsAdded']);
  });
});

describe('D30: 首问责任人', () => {
  it('the clerk who takes it in answers for it to the end', () => {
    const firstContact = { sub: clerk.sub, name: clerk.name };
    expect(after(opening({ firstContact })).firstContact).toEqual(firstContact);
  });

  it('of an application from afar the first clerk who deals with it', () => {
    const online = opening({ channel: 'online', materials: given('身份证') }, citizen);
    const supplied1 = by(citizen, { type: 'supplement', materials: given('场地证明') });
    const supplied2 = by(clerk, { type: 'supplement', materials: COMPLETE });
    expect(after(online, supplied1).firstContact).toBeUndefined();
    expect(after(online, supplied1, supplied2).firstContact).toEqual({ sub: 'clerk', name: 'clerk姓名' });
  });
});

it('a paper that only an optional need asks for is not missed', () => {
  const cases = [planned('执照', [], [paper('荣誉证书', { required: false })])];
  expect(after(opening({ cases, materials: [] })).clock).toBeDefined();
});

it('every case of the application is known by its matter', () => {
  expect(after(opening()).cases.map(({ name, status }) => [name, status])).toEqual(
    CASES.map(({ name }) => [name, 'planned']),
  );
  expect(application().cases).toHaveLength(4);
});
