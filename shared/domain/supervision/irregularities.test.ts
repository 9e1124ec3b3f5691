import { describe, expect, it } from 'vitest';
import {
  applies,
  at,
  chief,
  DEPARTMENT,
  does,
  given,
  matter,
  MONDAY,
  reviewer,
  reviews,
  system,
  text,
  verifies,
  verifier,
} from '../case/case.test-support.ts';
import type { CaseCommand } from '../case/commands.ts';
import type { CaseEvent } from '../case/events.ts';
import type { EvaluationGiven } from '../evaluation/evaluation.ts';
import type { Subject } from '../../kernel/ids.ts';
import { DEFAULT_CARDS } from './card-rules.ts';
import { findingsOf, reportedIn, type Finding } from './irregularities.ts';

const short = ({ irregularity, trigger, unit, person }: Finding) => [irregularity, trigger, unit, person];

/** What the events of the last command show. */
const shown = (history: readonly CaseCommand[], last: CaseCommand): readonly Finding[] => {
  const { state, events } = given(...history).when(last);
  if (state.status === 'none') throw new Error('no case');
  return events.flatMap((event) => findingsOf(event, state, last.now));
};

const looks = (now: string): CaseCommand => ({
  ...does(system, 'raise-cards', {}, at(now)),
  cards: DEFAULT_CARDS,
});

describe('irregularities that the log of a case shows', () => {
  it('E43 超时限: a promise that has passed, with the unit and whoever has the case in hand; a warning is none yet', () => {
    const history = [applies(), does(reviewer, 'claim', {})];
    expect(shown(history, looks('2026-09-23'))).toEqual([]);
    expect(shown(history, looks('2026-09-24')).map(short)).toEqual([['time', 2, DEPARTMENT, 'reviewer']]);
  });

  it('第32条, trigger 1: five days without a word', () => {
    const online = applies({ atCounter: false, channel: 'online' });
    const deemed: CaseCommand = {
      ...does(system, 'deem-accepted', {}, at('2026-09-22')),
      cards: DEFAULT_CARDS,
    };
    expect(shown([online], deemed).map(({ trigger }) => trigger)).toContain(1);
  });

  it('trigger 3: a step that is late while the case is not', () => {
    const steps = applies({ matter: matter({ promisedDays: 15, stepDays: { 审查: 2 } }) });
    const [finding] = shown([steps], looks('2026-09-17'));
    expect(finding).toMatchObject({ irregularity: 'time', trigger: 3, unit: DEPARTMENT });
  });

  it('trigger 4: what goes up to the next level after the promise', () => {
    const history = [
      applies({ matter: matter({ caseType: '上报件', upperAgency: '市民政局' }) }),
      reviews(reviewer),
    ];
    const forwards = (now: string) => does(chief, 'forward', { opinion: text() }, at(now));
    expect(shown(history, forwards('2026-09-23'))).toEqual([]);
    expect(shown(history, forwards('2026-10-12')).map(short)).toEqual([
      ['time', 4, DEPARTMENT, expect.anything()],
    ]);
  });

  it('E43 结果不正确: a review that the next step sends back', () => {
    const history = [applies({ matter: matter({ steps: '一审两核' }) }), reviews(reviewer)];
    expect(shown(history, verifies(verifier))).toEqual([]);
    expect(shown(history, verifies(verifier, 'return')).map(({ irregularity }) => irregularity)).toEqual([
      'result',
    ]);
  });

  it('E43 收费不规范: a fee without its basis, from the receipt on', () => {
    const charged = { charged: true, basis: '', standard: '80元' };
    expect(shown([], applies({ matter: matter({ fee: charged }) })).map(short)).toEqual([
      ['fee', 7, DEPARTMENT, undefined],
    ]);
    const proper = { ...charged, basis: '发改价格规〔2016〕2559号' };
    expect(shown([], applies({ matter: matter({ fee: proper }) }))).toEqual([]);
  });

  it('trigger 5: a refusal that says no reason, as only an older log could hold it', () => {
    const { state } = given(applies());
    if (state.status === 'none') throw new Error('no case');
    const refused: CaseEvent = {
      type: 'CaseDecided',
      data: {
        outcome: 'refused',
        opinion: text(),
        authorisation: 'a',
        seal: { id: 's', document: 'd' },
        deliveryDue: state.received.noticeDue,
      },
    };
    expect(findingsOf(refused, state, MONDAY).map(({ trigger }) => trigger)).toEqual([5]);
    const reasoned = { ...refused, data: { ...refused.data, reasons: text() } } as CaseEvent;
    expect(findingsOf(reasoned, state, MONDAY)).toEqual([]);
  });
});

describe('irregularities that an evaluation reports', () => {
  const given1: EvaluationGiven = {
    number: 1,
    channel: 'hall-tablet',
    tagVersion: '510',
    anonymous: false,
    ratings: [
      { side: 'front', who: 'clerk.1' as Subject, grade: 1, tags: ['109', '115'] },
      { side: 'back', who: 'chief.1' as Subject, grade: 2, tags: ['209', '211'] },
    ],
  };

  it('E43 审批标准不统一 and trigger 6: by the national tags, each for the side that was rated', () => {
    expect(reportedIn(given1, MONDAY).map(short)).toEqual([
      ['standard', undefined, '综合受理窗口', 'clerk.1'],
      ['time', 2, '后台审批', 'chief.1'],
      [undefined, 6, '后台审批', 'chief.1'],
    ]);
  });
});
