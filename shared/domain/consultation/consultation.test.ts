import { describe, expect, it } from 'vitest';
import type { Subject, TenantCode, VaultRef } from '../../kernel/ids.ts';
import { instantAt, type Day, type Instant } from '../../kernel/instant.ts';
import { createCalendar } from '../../time/calendar.ts';
import { specOf } from '../spec.test-support.ts';
import { nextDutyStep } from '../supervision/duty.ts';
import { DEFAULT_CARDS } from '../supervision/card-rules.ts';
import { consultationAggregate, type Consultation, type ConsultationCommand } from './consultation.ts';

const calendar = createCalendar({ hours: [{ from: '08:30', to: '17:30' }] });
const at = (day: string, time = '10:00'): Instant => instantAt(day as Day, time);
const text = { kind: 'vault', ref: 'text:consultation:x' as VaultRef, field: 'text' } as const;
const { given } = specOf(consultationAggregate.decider, ({ now }: ConsultationCommand) => ({
  at: now,
  actor: { sub: 'someone' as Subject, roles: ['guide'], tenant: '411323' as TenantCode },
}));

const when = (now: Instant) => ({ now, calendar, cards: DEFAULT_CARDS });
/** Tuesday before the National Day holiday of 2026. */
const ask = { ...when(at('2026-09-29')), type: 'ask', question: text, days: 2 } as const;
const markComplex = (now: Instant) =>
  ({ ...when(now), type: 'mark-complex', unit: '县民政局', note: text }) as const;
const answer = (now: Instant, department?: string) =>
  ({ ...when(now), type: 'answer', text, ...(department === undefined ? {} : { department }) }) as const;
const raise = (now: Instant) => ({ ...when(now), type: 'raise-cards' }) as const;

const dutyOf = (state: Consultation) => {
  if (state.status === 'none') throw new Error('not asked');
  return state.duty;
};
const levels = (state: Consultation) => dutyOf(state).cards.map(({ level, since }) => [level, since]);

describe('咨询', () => {
  it('C16: a complex question is due two working days after it was asked, over the holiday', () => {
    const { state } = given(ask, markComplex(at('2026-09-29', '11:00')));
    expect(state).toMatchObject({ status: 'complex', duty: { unit: '县民政局', due: '2026-10-08' } });
  });

  it('C16: yellow a day before the end, red when it has passed, on the unit that owes the answer', () => {
    const { state, when: tell } = given(ask, markComplex(at('2026-09-29', '11:00')));
    const steps = (now: Instant) => nextDutyStep(dutyOf(state), calendar, DEFAULT_CARDS, now);
    expect(steps(at('2026-09-29', '12:00'))).toEqual({ wakeAt: at('2026-09-30', '17:30') });
    expect(steps(at('2026-09-30', '17:30'))).toEqual({ due: 'raise-cards' });
    const late = tell(raise(at('2026-10-09', '00:00'))).state;
    expect(levels(late)).toEqual([
      ['yellow', at('2026-09-30', '17:30')],
      ['red', at('2026-10-09', '00:00')],
    ]);
    expect(dutyOf(late).cards.every(({ unit }) => unit === '县民政局')).toBe(true);
  });

  it('the answer ends the limit: what was due unnoticed goes up with it, and everything comes down', () => {
    const { state } = given(ask, answer(at('2026-10-09', '09:00')));
    expect(levels(state)).toHaveLength(2);
    expect(dutyOf(state).cards.every(({ curedAt }) => curedAt === at('2026-10-09', '09:00'))).toBe(true);
    expect(nextDutyStep(dutyOf(state), calendar, DEFAULT_CARDS, at('2026-12-01'))).toEqual({});
  });

  it('answered at once no card ever goes up', () => {
    expect(dutyOf(given(ask, answer(at('2026-09-29', '10:05'))).state).cards).toEqual([]);
  });

  it('what is complex is answered by the named unit or by the desk, once', () => {
    const { when: tell } = given(ask, markComplex(at('2026-09-29', '11:00')));
    expect(tell(answer(at('2026-09-29', '15:00'), '县财政局')).refusal?.code).toBe('not-competent');
    expect(tell(answer(at('2026-09-29', '15:00'), '县民政局')).refusal).toBeUndefined();
    expect(tell(answer(at('2026-09-29', '15:00'))).refusal).toBeUndefined();
    const again = given(ask, answer(at('2026-09-29', '15:00'))).when(answer(at('2026-09-29', '16:00')));
    expect(again.refusal?.code).toBe('wrong-status');
    expect(given().when(answer(at('2026-09-29'))).refusal?.code).toBe('not-found');
  });
});
