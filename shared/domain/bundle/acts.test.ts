import { describe, expect, it } from 'vitest';
import {
  after,
  ALL_GRANTED,
  at,
  by,
  CASES,
  chief,
  citizen,
  clerk,
  eventsOf,
  failed,
  given,
  issuer,
  LEAD,
  letterOf,
  MONDAY,
  numbered,
  opening,
  OTHER,
  otherChief,
  refusalOf,
  text,
  through,
  typesOf,
} from './bundle.test-support.ts';

const withdraw = by(citizen, { type: 'withdraw' });
const remainder = (decision: 'continue' | 'withdraw') => by(citizen, { type: 'decide-remainder', decision });
const CONCLUDED = after(...ALL_GRANTED);

describe('withdrawing', () => {
  it('ends a bundle of which nothing is open yet', () => {
    const state = after(opening(), withdraw);
    expect(state).toMatchObject({ status: 'concluded', outcome: 'withdrawn' });
    expect(state.cases.every(({ status }) => status === 'withdrawn')).toBe(true);
  });

  it('waits for the cases that are open, and opens no more', () => {
    const state = after(opening(), numbered('执照'), withdraw);
    expect(state.status).toBe('running');
    expect(state.cases.map(({ status }) => status)).toEqual([
      'opening',
      'withdrawn',
      'withdrawn',
      'withdrawn',
    ]);
    expect(refusalOf(state, numbered('食品'))).toBe('wrong-status');
  });

  it('twice is nothing more; after the end it is refused', () => {
    expect(typesOf(after(opening(), numbered('执照'), withdraw), withdraw)).toEqual([]);
    expect(refusalOf(CONCLUDED, withdraw)).toBe('wrong-status');
  });
});

describe('the remainder after a refusal', () => {
  const partly = after(opening(), ...through('执照', 'refused'));

  it('goes on when the applicant says so', () => {
    const state = after(opening(), ...through('执照', 'refused'), remainder('continue'));
    expect(state.remainder?.decision).toBe('continue');
    expect(refusalOf(state, numbered('烟草'))).toBeUndefined();
  });

  it('is withdrawn when the applicant says so, which ends the bundle', () => {
    expect(typesOf(partly, remainder('withdraw'))).toEqual(['RemainderDecided', 'BundleConcluded']);
  });

  it('is nobody’s question while everything is granted', () => {
    expect(refusalOf(after(opening()), remainder('continue'))).toBe('wrong-status');
    expect(refusalOf(CONCLUDED, remainder('continue'))).toBe('wrong-status');
  });

  it('is not decided again once withdrawn', () => {
    const state = after(opening(), numbered('烟草'), ...through('执照', 'refused'), remainder('withdraw'));
    expect(refusalOf(state, remainder('continue'))).toBe('wrong-status');
  });
});

describe('第42条第二款: extending the joint limit', () => {
  const extend = (days: number, actor = chief, department = LEAD, now = MONDAY) =>
    by(actor, { type: 'extend', days, reason: text('other'), authorisation: letterOf(department) }, now);
  const state = after(opening());

  it('by at most fifteen working days, told with the new days', () => {
    expect(eventsOf(state, extend(15))).toMatchObject([
      {
        type: 'LimitExtended',
        data: {
          days: 15,
          promisedDue: '2026-12-28',
          statutoryDue: '2027-02-16',
          authorisation: `letter-${LEAD}`,
        },
      },
    ]);
    expect(refusalOf(state, extend(16))).toBe('bad-input');
    expect(refusalOf(state, extend(0))).toBe('bad-input');
    expect(refusalOf(state, extend(1.5))).toBe('bad-input');
  });

  it('once', () => {
    expect(refusalOf(after(opening(), extend(5)), extend(5))).toBe('extension-used');
  });

  it('by the lead alone, under a letter that allows it', () => {
    expect(refusalOf(state, extend(5, otherChief, OTHER))).toBe('not-competent');
    const bare = { type: 'extend', days: 5, reason: text('other') } as const;
    expect(refusalOf(state, by(chief, bare))).toBe('not-authorised');
    const general = { ...letterOf(LEAD), kind: 'general-window' } as const;
    expect(refusalOf(state, by(chief, { ...bare, authorisation: general }))).toBe('not-authorised');
  });

  it('only while the clock runs and the limit has not passed', () => {
    expect(refusalOf(after(opening({ materials: [] })), extend(5))).toBe('wrong-status');
    expect(refusalOf(CONCLUDED, extend(5))).toBe('wrong-status');
    expect(refusalOf(state, extend(5, chief, LEAD, at('2027-01-27')))).toBe('limit-passed');
  });
});

