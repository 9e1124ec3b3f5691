import { describe, expect, it } from 'vitest';
import {
  agent,
  ALL_PAPERS,
  applies,
  at,
  chief,
  citizen,
  clerk,
  decides,
  does,
  given,
  immediate,
  issuer,
  matter,
  MONDAY,
  promised,
  provided,
  reviewer,
  stranger,
  system,
  text,
  window,
} from './case.test-support.ts';
import type { CaseEvent } from './events.ts';

const typesOf = (events: readonly CaseEvent[]) => events.map(({ type }) => type);
const online = { channel: 'online', atCounter: false } as const;
const asks = (...names: string[]) =>
  does(clerk, 'request-supplement', { items: names.map((name) => ({ name })) });
/** Online, with the one paper that may not be deferred missing. */
const incomplete = () => applies({ ...online, materials: provided('场地证明') }, citizen);

describe('receive', () => {
  it('accepts a complete application at the counter in the same commit', () => {
    const { events, state } = given().when(applies());
    expect(typesOf(events)).toEqual(['CaseReceived', 'CaseAccepted']);
    expect(state).toMatchObject({ status: 'accepted', duties: { submittedBy: 'clerk', acceptor: 'clerk' } });
  });

  it('第32条 T1: the notice is due five working days after receipt', () => {
    const { events } = given().when(applies({ ...online }, citizen, at('2026-09-18')));
    expect(events).toMatchObject([{ type: 'CaseReceived', data: { noticeDue: '2026-09-24' } }]);
  });

  it('leaves an application of a citizen or a kiosk for a clerk to accept', () => {
    expect(given().when(applies({ ...online }, citizen)).state).toMatchObject({ status: 'received' });
    expect(given().when(applies({ atCounter: true }, citizen)).state).toMatchObject({ status: 'received' });
  });

  it('only receives an incomplete application at the counter', () => {
    expect(typesOf(given().when(applies({ materials: provided('申请书') })).events)).toEqual([
      'CaseReceived',
    ]);
  });

  it('第31条: takes an extra paper but knows nothing of one that is promised', () => {
    expect(
      given().when(applies({ materials: [...ALL_PAPERS, ...provided('推荐信')] })).refusal,
    ).toBeUndefined();
    const { refusal } = given().when(
      applies({ materials: [...ALL_PAPERS, { name: '推荐信', provided: false }] }),
    );
    expect(refusal).toMatchObject({ code: 'bad-input', errors: [{ path: 'materials.2.name' }] });
  });

  it('refuses a material that is named twice', () => {
    const { refusal } = given().when(applies({ materials: [...ALL_PAPERS, ...provided('申请书')] }));
    expect(refusal).toMatchObject({ code: 'bad-input', errors: [{ path: 'materials.2.name' }] });
  });

  it('C53: an agent needs an entrustment', () => {
    expect(given().when(applies({ agent })).refusal).toBeUndefined();
    expect(given().when(applies({ agent: { ...agent, entrustment: '' } })).refusal?.code).toBe(
      'entrustment-missing',
    );
    expect(given().when(applies({ channel: 'agent' })).refusal?.code).toBe('entrustment-missing');
  });

  it('第29条: no agent where the applicant must come in person', () => {
    const { refusal } = given().when(applies({ agent, matter: matter({ inPerson: true }) }));
    expect(refusal?.code).toBe('in-person-required');
  });

  it('takes 告知承诺 only where the matter offers it', () => {
    expect(given().when(applies({ commitment: true })).refusal?.code).toBe('commitment-not-offered');
    const offered = applies({ commitment: true, matter: matter({ commitment: true }) });
    expect(given().when(offered).events[0]).toMatchObject({ data: { commitment: true } });
  });

  it('D38: records why a case goes first', () => {
    const { events } = given().when(applies({ priority: { code: 'old' } }));
    expect(events[0]).toMatchObject({ data: { priority: { code: 'old' } } });
  });

  it('D39: major investment and special cases go first only with a reason', () => {
    const { refusal } = given().when(applies({ priority: { code: 'major-investment' } }));
    expect(refusal).toMatchObject({ code: 'bad-input', errors: [{ path: 'priority.reason' }] });
    expect(given().when(applies({ priority: { code: 'special', reason: text() } })).refusal).toBeUndefined();
  });

  it('E16: the back office takes in nothing, neither over its own desk nor what came online', () => {
    const cameOnline = given(applies({ ...online }, citizen));
    for (const actor of [reviewer, chief, issuer, stranger]) {
      expect(given().when(applies({}, actor)).refusal?.code).toBe('not-allowed');
      expect(given().when(applies({ ...online }, actor)).refusal?.code).toBe('not-allowed');
      expect(cameOnline.when(does(actor, 'accept', {})).refusal?.code).toBe('not-allowed');
    }
    expect(cameOnline.when(does(clerk, 'accept', {})).refusal).toBeUndefined();
  });

  it('refuses people who do not receive, and a second receipt', () => {
    expect(given().when(applies({}, issuer)).refusal?.code).toBe('not-allowed');
    expect(given(applies()).when(applies()).refusal?.code).toBe('wrong-status');
  });

  it('refuses every act on a case that is not there', () => {
    expect(given().when(does(clerk, 'accept', {})).refusal?.code).toBe('not-found');
  });
});

