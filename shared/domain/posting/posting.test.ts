import { describe, expect, it } from 'vitest';
import type { MatterCode, Subject } from '../../kernel/ids.ts';
import type { Day } from '../../kernel/instant.ts';
import {
  authorisationInForce,
  lettersOn,
  postingAggregate,
  type Authorisation,
  type Posting,
  type PostingCommand,
} from './posting.ts';

const { decide, initial } = postingAggregate.decider;
const evolve = (state: Posting, event: Parameters<typeof postingAggregate.decider.evolve>[1]) =>
  postingAggregate.decider.evolve(state, event, undefined as never);

const day = (text: string) => text as Day;
const TODAY = day('2026-11-23');
const MATTER = { code: 'M1' as MatterCode, department: '县民政局' };
const letter: Omit<Authorisation, 'id'> = {
  kind: 'chief-representative',
  department: '县民政局',
  signedBy: '赵明远',
  from: day('2026-01-01'),
};

const recording = (
  authorisation: Partial<Omit<Authorisation, 'id'>> = {},
  today = TODAY,
): PostingCommand => ({
  type: 'record-authorisation',
  sub: 'minzheng.chief' as Subject,
  today,
  authorisation: { ...letter, ...authorisation },
});

const after = (...commands: readonly PostingCommand[]): Posting =>
  commands.reduce((state, command) => {
    const decided = decide(command, state);
    if (!decided.ok) throw new Error(decided.refusal.code);
    return decided.value.reduce(evolve, state);
  }, initial);

describe('an authorisation', () => {
  it('A07, C60: lets its holder decide on every matter of the department, and on no other', () => {
    const state = after(recording());
    expect(authorisationInForce(state, TODAY, MATTER)).toMatchObject({
      id: 'minzheng.chief-1',
      signedBy: '赵明远',
    });
    expect(authorisationInForce(state, TODAY, { ...MATTER, department: '县公安局' })).toBeUndefined();
  });

  it('C60: nobody decides without a recorded letter', () => {
    expect(authorisationInForce(initial, TODAY, MATTER)).toBeUndefined();
  });

  it('D05, E28: a unit may entrust the general window with some matters', () => {
    const state = after(recording({ kind: 'general-window', matters: ['M1' as MatterCode] }));
    expect(authorisationInForce(state, TODAY, MATTER)).toBeDefined();
    expect(authorisationInForce(state, TODAY, { ...MATTER, code: 'M2' as MatterCode })).toBeUndefined();
  });

  it('E25: a named chief representative decides where there is no section', () => {
    const state = after(recording({ kind: 'chief-representative' }));
    expect(authorisationInForce(state, TODAY, MATTER)?.kind).toBe('chief-representative');
  });

  it('E28: the letter of the highest class counts', () => {
    const state = after(recording({ kind: 'general-window' }), recording({ kind: 'section-head' }));
    expect(authorisationInForce(state, TODAY, MATTER)?.kind).toBe('section-head');
  });

  it('holds from its first to its last day', () => {
    const state = after(recording({ from: day('2026-11-24'), until: day('2026-11-25') }));
    const days = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'];
    expect(days.map((text) => authorisationInForce(state, day(text), MATTER) !== undefined)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('ends on the day it is revoked', () => {
    const state = after(recording(), { type: 'revoke-authorisation', today: TODAY, reason: '轮岗' });
    expect(authorisationInForce(state, day('2026-11-22'), MATTER)).toBeDefined();
    expect(authorisationInForce(state, TODAY, MATTER)).toBeUndefined();
  });

  it('is replaced by the next one of its class and department, without a gap', () => {
    const state = after(recording(), recording({ signedBy: '钱慧敏', from: day('2026-12-01') }));
    expect(lettersOn(state, TODAY).map(({ signedBy }) => signedBy)).toEqual(['赵明远']);
    expect(lettersOn(state, day('2026-12-01')).map(({ signedBy }) => signedBy)).toEqual(['钱慧敏']);
  });

  it('stands beside those of other departments', () => {
    const state = after(recording(), recording({ department: '县公安局' }));
    expect(lettersOn(state, TODAY).map(({ id }) => id)).toEqual(['minzheng.chief-1', 'minzheng.chief-2']);
  });

  it('is recorded once', () => {
    expect(decide(recording(), after(recording()))).toEqual({ ok: true, value: [] });
  });

  it('cannot end before it begins', () => {
    const decided = decide(recording({ until: day('2025-12-31') }), initial);
    expect(decided).toMatchObject({ ok: false, refusal: { code: 'bad-input' } });
  });

  it('is revoked alone when it is named, and an unknown one is not found', () => {
    const both = after(recording(), recording({ department: '县公安局' }));
    const one = after(recording(), recording({ department: '县公安局' }), {
      type: 'revoke-authorisation',
      today: TODAY,
      id: 'minzheng.chief-2',
      reason: '轮岗',
    });
    expect(lettersOn(one, TODAY).map(({ id }) => id)).toEqual(['minzheng.chief-1']);
    const unknown = decide({ type: 'revoke-authorisation', today: TODAY, id: 'x', reason: '轮岗' }, both);
    expect(unknown).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
  });
});
