import { describe, expect, it } from 'vitest';
import type { Subject } from '../../kernel/ids.ts';
import { specOf } from '../spec.test-support.ts';
import type { Lane } from './numbers.ts';
import { queueAggregate } from './queue.ts';
import { at, metaOf, minutesLater, type BareCommand } from './queue.test-support.ts';
import { DEFAULT_QUEUE_RULES } from './rules.ts';
import type { QueueState } from './state.ts';
import { expectationFor, expectationOf } from './waits.ts';

const { given, tell } = specOf(queueAggregate.decider, metaOf);

const takes = (service = 's1', lane: Lane = 'walk-in', more: object = {}) =>
  ({ type: 'issue', service, lane, ...more }) as BareCommand;
const opens = (window: string, services?: readonly string[]): BareCommand => ({
  type: 'open',
  window,
  ...(services ? { services } : {}),
});
const does = (
  type: 'call-next' | 'recall' | 'skip' | 'start' | 'finish' | 'pause' | 'close',
  window = 'A01',
) => ({ type, window }) as BareCommand;
const times = (count: number, command: BareCommand): BareCommand[] =>
  Array.from({ length: count }, () => command);

const after = (...commands: readonly BareCommand[]) =>
  given(...commands.map((command, minute) => at(minute, command)));
/** Numbers in the order in which they are called at the window. */
const callsAt = (state: QueueState, minute: number, window = 'A01', rules = {}): (string | undefined)[] => {
  const called: (string | undefined)[] = [];
  let now = state;
  for (;;) {
    const { state: next, events } = tell(now, 0, at(minute, does('call-next', window), rules));
    const call = events.find(({ type }) => type === 'TicketCalled');
    if (call?.type !== 'TicketCalled') return called;
    called.push(call.data.no);
    now = next;
  }
};
const statusOf = ({ tickets }: QueueState, no: string) => tickets.get(no)?.status;

describe('numbers', () => {
  it('A25: are the zone letter and three digits, each lane in a series of its own', () => {
    const { state } = after(takes(), takes('s2'), takes('s1', 'green'), takes('s1', 'appointment'), takes());
    expect([...state.tickets.values()].map(({ no }) => no)).toEqual(['A001', 'A002', 'A003', 'A701', 'A901']);
  });

  it('go on with four digits when the block of a lane is used up, and none is given twice', () => {
    const { state } = given(
      ...[...times(701, takes()), ...times(101, takes('s1', 'green'))].map((one) => at(0, one)),
    );
    expect(state.tickets.size).toBe(802);
    expect(state.tickets.get('A1003')).toMatchObject({ lane: 'green' });
    expect(state.tickets.get('A700')).toBeUndefined();
  });

  it('are refused for services that the zone does not offer', () => {
    expect(after().when(at(0, takes('s9'))).refusal?.code).toBe('bad-input');
    expect(after().when(at(0, takes('s1', 'walk-in', { further: ['s9'] }))).refusal?.errors).toEqual([
      { path: 'further.0', message: '本专区没有这项服务' },
    ]);
  });

  it('are given up by whoever took them, and by nobody else', () => {
    const holder = 'citizen.1' as Subject;
    const { when } = after(takes('s1', 'walk-in', { holder }));
    const cancel = (by?: string) =>
      when(at(1, { type: 'cancel', no: 'A001', ...(by ? { by: by as Subject } : {}) }));
    expect(cancel('citizen.2').refusal?.code).toBe('not-allowed');
    expect(statusOf(cancel(holder).state, 'A001')).toBe('cancelled');
    expect(statusOf(cancel().state, 'A001')).toBe('cancelled');
  });
});

describe('the order of calls', () => {
  it('C19: is the order of arrival over all services of the window, of whatever unit, never the newest first', () => {
    const { state } = after(takes('s2'), takes('s1'), takes('s3'), takes('s2'), opens('A01'));
    expect(callsAt(state, 9)).toEqual(['A001', 'A002', 'A004']);
  });

  it('D38: the green channel goes first, but passes a waiting walk-in twice at most', () => {
    const { state } = after(...times(3, takes()), ...times(5, takes('s1', 'green')), opens('A01'));
    expect(callsAt(state, 9)).toEqual(['A901', 'A902', 'A001', 'A903', 'A904', 'A002', 'A905', 'A003']);
    expect(callsAt(state, 9, 'A01', { priorityCalls: 0 }).slice(0, 3)).toEqual(['A001', 'A002', 'A003']);
  });

  it('counts by line: a window of another service does not pay what this one owes', () => {
    const { state } = after(
      takes('s1'),
      takes('s3'),
      ...times(3, takes('s1', 'green')),
      opens('A01', ['s1']),
      opens('A03', ['s3']),
      does('call-next'),
      does('call-next'),
      does('call-next', 'A03'),
    );
    expect(callsAt(state, 9)).toEqual(['A001', 'A903']);
  });

  it('E37: a booked number comes in with its slot, and before it only when nobody else waits', () => {
    const booked = takes('s1', 'appointment', { slotAt: minutesLater(30) });
    const { state } = after(booked, takes(), opens('A01'));
    expect(callsAt(state, 10)).toEqual(['A001', 'A701']);
    expect(callsAt(state, 30)).toEqual(['A701', 'A001']);
  });
});

describe('an appointment', () => {
  const booked = takes('s1', 'appointment', { appointment: 'Y20261123-0001' });

  it('gets one number, and another when that was given back', () => {
    const again = ({ state }: { state: QueueState }) => queueAggregate.decider.decide(at(2, booked), state);
    expect(again(after(booked))).toMatchObject({ ok: false, refusal: { code: 'appointment-used' } });
    expect(again(after(booked, { type: 'cancel', no: 'A701' }))).toMatchObject({ ok: true });
  });
});