describe('容缺', () => {
  const deferring = (by: string, name = '场地证明') =>
    applies({ materials: [...provided('申请书'), promised(name, by)] });

  it('E33: accepts on a promise for a material that may come later', () => {
    const { events } = given().when(deferring('2026-09-18'));
    expect(events[1]).toMatchObject({ data: { deferred: [{ name: '场地证明', by: '2026-09-18' }] } });
  });

  it('E33: refuses a promise for a material that may not', () => {
    const { refusal } = given().when(applies({ materials: [promised('申请书', '2026-09-18')] }));
    expect(refusal?.code).toBe('deferral-not-allowed');
  });

  it('E33: the promise lies between today and the promised day of the case', () => {
    for (const by of ['2026-09-13', '2026-09-24']) {
      expect(given().when(deferring(by)).refusal).toMatchObject({
        code: 'bad-input',
        errors: [{ path: 'materials.1.promise.by' }],
      });
    }
    expect(given().when(deferring('2026-09-14')).refusal).toBeUndefined();
    expect(given().when(deferring('2026-09-23')).refusal).toBeUndefined();
  });

  it('E33: after acceptance only what was deferred may still come', () => {
    const accepted = given(deferring('2026-09-18'));
    const brings = (name: string) => does(citizen, 'supplement', { materials: provided(name) });
    expect(accepted.when(brings('荣誉证书')).refusal?.code).toBe('bad-input');
    expect(accepted.when(brings('场地证明')).events).toMatchObject([{ type: 'MaterialsSupplemented' }]);
    expect(given(deferring('2026-09-18'), brings('场地证明')).when(brings('场地证明')).refusal?.code).toBe(
      'wrong-status',
    );
  });

  it('E33: a promise that has passed covers nothing when the case is accepted later', () => {
    const late = { ...online, materials: [...provided('申请书'), promised('场地证明', '2026-09-14')] };
    const { refusal } = given(applies(late, citizen)).when(does(clerk, 'accept', {}, at('2026-09-15')));
    expect(refusal).toMatchObject({ code: 'materials-missing', errors: [{ message: '场地证明' }] });
  });

  it('安阳市政务服务条例 第24条: lapses once the promised day is over, not before its close of business', () => {
    const lapses = (time: string) => does(system, 'lapse', {}, at('2026-09-18', time));
    const accepted = given(deferring('2026-09-18'));
    expect(accepted.when(lapses('18:00')).refusal?.code).toBe('too-early');
    expect(accepted.when(lapses('18:01')).state).toMatchObject({
      status: 'withdrawn',
      withdrawn: { lapsed: true },
      clock: { running: false, epoch: 1 },
    });
  });
});

