import { describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import type { Subject } from '../../kernel/ids.ts';
import { STEP_MODELS, type MatterVersion } from '../matter/matter.ts';
import {
  ALL_PAPERS,
  applies,
  at,
  authority,
  calendar,
  chief,
  clerk,
  day,
  decides,
  DEPARTMENT,
  does,
  given,
  immediate,
  issuer,
  matter,
  promised,
  provided,
  REFUSES,
  reviewer,
  reviews,
  stranger,
  system,
  text,
  verifier,
  verifies,
  window,
} from './case.test-support.ts';
import type { CardRule } from '../supervision/card-rules.ts';
import { cardOf, littleOf } from './card.ts';

const TWO_CHECKS = matter({ steps: '一审两核' });
const accepted = (changes: Partial<MatterVersion> = {}) => applies({ matter: matter(changes) });
const claims = (actor: Actor) => does(actor, 'claim', {});
const starts = (kind: string, days: number, now?: ReturnType<typeof at>) =>
  does(reviewer, 'start-procedure', { kind, days, note: text() }, now);
const finishes = (now?: ReturnType<typeof at>) => does(reviewer, 'finish-procedure', { result: text() }, now);
const extendsBy = (days: number, now?: ReturnType<typeof at>, authorisation = authority()) =>
  does(chief, 'extend', { days, reason: text('P305'), authorisation }, now);

describe('claim', () => {
  it('takes the case into review; somebody else comes too late', () => {
    expect(given(accepted()).when(claims(reviewer)).state).toMatchObject({
      status: 'in-review',
      duties: { handler: 'reviewer' },
    });
    expect(given(accepted(), claims(reviewer)).when(claims(verifier)).refusal?.code).toBe('claimed-by-other');
    expect(given(accepted(), claims(reviewer)).when(reviews(verifier)).refusal?.code).toBe(
      'claimed-by-other',
    );
    expect(given(accepted(), claims(reviewer)).when(claims(reviewer)).refusal?.code).toBe('wrong-status');
  });

  it('a review of an unclaimed case claims it', () => {
    const { events, state } = given(accepted()).when(reviews(reviewer));
    expect(events.map(({ type }) => type)).toEqual(['CaseClaimed', 'CaseReviewed']);
    expect(state).toMatchObject({
      duties: { handler: 'reviewer', reviewer: 'reviewer' },
      reviewPassed: true,
    });
  });

  it('A17: another department is not competent, whatever the act', () => {
    for (const command of [claims(stranger), reviews(stranger), decides(stranger)]) {
      expect(given(accepted()).when(command).refusal?.code).toBe('not-competent');
    }
  });
});

describe('assign', () => {
  const assigns = (by: Actor, to: Actor, body: { authorisation?: ReturnType<typeof authority> } = {}) =>
    does(by, 'assign', { to: to.sub, colleague: to, ...body });

  it('gives the case to a colleague, also one that somebody else has in hand; then nobody else reviews it', () => {
    const assigned = given(accepted()).when(assigns(chief, reviewer));
    expect(assigned.events).toEqual([
      { type: 'CaseAssigned', data: { to: { sub: 'reviewer', name: 'reviewer' } } },
    ]);
    expect(assigned.state).toMatchObject({ status: 'in-review', duties: { handler: 'reviewer' } });
    const anew = given(accepted(), claims(reviewer), assigns(chief, verifier));
    expect(anew.when(reviews(reviewer)).refusal?.code).toBe('claimed-by-other');
    expect(anew.when(reviews(verifier)).refusal).toBeUndefined();
    expect(anew.when(assigns(chief, verifier)).events).toEqual([]);
  });

  it('is for the chief of the department or its section head by letter', () => {
    const head = authority({ kind: 'section-head' });
    expect(given(accepted()).when(assigns(verifier, reviewer)).refusal?.code).toBe('not-authorised');
    expect(
      given(accepted()).when(assigns(verifier, reviewer, { authorisation: authority() })).refusal?.code,
    ).toBe('not-authorised');
    expect(
      given(accepted()).when(assigns(verifier, reviewer, { authorisation: head })).refusal,
    ).toBeUndefined();
    expect(given(accepted()).when(assigns(stranger, stranger)).refusal?.code).toBe('not-competent');
    expect(given(accepted()).when(assigns(clerk, reviewer)).refusal?.code).toBe('not-allowed');
  });

  it('A17 D29: the colleague is of the same department, in the hall, of the office, and on no other side of the case', () => {
    const codeOf = (to: Actor) => given(accepted()).when(assigns(chief, to)).refusal?.code;
    expect(codeOf(stranger)).toBe('not-competent');
    expect(codeOf(issuer)).toBe('not-allowed');
    expect(codeOf({ ...reviewer, sub: clerk.sub })).toBe('separation-of-duties');
    const returned = given(applies({ matter: TWO_CHECKS }), reviews(reviewer), verifies(verifier, 'return'));
    expect(returned.when(assigns(chief, verifier)).refusal?.code).toBe('separation-of-duties');
    expect(returned.when(assigns(chief, window)).refusal).toBeUndefined();
    const nobody = does(chief, 'assign', { to: 'nobody' as Subject });
    expect(given(accepted()).when(nobody).refusal?.errors).toMatchObject([{ path: 'to' }]);
  });

  it('is over once the review has passed; a special procedure goes on meanwhile', () => {
    expect(given(accepted(), reviews(reviewer)).when(assigns(chief, verifier)).refusal?.code).toBe(
      'wrong-status',
    );
    const inProcedure = given(accepted(), starts('现场勘验', 3)).when(assigns(chief, verifier));
    expect(inProcedure.state).toMatchObject({ status: 'in-procedure', duties: { handler: 'verifier' } });
  });
});

describe('四种审批模式', () => {
  it('C31: 审核合一 is decided right away, 一审一核 after one check, 一审两核 and 特别程序 after two', () => {
    const checks = [[], [reviews(reviewer)], [reviews(reviewer), verifies(verifier)]] as const;
    const decided = STEP_MODELS.map((steps) =>
      checks.map((passed) => {
        const possible = passed.slice(0, { 审核合一: 0, 一审一核: 1, 一审两核: 2, 特别程序: 2 }[steps]);
        return given(accepted({ steps }), ...possible).when(decides(chief)).refusal?.code ?? 'decided';
      }),
    );
    expect(decided).toEqual([
      ['decided', 'decided', 'decided'],
      ['wrong-status', 'decided', 'decided'],
      ['wrong-status', 'wrong-status', 'decided'],
      ['wrong-status', 'wrong-status', 'decided'],
    ]);
  });

  it('C31: a step that the model does not have is refused', () => {
    expect(given(accepted({ steps: '审核合一' })).when(reviews(reviewer)).refusal?.code).toBe('wrong-status');
    expect(given(accepted(), reviews(reviewer)).when(verifies(verifier)).refusal?.code).toBe('wrong-status');
    expect(given(accepted(), reviews(reviewer)).when(reviews(reviewer)).refusal?.code).toBe('wrong-status');
  });

  it('returned by its verifier a case is reviewed anew, returned by its reviewer it lies unclaimed', () => {
    const returned = given(applies({ matter: TWO_CHECKS }), reviews(reviewer), verifies(verifier, 'return'));
    expect(returned.state).toMatchObject({
      status: 'in-review',
      reviewPassed: false,
      duties: { handler: 'reviewer' },
    });
    expect(returned.when(verifies(verifier)).refusal?.code).toBe('wrong-status');
    const unclaimed = given(accepted(), reviews(reviewer, 'return'));
    expect(unclaimed.state).toMatchObject({ status: 'accepted', reviewPassed: false });
    expect(unclaimed.state).not.toHaveProperty('duties.handler');
    expect(unclaimed.when(reviews(verifier)).refusal).toBeUndefined();
  });

  it('B15 E29: an immediate case is accepted, decided and handed out by one authorised person in one visit', () => {
    const general = authority({ kind: 'general-window' });
    const { state } = given(
      applies({ matter: immediate() }, window),
      decides(window, { authorisation: general }),
      does(window, 'produce', {}),
    ).when(does(window, 'deliver', { method: 'counter', signedBy: text() }));
    expect(state).toMatchObject({ status: 'closed', duties: { acceptor: 'window', approver: 'window' } });
  });
});

describe('受办分离', () => {
  const people = (sub: string): Actor => ({
    ...reviewer,
    sub: sub as Subject,
    roles: ['clerk', 'reviewer', 'chief', 'issuer'],
  });

  it('A17 D29: who accepted may not claim, review, verify or decide', () => {
    const received = applies({ matter: TWO_CHECKS }, people('a'));
    const history = [received, reviews(people('b')), verifies(people('c'))] as const;
    expect(given(received).when(claims(people('a'))).refusal?.code).toBe('separation-of-duties');
    expect(given(received).when(reviews(people('a'))).refusal?.code).toBe('separation-of-duties');
    expect(given(received, history[1]).when(verifies(people('a'))).refusal?.code).toBe(
      'separation-of-duties',
    );
    expect(given(...history).when(decides(people('a'))).refusal?.code).toBe('separation-of-duties');
  });

  it('A17: reviewer, verifier and approver are different people', () => {
    const received = applies({ matter: TWO_CHECKS }, people('a'));
    const reviewed = given(received, reviews(people('b')));
    expect(reviewed.when(verifies(people('b'))).refusal?.code).toBe('separation-of-duties');
    const verified = given(received, reviews(people('b')), verifies(people('c')));
    for (const sub of ['b', 'c']) {
      expect(verified.when(decides(people(sub))).refusal?.code).toBe('separation-of-duties');
    }
    expect(verified.when(decides(people('d'))).refusal).toBeUndefined();
  });

  it('A17: nobody changes sides after a return', () => {
    const received = applies({ matter: TWO_CHECKS }, people('a'));
    const returned = given(received, reviews(people('b'), 'return'), reviews(people('c')));
    expect(returned.when(verifies(people('b'))).refusal?.code).toBe('separation-of-duties');
  });

  it('A17: who reviewed or decided does not produce or hand out', () => {
    const decided = given(applies({}, people('a')), reviews(people('b')), decides(people('d')));
    for (const sub of ['b', 'd']) {
      expect(decided.when(does(people(sub), 'produce', {})).refusal?.code).toBe('separation-of-duties');
    }
    expect(decided.when(does(people('e'), 'produce', {})).refusal).toBeUndefined();
  });

  it('E24 审管分离: whoever supervises claims, reviews, extends and decides nothing, with whatever letter', () => {
    const both: Actor = { ...chief, roles: ['chief', 'supervisor'] };
    const extending = does(both, 'extend', { days: 2, reason: text('P305'), authorisation: authority() });
    for (const command of [claims(both), reviews(both), extending]) {
      expect(given(accepted()).when(command).refusal?.code).toBe('separation-of-duties');
    }
    const reviewed = given(accepted(), reviews(reviewer));
    expect(reviewed.when(decides(both)).refusal?.code).toBe('separation-of-duties');
    expect(reviewed.when(decides(chief)).refusal).toBeUndefined();
  });

  it('a deemed acceptance has no acceptor to keep apart', () => {
    const received = applies({ atCounter: false }, people('a'));
    const deemed = does(system, 'deem-accepted', {}, at('2026-09-22'));
    expect(given(received, deemed).when(reviews(people('a'))).refusal).toBeUndefined();
  });
});

describe('decide', () => {
  const reviewed = (changes: Partial<MatterVersion> = {}) => given(accepted(changes), reviews(reviewer));

  it('C60 E25 E28: only on a recorded authorisation that covers the matter', () => {
    const bare = does(chief, 'decide', { outcome: 'approved', opinion: text('P301'), seal: 'seal-1' });
    expect(reviewed().when(bare).refusal?.code).toBe('not-authorised');
    for (const authorisation of [
      authority({ department: '县林业局' }),
      authority({ matters: ['another'] }),
      authority({ kind: 'general-window' }),
    ]) {
      expect(reviewed().when(decides(chief, { authorisation })).refusal?.code).toBe('not-authorised');
    }
    const limited = authority({ matters: [matter().code] });
    expect(reviewed().when(decides(chief, { authorisation: limited })).refusal).toBeUndefined();
  });

  it('E02, D05: the letter of the general window reaches no case that took a survey, a hearing or an expert', () => {
    const general = authority({ kind: 'general-window', matters: [matter().code] });
    const oneStep = { steps: '审核合一', specialProcedures: [{ kind: '现场勘验', days: 3 }] } as const;
    const surveyed = given(accepted(oneStep), starts('现场勘验', 3), finishes());
    expect(surveyed.when(decides(chief, { authorisation: general })).refusal?.code).toBe('not-authorised');
    expect(surveyed.when(decides(chief)).refusal).toBeUndefined();
    expect(given(accepted(oneStep)).when(decides(chief, { authorisation: general })).refusal).toBeUndefined();
    const elsewhere = authority({ kind: 'general-window', matters: ['another'] });
    expect(given(accepted(oneStep)).when(decides(chief, { authorisation: elsewhere })).refusal?.code).toBe(
      'not-authorised',
    );
  });

  it('A08 T7: records the seal with the document and the last day to deliver', () => {
    const { events } = reviewed().when(decides(chief, {}, at('2026-09-29')));
    expect(events).toMatchObject([
      {
        type: 'CaseDecided',
        data: {
          authorisation: 'authorisation-1',
          seal: { id: 'seal-1', document: '西政务准字〔2026〕0914000001号' },
          deliveryDue: '2026-10-19',
        },
      },
    ]);
  });

  it('E33: no approval while a deferred material is open, a refusal is possible', () => {
    const deferring = applies({ materials: [...provided('申请书'), promised('场地证明', '2026-09-18')] });
    const open = given(deferring, reviews(reviewer));
    expect(open.when(decides(chief)).refusal).toMatchObject({
      code: 'deferred-missing',
      errors: [{ message: '场地证明' }],
    });
    expect(open.when(decides(chief, REFUSES)).refusal).toBeUndefined();
    const supplied = does(clerk, 'supplement', { materials: provided('场地证明') });
    expect(given(deferring, reviews(reviewer), supplied).when(decides(chief)).refusal).toBeUndefined();
  });

  it('第38条: a refusal gives its reasons', () => {
    expect(reviewed().when(decides(chief, { outcome: 'refused' })).refusal?.code).toBe('reasons-missing');
    expect(reviewed().when(decides(chief, REFUSES)).state).toMatchObject({ decided: { outcome: 'refused' } });
  });

  it('ends the clock, once', () => {
    const { state } = reviewed().when(decides(chief));
    expect(state).toMatchObject({ status: 'decided', clock: { running: false, epoch: 1 } });
    expect(given(accepted(), reviews(reviewer), decides(chief)).when(decides(chief)).refusal?.code).toBe(
      'wrong-status',
    );
  });
});

describe('特别程序', () => {
  const MARCH = at('2026-03-02');
  const opened = [applies({}, clerk, MARCH), reviews(reviewer, 'pass', MARCH)] as const;

  it('T10 第45条: an expert review does not count, and both days move', () => {
    const twenty = applies({ matter: matter({ promisedDays: 20 }) }, clerk, MARCH);
    const begun = given(twenty, starts('专家评审', 10, at('2026-03-10', '18:30')));
    expect(begun.state).toMatchObject({
      status: 'in-procedure',
      clock: { running: false, epoch: 1, statutoryDue: '2026-04-14' },
    });
    const done = begun.when(finishes(at('2026-03-24', '18:30')));
    expect(done.state).toMatchObject({
      status: 'in-review',
      clock: { running: true, epoch: 2, statutoryDue: '2026-04-14', promisedDue: '2026-04-14' },
    });
  });

  it('第45条: a survey counts unless the matter says otherwise', () => {
    const { state } = given(...opened).when(starts('现场勘验', 3, MARCH));
    expect(state).toMatchObject({ status: 'in-procedure', clock: { running: true, epoch: 0, pauses: [] } });
    const own = matter({ specialProcedures: [{ kind: '现场勘验', days: 3, stopsClock: true }] });
    const { state: stopped } = given(applies({ matter: own }, clerk, MARCH)).when(
      starts('现场勘验', 3, MARCH),
    );
    expect(stopped).toMatchObject({ clock: { running: false, pauses: [{ reason: '现场勘验' }] } });
  });

  it('C38: needs a kind of the matter or of the law, and its working days', () => {
    expect(given(...opened).when(starts('抽签', 3, MARCH)).refusal?.code).toBe('procedure-not-allowed');
    expect(given(...opened).when(starts('听证', 0, MARCH)).refusal?.code).toBe('bad-input');
    expect(given(...opened).when(starts('听证', 5, MARCH)).events).toMatchObject([
      { data: { due: '2026-03-09' } },
    ]);
  });

  it('runs one at a time, and nothing is decided meanwhile', () => {
    const running = given(...opened, starts('听证', 5, MARCH));
    expect(running.when(starts('鉴定', 5, MARCH)).refusal?.code).toBe('wrong-status');
    expect(running.when(decides(chief)).refusal?.code).toBe('wrong-status');
    expect(given(...opened).when(finishes(MARCH)).refusal?.code).toBe('wrong-status');
  });

  it('即办件 have none', () => {
    const { refusal } = given(applies({ matter: immediate() })).when(starts('听证', 5));
    expect(refusal?.code).toBe('immediate-no-procedure');
  });
});

describe('延期', () => {
  const FEBRUARY = at('2026-02-10');

  it('T4 第42条: ten working days more, once', () => {
    const { state } = given(applies({}, clerk, FEBRUARY)).when(extendsBy(10, FEBRUARY));
    expect(state).toMatchObject({
      clock: { statutoryDue: '2026-03-30', extendedDays: 10, epoch: 1, running: true },
      extension: { approver: 'chief' },
    });
    const again = given(applies({}, clerk, FEBRUARY), extendsBy(1, FEBRUARY)).when(extendsBy(1, FEBRUARY));
    expect(again.refusal?.code).toBe('extension-used');
  });

  it('T6 第26条: fifteen for cases that several departments handle together', () => {
    const joint = applies({ matter: matter({ caseType: '联办件', statutoryDays: null }) }, clerk, FEBRUARY);
    expect(given(joint).when(extendsBy(15, FEBRUARY)).state).toMatchObject({
      clock: { statutoryDue: '2026-05-14' },
    });
    expect(given(joint).when(extendsBy(16, FEBRUARY)).refusal?.code).toBe('bad-input');
  });

  it('第42条: neither none nor more than ten days', () => {
    for (const days of [0, 11, 1.5]) {
      expect(given(accepted()).when(extendsBy(days)).refusal?.code).toBe('bad-input');
    }
  });

  it('第42条: approved by the head of the section or the chief representative', () => {
    for (const authorisation of [
      authority({ kind: 'general-window' }),
      authority({ department: '县林业局' }),
    ]) {
      expect(given(accepted()).when(extendsBy(5, undefined, authorisation)).refusal?.code).toBe(
        'not-authorised',
      );
    }
    const head = authority({ kind: 'section-head', department: DEPARTMENT });
    expect(given(accepted()).when(extendsBy(5, undefined, head)).refusal).toBeUndefined();
  });

  it('only while the clock runs, and not after the statutory day', () => {
    const paused = given(accepted(), starts('听证', 5));
    expect(paused.when(extendsBy(5)).refusal?.code).toBe('wrong-status');
    const statutoryDue = '2026-10-16';
    expect(given(accepted()).state).toMatchObject({ clock: { statutoryDue } });
    expect(given(accepted()).when(extendsBy(5, at(statutoryDue, '23:00'))).refusal).toBeUndefined();
    expect(given(accepted()).when(extendsBy(5, at('2026-10-17'))).refusal?.code).toBe('limit-passed');
  });

  it('即办件 are not extended', () => {
    const { refusal } = given(applies({ matter: immediate() })).when(extendsBy(1));
    expect(refusal?.code).toBe('immediate-no-extension');
  });
});

describe('上报件', () => {
  const upward = { caseType: '上报件', upperAgency: '市民政局' } as const;
  const forwards = does(chief, 'forward', { opinion: text('P207') });

  it('第43条: goes up after the checks, and only then is decided', () => {
    expect(given(accepted(upward)).when(forwards).refusal?.code).toBe('wrong-status');
    const reviewed = given(accepted(upward), reviews(reviewer));
    expect(reviewed.when(decides(chief)).refusal?.code).toBe('wrong-status');
    const sent = given(accepted(upward), reviews(reviewer), forwards);
    expect(sent.state).toMatchObject({
      forwarded: { agency: '市民政局' },
      clock: { running: false, epoch: 1 },
    });
    expect(sent.when(decides(chief)).state).toMatchObject({ status: 'decided', clock: { epoch: 1 } });
    expect(sent.when(forwards).refusal?.code).toBe('wrong-status');
    expect(sent.when(starts('听证', 5)).refusal?.code).toBe('wrong-status');
  });

  it('is not for other cases', () => {
    expect(given(accepted(), reviews(reviewer)).when(forwards).refusal?.code).toBe('wrong-status');
  });
});

describe('制证 and 送达', () => {
  const decided = [accepted(), reviews(reviewer), decides(chief)] as const;
  const refused = [accepted(), reviews(reviewer), decides(chief, REFUSES)] as const;
  const proof = { method: 'counter', signedBy: text() } as const;
  const delivers = (body: Parameters<typeof does<'deliver'>>[2]) => does(issuer, 'deliver', body);

  it('names the result as the guide does, and gives it a number', () => {
    expect(given(...decided).when(does(issuer, 'produce', {})).events).toMatchObject([
      { data: { name: '备案回执', kind: '批文', number: '证字第41132320260914000001号' } },
    ]);
    const own = does(issuer, 'produce', { number: '民备2026-7', validUntil: day('2031-09-14') });
    expect(given(...decided).when(own).events).toMatchObject([
      { data: { number: '民备2026-7', validUntil: '2031-09-14' } },
    ]);
    const past = does(issuer, 'produce', { validUntil: day('2026-09-13') });
    expect(given(...decided).when(past).refusal?.code).toBe('bad-input');
  });

  it('delivers an approval once produced, a refusal at once, and closes the case with it', () => {
    expect(given(...decided).when(delivers(proof)).refusal?.code).toBe('wrong-status');
    expect(given(...refused).when(does(issuer, 'produce', {})).refusal?.code).toBe('wrong-status');
    const { events, state } = given(...refused).when(delivers(proof));
    expect(events.map(({ type }) => type)).toEqual(['ResultDelivered', 'CaseClosed']);
    expect(state).toMatchObject({ status: 'closed', duties: { issuer: 'issuer' } });
  });

  it('asks for a signature at the counter and for a number by post', () => {
    const produced = given(...decided, does(issuer, 'produce', {}));
    expect(produced.when(delivers({ method: 'counter' })).refusal?.errors?.[0]?.path).toBe('signedBy');
    expect(produced.when(delivers({ method: 'post', tracking: ' ' })).refusal?.errors?.[0]?.path).toBe(
      'tracking',
    );
    expect(produced.when(delivers({ method: 'post', tracking: 'EMS1' })).refusal).toBeUndefined();
    expect(produced.when(delivers({ method: 'locker' })).refusal).toBeUndefined();
    const signature = { id: 'file-9', sha256: '0'.repeat(64), size: 9, type: 'image/png' };
    expect(produced.when(delivers({ ...proof, signature })).state).toMatchObject({
      delivered: { signature },
    });
    for (const wrong of [
      { method: 'locker' as const, signature },
      { ...proof, signature: { ...signature, type: 'application/pdf' } },
    ]) {
      expect(produced.when(delivers(wrong)).refusal?.errors?.[0]?.path).toBe('signature');
    }
  });
});

describe('card', () => {
  const clock = () => {
    const { state } = given(applies({ materials: ALL_PAPERS }));
    if (state.status === 'none' || !state.clock) throw new TypeError('not accepted');
    return state.clock;
  };

  it('is green, yellow from one working day or a fifth of the promise left, red when it has passed', () => {
    const cards = (['10:00', '18:00'] as const).map((time) =>
      cardOf(clock(), calendar, at('2026-09-22', time)),
    );
    expect(cards).toEqual(['green', 'yellow']);
    expect(littleOf({ days: 20 }, { days: 1, percent: 20 })).toBe(4);
    expect(cardOf(clock(), calendar, at('2026-09-23', '23:59'))).toBe('yellow');
    expect(cardOf(clock(), calendar, at('2026-09-24', '00:00'))).toBe('red');
  });

  it('goes by the levels that the hall has set', () => {
    const early: CardRule[] = [
      { level: 'yellow', when: [{ kind: 'remaining', of: 'promise', days: 5, percent: 0 }] },
      { level: 'supervised', when: [{ kind: 'remaining', of: 'promise', days: 3, percent: 0 }] },
    ];
    const cards = ['2026-09-16', '2026-09-17', '2026-09-20'].map((date) =>
      cardOf(clock(), calendar, at(date, '18:00'), early),
    );
    expect(cards).toEqual(['green', 'yellow', 'red']);
  });

  it('keeps the card a case ended with', () => {
    const ended = { ...clock(), running: false, endedAt: at('2026-09-16') };
    expect(cardOf(ended, calendar, at('2026-12-01'))).toBe('green');
  });
});
