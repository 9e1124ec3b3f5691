import { describe, expect, it } from 'vitest';
import { evaluationRates } from '../../codes/evaluation-figures.ts';
import type { Grade } from '../../codes/satisfaction.ts';
import type { Subject, TenantCode, VaultRef } from '../../kernel/ids.ts';
import { instantAt, type Day, type Instant } from '../../kernel/instant.ts';
import { createCalendar } from '../../time/calendar.ts';
import { specOf } from '../spec.test-support.ts';
import { DEFAULT_SETTINGS } from '../tenant/hall.ts';
import { calendarRulesOf, initialTenant } from '../tenant/state.ts';
import type { WrittenText } from '../text.ts';
import { evaluationAggregate, type EvaluationCommand, type Evaluations } from './evaluation.ts';
import { countedOf, tallyOf } from './figures.ts';
import { dueOf, nextStepOf, type FollowUp } from './follow-up.ts';
import type { FollowUpAct } from './follow-up-acts.ts';

const calendar = createCalendar(calendarRulesOf(initialTenant));
const text: WrittenText = { kind: 'vault', ref: 'text:evaluation:x' as VaultRef, field: 'note' };
const at = (day: string): Instant => instantAt(day as Day, '10:00');
/** A Thursday. */
const GIVEN = at('2026-11-19');

/** When each command of a test is committed. */
type Dated = EvaluationCommand & { readonly day: Instant };
const { given } = specOf(evaluationAggregate.decider, (command) => ({
  at: (command as Dated).day,
  actor: {
    sub: command.by,
    name: `${command.by}姓名`,
    roles: ['supervisor'],
    tenant: '411323' as TenantCode,
  },
}));

const rated = (grade: Grade, more: object = {}): Dated => ({
  type: 'evaluate',
  act: {
    hasEnded: true,
    served: [{ side: 'front', who: 'clerk.1' as Subject }],
    about: { unit: '县民政局' },
  },
  by: 'citizen.1' as Subject,
  channel: 'mobile',
  overall: { grade, tags: [] },
  anonymous: false,
  again: false,
  now: GIVEN,
  calendar,
  settings: DEFAULT_SETTINGS,
  day: GIVEN,
  ...more,
});
const act = (body: FollowUpAct, day = '2026-11-20', by = 'supervisor.1'): Dated => ({
  ...body,
  by: by as Subject,
  calendar,
  settings: DEFAULT_SETTINGS,
  day: at(day),
});
const verify = (outcome: 'simple' | 'complex' | 'groundless' | 'disputed'): FollowUpAct => ({
  type: 'verify',
  outcome,
  note: text,
});
const recheck = (outcome: 'simple' | 'invalid'): FollowUpAct => ({ type: 'recheck', outcome, note: text });
const rectify: FollowUpAct = { type: 'rectify', measure: text };
const answer: FollowUpAct = { type: 'answer', text };
const revisit = (reached = true): FollowUpAct => ({ type: 'revisit', reached, satisfied: true });

const followUpIn = ({ followUp }: Evaluations): FollowUp => {
  if (!followUp) throw new Error('no follow-up');
  return followUp;
};
const figures = (state: Evaluations) => {
  const counted = countedOf(state);
  const counts = tallyOf(counted ? [counted] : []);
  return { ...counts, ...evaluationRates(counts, 1) };
};