describe('accept', () => {
  it('lists everything that is missing', () => {
    const { refusal } = given(applies({ ...online, materials: [] }, citizen)).when(does(clerk, 'accept', {}));
    expect(refusal).toMatchObject({
      code: 'materials-missing',
      errors: [{ message: '申请书' }, { message: '场地证明' }],
    });
  });

  it('T2 第42条: counts twenty working days where the law names no other limit', () => {
    const unlimited = matter({ statutoryDays: null });
    const { events } = given().when(applies({ matter: unlimited }, clerk, at('2026-09-18')));
    expect(events[1]).toMatchObject({
      data: { statutoryDays: 20, statutoryDue: '2026-10-22', promisedDays: 8 },
    });
  });

  it('T5 第26条: counts forty-five for cases that several departments handle together', () => {
    const joint = matter({ caseType: '联办件', statutoryDays: null });
    const { events } = given().when(applies({ matter: joint }, clerk, at('2026-02-10')));
    expect(events[1]).toMatchObject({ data: { statutoryDue: '2026-04-21' } });
  });

  it('C28: refuses a promise longer than the law allows', () => {
    const tooLong = applies({ matter: matter({ promisedDays: 21 }) });
    expect(given().when(tooLong).state).toMatchObject({ status: 'received' });
    expect(given(tooLong).when(does(clerk, 'accept', {})).refusal?.code).toBe('limit-exceeds-statute');
  });

  it('E29: an immediate case is due the same day', () => {
    const { events } = given().when(applies({ matter: immediate() }));
    expect(events[1]).toMatchObject({ data: { promisedDue: '2026-09-14' } });
  });

  it('第32条: accepted too late for a notice it takes effect from the receipt on', () => {
    const { events } = given(applies({ ...online }, citizen)).when(
      does(clerk, 'accept', {}, at('2026-09-22')),
    );
    expect(events).toMatchObject([{ type: 'CaseAccepted', data: { deemed: true, acceptedAt: MONDAY } }]);
  });

  it('is for clerks', () => {
    expect(given(applies({ ...online }, citizen)).when(does(reviewer, 'accept', {})).refusal?.code).toBe(
      'not-allowed',
    );
  });
});

describe('视为受理', () => {
  const deems = (date: string, time?: string) => does(system, 'deem-accepted', {}, at(date, time));

  it('第32条 第四项: five working days without notice count as acceptance on the day of receipt', () => {
    const received = given(incomplete());
    expect(received.when(deems('2026-09-18')).refusal?.code).toBe('too-early');
    expect(received.when(deems('2026-09-20', '18:00')).refusal?.code).toBe('too-early');
    const { events, state } = received.when(deems('2026-09-20', '18:01'));
    expect(events).toMatchObject([{ type: 'CaseAccepted', data: { deemed: true, acceptedAt: MONDAY } }]);
    expect(state).toMatchObject({ status: 'accepted', clock: { startedAt: MONDAY } });
    expect(state).not.toHaveProperty('duties.acceptor');
  });

  it('第32条: does not apply once the notice was given', () => {
    const asked = given(incomplete(), asks('申请书'));
    expect(asked.when(deems('2026-09-28')).refusal?.code).toBe('wrong-status');
    const back = given(
      incomplete(),
      asks('申请书'),
      does(citizen, 'supplement', { materials: provided('申请书') }),
    );
    expect(back.when(deems('2026-09-28')).refusal?.code).toBe('wrong-status');
  });

  it('第32条: afterwards it is too late for a notice or to decline, and open papers may still come', () => {
    const late = at('2026-09-22');
    const received = given(incomplete());
    const notice = does(clerk, 'request-supplement', { items: [{ name: '申请书' }] }, late);
    expect(received.when(notice).refusal?.code).toBe('notice-overdue');
    expect(received.when(does(clerk, 'decline', { reason: text() }, late)).refusal?.code).toBe(
      'notice-overdue',
    );
    const supply = does(citizen, 'supplement', { materials: provided('申请书') }, late);
    expect(given(incomplete(), deems('2026-09-22')).when(supply).refusal).toBeUndefined();
  });

  it('is for the clockwork alone', () => {
    const { refusal } = given(incomplete()).when(does(clerk, 'deem-accepted', {}, at('2026-09-22')));
    expect(refusal?.code).toBe('not-allowed');
  });
});

