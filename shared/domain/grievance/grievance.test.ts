import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Subject, TenantCode, VaultRef } from '../../kernel/ids.ts';
import { instantAt, type Day } from '../../kernel/instant.ts';
import { specOf } from '../spec.test-support.ts';
import { grievanceAggregate, nextSteps, type GrievanceCommand } from './grievance.ts';

const text = { kind: 'vault', ref: 'text:grievance:x' as VaultRef, field: 'text' } as const;
const { given, tell } = specOf(grievanceAggregate.decider, ({ type }: GrievanceCommand) => ({
  at: instantAt('2026-11-23' as Day, '10:00'),
  actor: {
    sub: (type === 'submit' ? 'citizen.1' : 'grievance.1') as Subject,
    roles: [type === 'submit' ? 'citizen' : 'grievance'],
    tenant: '411323' as TenantCode,
  },
}));
const submit = { type: 'submit', category: 'shirked', text, phone: text } as const;
const LOOP = [
  { type: 'accept' },
  { type: 'transfer', department: '县民政局' },
  { type: 'supervise', note: text },
  { type: 'answer', text },
  { type: 'revisit', satisfied: true },
  { type: 'rectify', measure: text },
] as const satisfies readonly GrievanceCommand[];

describe('有诉即办', () => {
  it('C43: goes through 受理, 转办, 督办, 反馈, 回访, 整改, and its file tells all of it', () => {
    const { state } = given(submit, ...LOOP);
    expect(state).toMatchObject({
      status: 'rectified',
      by: 'citizen.1',
      department: '县民政局',
      satisfied: true,
      entries: [
        'submitted',
        'accepted',
        'transferred',
        'supervised',
        'answered',
        'revisited',
        'rectified',
      ].map((status) => ({ status })),
    });
  });

  it('C43: refuses every step that is out of its order', () => {
    const allowed = [
      ['accept'],
      ['transfer'],
      ['supervise'],
      ['supervise', 'answer'],
      ['revisit'],
      ['rectify'],
      [],
    ];
    for (const [done, expected] of allowed.entries()) {
      const { state, when } = given(submit, ...LOOP.slice(0, done));
      if (state.status === 'none') throw new Error('not submitted');
      expect(nextSteps(state)).toEqual(expected);
      for (const command of LOOP) {
        const code = expected.includes(command.type) ? undefined : 'wrong-status';
        expect(when(command).refusal?.code, `${state.status} ${command.type}`).toBe(code);
      }
    }
  });

  it('is supervised as often as it takes, and is not answered unsupervised', () => {
    const urged = given(submit, ...LOOP.slice(0, 3), LOOP[2], LOOP[2]);
    expect(urged.when(LOOP[3]).refusal).toBeUndefined();
    expect(given(submit, ...LOOP.slice(0, 2)).when(LOOP[3]).refusal?.code).toBe('wrong-status');
  });

  it('whatever is tried, the states only go forward', () => {
    const order = [
      'submitted',
      'accepted',
      'transferred',
      'supervised',
      'answered',
      'revisited',
      'rectified',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LOOP), { maxLength: 30 }), (tried) => {
        let { state } = given(submit);
        for (const command of tried) {
          const next = tell(state, 1, command).state;
          expect(order.indexOf(next.status) - order.indexOf(state.status)).toBeOneOf([0, 1]);
          state = next;
        }
      }),
    );
  });

  it('is submitted once, and nothing is done about what was never submitted', () => {
    expect(given(submit).when(submit).refusal?.code).toBe('wrong-status');
    expect(given().when(LOOP[0]).refusal?.code).toBe('not-found');
  });
});
