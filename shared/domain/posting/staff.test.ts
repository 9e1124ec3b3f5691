import { describe, expect, it } from 'vitest';
import type { Subject, TenantCode } from '../../kernel/ids.ts';
import { instantAt, type Day } from '../../kernel/instant.ts';
import { specOf } from '../spec.test-support.ts';
import { postingAggregate, type PostingCommand } from './posting.ts';
import { isPosted, isTrained, type StaffMember, type Training } from './staff.ts';

const TODAY = '2026-11-23' as Day;
const day = (text: string) => text as Day;
const actor = { sub: 'admin' as Subject, roles: ['admin'], tenant: '411323' as TenantCode } as const;
const { given } = specOf(postingAggregate.decider, () => ({ at: instantAt(TODAY, '09:00'), actor }));

const member: StaffMember = { name: '测试窗口', roles: ['clerk'], windows: ['A01'], from: TODAY };
const post = (change: Partial<StaffMember> = {}): PostingCommand => ({
  type: 'post-staff',
  member: { ...member, ...change },
  termMonths: 24,
});
const train = (change: Partial<Training> = {}): PostingCommand => ({
  type: 'record-training',
  today: TODAY,
  training: { kind: 'pre-job', on: TODAY, topic: '受理规范', ...change },
});
const letter: PostingCommand = {
  type: 'record-authorisation',
  sub: 'someone' as Subject,
  today: TODAY,
  authorisation: { kind: 'section-head', department: '县民政局', signedBy: '赵明远', from: TODAY },
};

describe('a member of staff', () => {
  it('is recorded once, and anew when something changes', () => {
    expect(given(post()).when(post()).events).toEqual([]);
    const moved = given(post()).when(post({ windows: ['A02'] }));
    expect(moved.state.member).toMatchObject({ windows: ['A02'] });
  });

  it('belongs to the hall from the first to the last day of the term', () => {
    const term = { ...member, from: day('2026-11-24'), until: day('2026-11-25') };
    const days = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'].map(day);
    expect(days.map((each) => isPosted(term, each))).toEqual([false, true, true, false]);
    expect(given().when(post({ until: day('2026-11-22') })).refusal).toMatchObject({
      code: 'bad-input',
      errors: [{ path: 'until' }],
    });
  });

  it('A03, A04, C58, E26: whom a unit stationed is not changed within two years without a letter of the centre', () => {
    const stationed = given(post({ department: '县民政局', from: day('2025-03-01') }));
    const early = post({ department: '县民政局', from: day('2025-03-01'), until: day('2027-02-27') });
    const moved = post({ department: '县公安局' });
    for (const change of [early, moved])
      expect(stationed.when(change).refusal).toMatchObject({
        code: 'bad-input',
        errors: [{ path: 'consent', message: '派驻未满 24 个月，换人须填中心书面同意的文号' }],
      });
    const agreed = post({ department: '县公安局', consent: '政务函〔2026〕12号' });
    expect(stationed.when(agreed).state.member).toMatchObject({ consent: '政务函〔2026〕12号' });
    const inTime = post({ department: '县民政局', from: day('2025-03-01'), until: day('2027-02-28') });
    expect(stationed.when(inTime).refusal).toBeUndefined();
    expect(stationed.when(post({ department: '县公安局', from: day('2027-03-01') })).refusal).toBeUndefined();
  });

  it('A03: the staff of the hall itself have no such term', () => {
    expect(given(post()).when(post({ until: TODAY })).refusal).toBeUndefined();
  });

  it('E24 审管分离: whoever approves does not supervise, by post or by letter', () => {
    for (const role of ['reviewer', 'chief'] as const) {
      const both = given().when(post({ roles: [role, 'supervisor'] }));
      expect(both.refusal).toMatchObject({ code: 'bad-input', errors: [{ path: 'roles' }] });
    }
    const supervisor = given(post({ roles: ['supervisor'] }));
    expect(supervisor.when(letter).refusal).toMatchObject({ code: 'bad-input', errors: [{ path: 'kind' }] });
    expect(given(post({ roles: ['chief'] })).when(letter).refusal).toBeUndefined();
  });

  it('keeps the letters that are recorded beside', () => {
    const { state } = given(post(), letter).when(train());
    expect([state.authorisations.length, state.member?.name, state.training?.times]).toEqual([
      1,
      '测试窗口',
      1,
    ]);
  });
});

describe('E38: training', () => {
  it('before the job counts from its day on; daily training alone is not enough', () => {
    const daily = given(post()).when(train({ kind: 'daily' }));
    expect(isTrained(daily.state.training, TODAY)).toBe(false);
    const { state } = given(post(), train({ kind: 'daily' })).when(train());
    expect(['2026-11-22', '2026-11-23'].map((each) => isTrained(state.training, day(each)))).toEqual([
      false,
      true,
    ]);
  });

  it('every day is recorded and does not take the one before the job away', () => {
    const { state } = given(post(), train({ on: day('2026-11-20') })).when(train({ kind: 'daily' }));
    expect(state.training).toEqual({
      preJobOn: '2026-11-20',
      last: { kind: 'daily', on: TODAY, topic: '受理规范' },
      times: 2,
    });
  });

  it('is recorded of staff alone, once it took place, and once', () => {
    expect(given().when(train()).refusal?.code).toBe('not-found');
    expect(given(post()).when(train({ on: day('2026-11-24') })).refusal?.code).toBe('bad-input');
    expect(given(post(), train()).when(train()).events).toEqual([]);
  });
});