describe('差评闭环', () => {
  it('C66: a bad rating is verified within one working day, corrected within five or fifteen; a good one opens nothing', () => {
    expect(given(rated(3)).state.followUp).toBeUndefined();
    const { state } = given(rated(2));
    expect([nextStepOf(followUpIn(state)), dueOf(followUpIn(state))]).toEqual(['verify', '2026-11-20']);
    const simple = given(rated(2), act(verify('simple'))).state;
    expect([nextStepOf(followUpIn(simple)), dueOf(followUpIn(simple))]).toEqual(['rectify', '2026-11-26']);
    const complex = given(rated(1), act(verify('complex'))).state;
    expect(dueOf(followUpIn(complex))).toBe('2026-12-10');
  });

  it('C66: verified, put right, answered, called back, in this order and in no other', () => {
    const steps = [verify('simple'), rectify, answer, revisit()];
    steps.forEach((step, index) => {
      const before = given(rated(1), ...steps.slice(0, index).map((each) => act(each)));
      for (const other of [verify('simple'), recheck('simple'), rectify, answer, revisit()]) {
        const code = before.when(act(other)).refusal?.code;
        expect(code, `${other.type} for ${step.type}`).toBe(
          other.type === step.type ? undefined : 'wrong-status',
        );
      }
    });
    const over = given(rated(1), ...steps.map((each) => act(each)));
    expect(nextStepOf(followUpIn(over.state))).toBeUndefined();
    expect(followUpIn(over.state).unit).toBe('县民政局');
    expect(over.when(act(answer)).refusal?.code).toBe('wrong-status');
    expect(given(rated(5)).when(act(verify('simple'))).refusal?.code).toBe('wrong-status');
  });

  it('a rating without basis is explained; who rated anonymously is not called', () => {
    const explained = given(rated(1, { anonymous: true }), act(verify('groundless'))).state;
    expect(nextStepOf(followUpIn(explained))).toBe('answer');
    const { state } = given(rated(1, { anonymous: true }), act(verify('groundless')), act(answer));
    expect(nextStepOf(followUpIn(state))).toBeUndefined();
    expect(figures(state)).toMatchObject({ bad: 1, promptRate: 1, answeredRate: 1 });
    expect(figures(state)).not.toHaveProperty('correctedRate');
  });

  it('a rating held to be malicious is void only after somebody else has looked at it', () => {
    const disputed = given(rated(1), act(verify('disputed')));
    expect(nextStepOf(followUpIn(disputed.state))).toBe('recheck');
    expect(figures(disputed.state).valid).toBe(1);
    expect(disputed.when(act(recheck('invalid'))).refusal?.code).toBe('separation-of-duties');
    const other = act(recheck('invalid'), '2026-11-20', 'supervisor.2');
    const { state } = given(rated(1), act(verify('disputed')), other);
    expect(nextStepOf(followUpIn(state))).toBeUndefined();
    expect(figures(state)).toMatchObject({ all: 1, valid: 0, bad: 0, validRate: 0 });
    const stands = given(
      rated(1),
      act(verify('disputed')),
      act(recheck('simple'), '2026-11-20', 's.2'),
    ).state;
    expect(nextStepOf(followUpIn(stands))).toBe('rectify');
  });

  it('nobody handles a bad rating of his own', () => {
    const own = act(verify('groundless'), '2026-11-20', 'clerk.1');
    expect(given(rated(1)).when(own).refusal?.code).toBe('separation-of-duties');
  });

  it('E39: called back and corrected counts only when both were in time, and the person was reached', () => {
    const told = (day: string, reached = true) =>
      given(rated(2), act(verify('simple')), act(rectify, day), act(answer, day), act(revisit(reached), day))
        .state;
    expect(figures(told('2026-11-26'))).toMatchObject({ correctedRate: 1, promptRate: 1, satisfaction: 0 });
    expect(figures(told('2026-11-27'))).toMatchObject({ correctedRate: 1, promptRate: 0 });
    expect(figures(told('2026-11-26', false))).toMatchObject({ correctedRate: 1, promptRate: 0 });
  });

  it('追评 after a bad rating is a word on the result: the bad one goes on counting', () => {
    const { state } = given(
      rated(1),
      act(verify('simple')),
      rated(5, { again: true, day: at('2026-11-24') }),
    );
    expect(countedOf(state)?.grade).toBe(1);
    expect(nextStepOf(followUpIn(state))).toBe('rectify');
    const late = given(rated(5), rated(2, { again: true })).state;
    expect([countedOf(late)?.grade, followUpIn(late).of]).toEqual([2, 2]);
  });
});