describe('一次性告知', () => {
  const nothing = () => applies({ ...online, materials: [] }, citizen);

  it('C15: a notice names everything that is missing at once', () => {
    const { refusal } = given(nothing()).when(asks('申请书'));
    expect(refusal).toMatchObject({ code: 'one-time-notice', errors: [{ message: '场地证明' }] });
    const { events } = given(nothing()).when(asks('申请书', '场地证明'));
    expect(events).toMatchObject([{ type: 'SupplementRequested', data: { due: '2026-10-10' } }]);
  });

  it('C15: a second supplement notice is refused', () => {
    const asked = [nothing(), asks('申请书', '场地证明')] as const;
    expect(given(...asked).when(asks('申请书', '场地证明')).refusal?.code).toBe('one-time-notice');
    const supplied = does(citizen, 'supplement', { materials: provided('申请书', '场地证明') });
    expect(given(...asked, supplied).when(asks('荣誉证书')).refusal?.code).toBe('one-time-notice');
  });

  it('第31条: nothing outside the list may be asked for, except the form itself', () => {
    expect(given(nothing()).when(asks('申请书', '场地证明', '推荐信')).refusal?.code).toBe('bad-input');
    expect(given(nothing()).when(asks('申请书', '场地证明', '申请表单')).refusal).toBeUndefined();
  });

  it('asks again for a paper that is there only with what is wrong with it', () => {
    expect(given(incomplete()).when(asks('申请书', '场地证明')).refusal).toMatchObject({
      code: 'bad-input',
      errors: [{ path: 'items.1.note' }],
    });
    const items = [{ name: '申请书' }, { name: '场地证明', note: text() }];
    expect(given(incomplete()).when(does(clerk, 'request-supplement', { items })).refusal).toBeUndefined();
  });

  it('refuses an empty notice, an item twice and a term of no days', () => {
    const notice = (names: readonly string[], dueInDays: number) =>
      does(clerk, 'request-supplement', { items: names.map((name) => ({ name })), dueInDays });
    expect(given(applies({ ...online }, citizen)).when(notice([], 5)).refusal?.code).toBe('bad-input');
    expect(given(incomplete()).when(notice(['申请书', '申请书'], 5)).refusal?.code).toBe('bad-input');
    expect(given(incomplete()).when(notice(['申请书'], 0)).refusal?.code).toBe('bad-input');
    expect(given(incomplete()).when(notice(['申请书'], 1)).events).toMatchObject([
      { data: { due: '2026-09-15' } },
    ]);
  });

  it('stays open until everything asked for has come, a corrected paper too', () => {
    const items = [{ name: '申请书' }, { name: '场地证明', note: text() }];
    const asked = [incomplete(), does(clerk, 'request-supplement', { items })] as const;
    const brings = (...names: string[]) => does(citizen, 'supplement', { materials: provided(...names) });
    const half = given(...asked).when(brings('申请书'));
    expect(half.state).toMatchObject({ status: 'supplement-requested', outstanding: ['场地证明'] });
    const whole = given(...asked, brings('申请书')).when(brings('场地证明'));
    expect(whole.state).toMatchObject({ status: 'received', outstanding: [], supplements: 2 });
    const accepted = given(...asked, brings('申请书', '场地证明')).when(
      does(clerk, 'accept', {}, at('2026-09-30')),
    );
    expect(accepted.state).toMatchObject({ status: 'accepted', accepted: { deemed: false } });
  });

  it('takes a supplement of the applicant’s own accord, but not an empty one', () => {
    const received = given(incomplete());
    expect(received.when(does(citizen, 'supplement', { materials: provided('申请书') })).state).toMatchObject(
      {
        status: 'received',
        supplements: 0,
      },
    );
    expect(received.when(does(citizen, 'supplement', { materials: [] })).refusal?.code).toBe('bad-input');
  });

  it('安阳市政务服务条例 第36条: a term that passes unused is a withdrawal', () => {
    const asked = given(incomplete(), asks('申请书'));
    expect(asked.when(does(system, 'lapse', {}, at('2026-10-10', '18:00'))).refusal?.code).toBe('too-early');
    expect(asked.when(does(system, 'lapse', {}, at('2026-10-10', '18:01'))).events).toMatchObject([
      { type: 'CaseWithdrawn', data: { lapsed: true } },
    ]);
    expect(given(incomplete()).when(does(system, 'lapse', {})).refusal?.code).toBe('wrong-status');
  });
});

describe('decline and withdraw', () => {
  it('第32条 第二项: names the agency that is competent', () => {
    const { state } = given(incomplete()).when(
      does(clerk, 'decline', { reason: text('P105'), competentAgency: '县林业局' }),
    );
    expect(state).toMatchObject({ status: 'declined', declined: { competentAgency: '县林业局' } });
  });

  it('declines nothing that is accepted', () => {
    expect(given(applies()).when(does(clerk, 'decline', { reason: text() })).refusal?.code).toBe(
      'wrong-status',
    );
  });

  it('ends the clock with a withdrawal, which comes before the decision or not at all', () => {
    expect(given(applies()).when(does(citizen, 'withdraw', {})).state).toMatchObject({
      status: 'withdrawn',
      withdrawn: { lapsed: false },
      clock: { running: false, endedAt: MONDAY },
    });
    const decided = given(applies({ matter: immediate() }, window), decides(window));
    expect(decided.when(does(citizen, 'withdraw', {})).refusal?.code).toBe('wrong-status');
  });
});
