import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCounts, evaluationRates } from '../../codes/evaluation-figures.ts';
import { GRADES } from '../../codes/satisfaction.ts';
import type { Subject, TenantCode } from '../../kernel/ids.ts';
import { instantAt, type Day } from '../../kernel/instant.ts';
import { specOf } from '../spec.test-support.ts';
import { createCalendar } from '../../time/calendar.ts';
import { DEFAULT_SETTINGS } from '../tenant/hall.ts';
import { calendarRulesOf, initialTenant } from '../tenant/state.ts';
import { evaluationAggregate, type EvaluateCommand, type EvaluationEvent } from './evaluation.ts';
import { exportEvaluation } from './export.ts';
import { tallyOf } from './figures.ts';

const citizen = 'citizen.1' as Subject;
const now = instantAt('2026-11-23' as Day, '10:00');
const calendar = createCalendar(calendarRulesOf(initialTenant));
const { given } = specOf(evaluationAggregate.decider, ({ by }) => ({
  at: now,
  actor: { sub: by, roles: ['citizen'], tenant: '411323' as TenantCode },
}));
const rates = (more: Partial<EvaluateCommand> = {}): EvaluateCommand => ({
  type: 'evaluate',
  act: {
    hasEnded: true,
    served: [
      { side: 'front', who: 'clerk.1' as Subject },
      { side: 'back', who: 'chief.1' as Subject },
    ],
  },
  by: citizen,
  channel: 'hall-tablet',
  overall: { grade: 5, tags: ['510'] },
  anonymous: false,
  again: false,
  now,
  calendar,
  settings: DEFAULT_SETTINGS,
  ...more,
});
/** What a rating has put into the log. */
const givenIn = ([event]: readonly EvaluationEvent[]) => {
  if (event?.type !== 'EvaluationGiven') throw new Error('nothing was given');
  return event.data;
};

describe('好差评', () => {
  it('一次一评: a service act is rated once, and once more by the same rater', () => {
    expect(given(rates()).when(rates()).refusal?.code).toBe('already-evaluated');
    expect(given(rates()).when(rates({ again: true })).events).toMatchObject([{ data: { number: 2 } }]);
    expect(given(rates()).when(rates({ again: true, by: 'citizen.2' as Subject })).refusal?.code).toBe(
      'not-evaluated',
    );
    expect(given(rates(), rates({ again: true })).when(rates({ again: true })).refusal?.code).toBe(
      'already-evaluated',
    );
    expect(given().when(rates({ again: true })).refusal?.code).toBe('not-evaluated');
  });

  it('E31: both the acceptor and the approver are rated, each with a grade of its own where one is given', () => {
    const { events } = given().when(rates({ back: { grade: 2, tags: ['209'] } }));
    expect(givenIn(events).ratings).toEqual([
      { side: 'front', who: 'clerk.1', grade: 5, tags: ['510'] },
      { side: 'back', who: 'chief.1', grade: 2, tags: ['209'] },
    ]);
  });

  it('is given only after the act has ended, and never by whoever is rated', () => {
    const act = { ...rates().act, hasEnded: false };
    expect(given().when(rates({ act })).refusal?.code).toBe('act-not-ended');
    expect(given().when(rates({ by: 'chief.1' as Subject })).refusal?.code).toBe('self-evaluation');
  });

  it('knows the tags of each grade, by version', () => {
    expect(given().when(rates({ overall: { grade: 4, tags: ['510'] } })).refusal?.errors?.[0]?.path).toBe(
      'tags',
    );
    expect(given().when(rates({ overall: { grade: 5, tags: ['510', '510'] } })).refusal?.code).toBe(
      'bad-input',
    );
    expect(given().when(rates()).events).toMatchObject([{ data: { tagVersion: '510' } }]);
  });

  it('非常满意 is 1 for GB/T 39046 and 5 for the 好差评 upload; the orders run against each other', () => {
    const codes = (receiver: 'gbt39046' | 'review') =>
      GRADES.map((grade) => {
        const data = givenIn(given().when(rates({ overall: { grade, tags: [] } })).events);
        return exportEvaluation('41132320261123000001', data, receiver, 'phone-sms')[0];
      });
    expect(codes('gbt39046').map((row) => row?.gradeCode)).toEqual(['1', '2', '3', '4', '5']);
    expect(codes('review').map((row) => row?.gradeCode)).toEqual(['5', '4', '3', '2', '1']);
    expect(codes('review')[0]).toMatchObject({ grade: '非常满意', channel: '4', count: '1', anonymous: '2' });
  });
});

describe('figures', () => {
  it('E39: valid ratings, their share, and bad ones called back and corrected in time', () => {
    const good = { grade: 5, channel: 'hall-tablet', isValid: true } as const;
    const bad = { ...good, grade: 1 } as const;
    const counts = tallyOf([
      ...[good, good, good, { ...good, grade: 3 } as const],
      { ...good, channel: 'system-default' },
      { ...bad, isValid: false },
      { ...bad, calledBackInTime: true, correctedInTime: true, isConfirmed: true, isCorrected: true },
      { ...bad, calledBackInTime: true, isCorrected: true, isConfirmed: true, isAnswered: true },
    ]);
    expect(counts).toEqual({
      ...{ all: 8, active: 7, valid: 7, bad: 2 },
      ...{ confirmed: 2, corrected: 2, prompt: 1, answered: 1 },
    });
    expect(evaluationRates(counts, 10)).toEqual({
      activeRate: 0.7,
      validRate: 7 / 8,
      satisfaction: 5 / 7,
      correctedRate: 1,
      promptRate: 0.5,
      answeredRate: 0.5,
    });
    expect(evaluationRates(tallyOf([]), 0)).toEqual({});
  });

  it('of two months are the sum of their counts', () => {
    const said = fc.record({
      grade: fc.constantFrom(...GRADES),
      channel: fc.constantFrom('mobile', 'system-default'),
      isValid: fc.boolean(),
      isConfirmed: fc.boolean(),
      isCorrected: fc.boolean(),
      calledBackInTime: fc.boolean(),
      correctedInTime: fc.boolean(),
      isAnswered: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(said), fc.array(said), (one, other) => {
        expect(addCounts(tallyOf(one), tallyOf(other))).toEqual(tallyOf([...one, ...other]));
      }),
    );
  });
});
