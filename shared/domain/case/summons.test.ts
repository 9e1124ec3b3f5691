import { describe, expect, it } from 'vitest';
import { DEFAULT_CARDS } from '../supervision/card-rules.ts';
import {
  ALL_PAPERS,
  applies,
  at,
  calendar,
  clerk,
  does,
  given,
  immediate,
  MONDAY,
  provided,
  reviewer,
  stranger,
  system,
} from './case.test-support.ts';
import type { CaseCommand } from './commands.ts';
import { nextStep } from './next-step.ts';

/** The hall's lunch is from 12:00 to 14:30. */
const BEFORE_LUNCH = at('2026-09-14', '11:50');

const calling = (command: CaseCommand): CaseCommand => ({ ...command, summonsMinutes: 20 });
const called = (now = MONDAY) => given(calling(applies({}, clerk, now)));
const arrives = (now: Parameters<typeof at>) => does(reviewer, 'check-in', {}, at(...now));

describe('E17: 事进人不进, the handler is called to the hall', () => {
  it('E17: on acceptance, for twenty minutes of the hall’s working time', () => {
    expect(called().state).toMatchObject({ summons: { due: at('2026-09-14', '10:20'), minutes: 20 } });
    expect(called(BEFORE_LUNCH).state).toMatchObject({ summons: { due: at('2026-09-14', '14:40') } });
  });

  it('E17: acceptance after a supplement, and by law, calls too; an application that is not accepted yet does not', () => {
    const incomplete = given(calling(applies({ atCounter: false, materials: provided('申请书') })));
    expect(incomplete.state).not.toHaveProperty('summons');
    const complete = given(applies({ atCounter: false, materials: ALL_PAPERS }));
    const types = (command: CaseCommand) => complete.when(calling(command)).events.map(({ type }) => type);
    expect(types(does(clerk, 'accept', {}))).toEqual(['CaseAccepted', 'HandlerSummoned']);
    expect(types(does(system, 'deem-accepted', {}, at('2026-10-08')))).toEqual([
      'CaseAccepted',
      'HandlerSummoned',
    ]);
  });

  it('nobody is called where the unit has staff in the hall, nor for what the general window decides by itself', () => {
    expect(given(applies()).state).not.toHaveProperty('summons');
    expect(given(calling(applies({ matter: immediate() }))).state).not.toHaveProperty('summons');
  });

  it('E17, E52: who checks in in time is on time, who comes later is late, and nobody has to come twice', () => {
    const onTime = called().when(arrives(['2026-09-14', '10:20']));
    expect(onTime.events).toEqual([{ type: 'HandlerCheckedIn', data: { minutes: 20, late: false } }]);
    const late = called(BEFORE_LUNCH).when(arrives(['2026-09-14', '14:41']));
    expect(late.events).toEqual([{ type: 'HandlerCheckedIn', data: { minutes: 21, late: true } }]);
    const again = given(calling(applies()), arrives(['2026-09-14', '10:05'])).when(
      arrives(['2026-09-14', '10:06']),
    );
    expect(again.refusal?.code).toBe('wrong-status');
  });

  it('only the unit that was called checks in', () => {
    expect(called().when(does(stranger, 'check-in', {})).refusal?.code).toBe('not-competent');
    expect(called().when(does(clerk, 'check-in', {})).refusal?.code).toBe('not-allowed');
  });

  it('E17: the clock wakes just after the twentieth minute and records that nobody came, once', () => {
    const { state, when } = called();
    const step = nextStep(state, calendar, DEFAULT_CARDS, MONDAY);
    expect(Date.parse(step.wakeAt ?? '')).toBe(Date.parse(at('2026-09-14', '10:20')) + 1);
    const misses = (time: string) => does(system, 'miss-summons', {}, at('2026-09-14', time));
    expect(when(misses('10:20')).refusal?.code).toBe('too-early');
    expect(nextStep(state, calendar, DEFAULT_CARDS, at('2026-09-14', '10:21')).due).toBe('miss-summons');
    expect(when(misses('10:21')).events).toEqual([{ type: 'SummonsMissed', data: {} }]);
    const missed = given(calling(applies()), misses('10:21'));
    expect(missed.when(misses('10:22')).events).toEqual([]);
    expect(nextStep(missed.state, calendar, DEFAULT_CARDS, at('2026-09-14', '10:22')).due).toBeUndefined();
    expect(missed.when(arrives(['2026-09-14', '10:30'])).events).toEqual([
      { type: 'HandlerCheckedIn', data: { minutes: 30, late: true } },
    ]);
  });
});