describe('a called number', () => {
  const called = after(...times(5, takes()), opens('A01'), opens('A02'), does('call-next'));

  it('is called three times, not four', () => {
    const told = after(takes(), opens('A01'), does('call-next'), does('recall'), does('recall'));
    expect(told.state.tickets.get('A001')?.calls).toBe(3);
    expect(told.when(at(9, does('recall'))).refusal?.code).toBe('calls-used');
  });

  it('过号: comes again three places behind, once', () => {
    const { state } = called.when(at(9, does('skip')));
    expect(statusOf(state, 'A001')).toBe('waiting');
    expect(callsAt(state, 9)).toEqual(['A002', 'A003', 'A004', 'A001', 'A005']);
    const again = after(
      takes(),
      opens('A01'),
      does('call-next'),
      does('skip'),
      does('call-next'),
      does('skip'),
    );
    expect(statusOf(again.state, 'A001')).toBe('missed');
  });

  it('过号: needs a new number in another half-day, or when the hall says so', () => {
    expect(statusOf(called.when(at(240, does('skip'))).state, 'A001')).toBe('missed');
    expect(statusOf(called.when(at(9, does('skip'), { missedPlaces: 0 })).state, 'A001')).toBe('missed');
  });

  it('goes to another service, or to one window alone, with its place kept', () => {
    const toService = called.when(at(9, { type: 'transfer', window: 'A01', service: 's2' })).state;
    expect(callsAt(toService, 9, 'A02')[0]).toBe('A001');
    const toWindow = called.when(at(9, { type: 'transfer', window: 'A01', to: 'A02' })).state;
    expect(callsAt(toWindow, 9)).not.toContain('A001');
    expect(callsAt(toWindow, 9, 'A02')[0]).toBe('A001');
  });

  it('is served, and then goes on to the further services of the visit', () => {
    const visit = takes('s1', 'walk-in', { further: ['s3'] });
    const { state } = after(
      visit,
      opens('A01'),
      does('call-next'),
      does('start'),
      does('finish'),
      opens('A03'),
    );
    expect(state.tickets.get('A001')).toMatchObject({ status: 'waiting', service: 's3' });
    expect(callsAt(state, 9, 'A03')).toEqual(['A001']);
  });

  it('is done with when the clerk turns to the next', () => {
    const { state } = called.when(at(9, does('call-next')));
    expect([statusOf(state, 'A001'), statusOf(state, 'A002')]).toEqual(['done', 'called']);
  });
});

describe('windows', () => {
  it('C21: take any service of their zone, and none of another', () => {
    expect(after().when(at(0, opens('A03', ['s1']))).events).toHaveLength(1);
    expect(after().when(at(0, opens('A03', ['s9']))).refusal?.code).toBe('bad-input');
    expect(after().when(at(0, opens('Z01'))).refusal?.code).toBe('not-found');
  });

  it('call nobody while they are not open', () => {
    expect(after(takes()).when(at(1, does('call-next'))).refusal?.code).toBe('window-not-open');
    const paused = after(takes(), opens('A01'), does('pause'));
    expect(paused.when(at(3, does('call-next'))).refusal?.code).toBe('window-not-open');
  });

  it('hand on their people when they pause or close', () => {
    const { state, when } = after(takes(), takes(), opens('A01'), opens('A02'), does('call-next'));
    expect(state.windows.get('A01')?.current).toBe('A001');
    expect(callsAt(when(at(9, does('pause'))).state, 9, 'A02')).toEqual(['A001', 'A002']);
    const serving = after(takes(), opens('A01'), opens('A02'), does('call-next'), does('start'));
    expect(statusOf(serving.when(at(9, does('pause'))).state, 'A001')).toBe('serving');
    expect(callsAt(serving.when(at(9, does('close'))).state, 9, 'A02')).toEqual(['A001']);
    const own = after(takes(), opens('A01'), opens('A02'), does('call-next'));
    const handed = tell(own.state, 9, at(9, { type: 'transfer', window: 'A01', to: 'A02' })).state;
    expect(callsAt(tell(handed, 9, at(9, does('close', 'A02'))).state, 9)).toEqual(['A001']);
  });
});

describe('what people are told', () => {
  it('D27: people ahead and expected wait follow the service times of late and the open windows', () => {
    const first = after(...times(6, takes()), opens('A01'), does('call-next'), does('start'), does('finish'));
    const ahead = (no: string, state = first.state) =>
      expectationOf(state, state.tickets.get(no)!, DEFAULT_QUEUE_RULES);
    expect(ahead('A001')).toEqual({ ahead: 0, waitMinutes: 0 });
    expect(ahead('A006')).toEqual({ ahead: 4, waitMinutes: 4 });
    const { state } = first.when(at(20, opens('A02')));
    expect(ahead('A006', state)).toEqual({ ahead: 4, waitMinutes: 2 });
    expect(expectationFor(state, 's1', DEFAULT_QUEUE_RULES)).toEqual({ ahead: 5, waitMinutes: 3 });
  });

  it('counts in the green ones that will be let in before', () => {
    const { state } = after(takes(), takes(), ...times(3, takes('s1', 'green')), opens('A01'));
    const told = (no: string) => expectationOf(state, state.tickets.get(no)!, DEFAULT_QUEUE_RULES).ahead;
    expect(['A001', 'A002', 'A901', 'A903'].map(told)).toEqual([2, 4, 0, 3]);
  });
});