describe('D18: joint review', () => {
  const call = (departments?: readonly string[], actor = chief) =>
    by(actor, { type: 'call-review', topic: text('other'), ...(departments ? { departments } : {}) });
  const sign = (actor = chief, department = LEAD, agrees = true) =>
    by(actor, { type: 'sign-review', agrees, opinion: text('agree'), authorisation: letterOf(department) });

  it('is called by the lead, by default with every unit of the bundle', () => {
    expect(eventsOf(after(opening()), call())).toMatchObject([{ data: { departments: [LEAD, OTHER] } }]);
    expect(refusalOf(after(opening()), call(undefined, otherChief))).toBe('not-competent');
  });

  it('with units of the bundle only, and at least one', () => {
    expect(refusalOf(after(opening()), call(['县林业局']))).toBe('bad-input');
    expect(refusalOf(after(opening()), call([]))).toBe('bad-input');
    expect(eventsOf(after(opening()), call([OTHER, OTHER]))).toMatchObject([
      { data: { departments: [OTHER] } },
    ]);
  });

  it('one at a time, and none once all is over', () => {
    expect(refusalOf(after(opening(), call()), call())).toBe('wrong-status');
    expect(refusalOf(CONCLUDED, call())).toBe('wrong-status');
    expect(refusalOf(after(opening(), call([LEAD]), sign()), call())).toBeUndefined();
  });

  it('is signed by the chief representative of each unit, once; the last signature ends it', () => {
    const called = after(opening(), call());
    expect(typesOf(called, sign())).toEqual(['ReviewSigned']);
    const half = after(opening(), call(), sign());
    expect(refusalOf(half, sign())).toBe('review-signed');
    expect(typesOf(half, sign(otherChief, OTHER, false))).toEqual(['ReviewSigned', 'ReviewConcluded']);
    expect(after(opening(), call(), sign(), sign(otherChief, OTHER, false)).reviews).toMatchObject([
      { concludedAt: MONDAY, signatures: [{ agrees: true }, { agrees: false, department: OTHER }] },
    ]);
  });

  it('not by others, not without a letter of one’s own unit, not when none is called', () => {
    const called = after(opening(), call([OTHER]));
    expect(refusalOf(called, sign())).toBe('not-competent');
    expect(refusalOf(called, sign(clerk))).toBe('not-competent');
    expect(refusalOf(called, sign(otherChief, LEAD))).toBe('not-authorised');
    expect(refusalOf(after(opening()), sign())).toBe('wrong-status');
  });
});

describe('an opening that somebody has to look into', () => {
  const stuck = [opening(), numbered('执照'), failed('执照'), failed('执照'), failed('执照')] as const;
  const retry = by(clerk, { type: 'retry-opening', name: '执照' });
  const drop = by(clerk, { type: 'drop-case', name: '执照' });

  it('is tried again', () => {
    expect(after(...stuck, retry).cases[0]).toMatchObject({ status: 'opening', attempts: 0, failures: 3 });
  });

  it('is given up, and with it what waits for it, and nothing else', () => {
    expect(eventsOf(after(...stuck), drop)).toMatchObject([
      { type: 'CaseDropped' },
      { type: 'CasesBlocked', data: { names: ['食品', '招牌'] } },
    ]);
  });

  it('given up as the last one it ends the bundle', () => {
    expect(typesOf(after(...stuck, ...through('烟草')), drop)).toEqual([
      'CaseDropped',
      'CasesBlocked',
      'BundleConcluded',
    ]);
    expect(after(...stuck, ...through('烟草'), drop).outcome).toBe('partly');
  });

  it.each([retry, drop])('%# is for nothing else', (command) => {
    expect(refusalOf(after(opening()), command)).toBe('wrong-status');
    expect(refusalOf(after(opening(), numbered('执照'), failed('执照')), command)).toBe('wrong-status');
    expect(refusalOf(after(opening()), { ...command, name: '别的' } as typeof command)).toBe('not-found');
  });
});

describe('D26: 一次送达', () => {
  const deliver = (how: object) => by(issuer, { type: 'deliver', ...how } as never);

  it('hands over everything together, signed for at the counter', () => {
    const counter = deliver({ method: 'counter', signedBy: text('other') });
    expect(typesOf(CONCLUDED, counter)).toEqual(['BundleDelivered']);
    expect(refusalOf(CONCLUDED, deliver({ method: 'counter' }))).toBe('bad-input');
  });

  it('by post with its number, or in the locker', () => {
    expect(refusalOf(CONCLUDED, deliver({ method: 'post', tracking: ' ' }))).toBe('bad-input');
    expect(refusalOf(CONCLUDED, deliver({ method: 'post', tracking: 'EMS1' }))).toBeUndefined();
    expect(refusalOf(CONCLUDED, deliver({ method: 'locker' }))).toBeUndefined();
  });

  it('once, at the end, when something was decided', () => {
    const locker = deliver({ method: 'locker' });
    expect(refusalOf(after(...ALL_GRANTED, locker), locker)).toBe('wrong-status');
    expect(refusalOf(after(opening()), locker)).toBe('wrong-status');
    expect(refusalOf(after(opening(), withdraw), locker)).toBe('wrong-status');
  });
});

it('papers do not matter to cases that are over', () => {
  const state = after(opening({ materials: given('身份证', '场地证明') }), ...through('执照', 'refused'));
  expect(typesOf(state, by(citizen, { type: 'supplement', materials: given('身份证') }))).toEqual([
    'MaterialsAdded',
    'BundleAccepted',
  ]);
  expect(CASES).toHaveLength(4);
});
