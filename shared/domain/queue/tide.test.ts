import { describe, expect, it } from 'vitest';
import type { Subject } from '../../kernel/ids.ts';
import type { QueueCommand } from './commands.ts';
import { loadsOf } from './load.ts';
import { queueAggregate } from './queue.ts';
import { at, metaOf, minutesLater, ZONE, type BareCommand } from './queue.test-support.ts';
import type { TideRules } from './tide-rules.ts';
import { specOf } from '../spec.test-support.ts';

const TIDE: TideRules = { tidePeople: 10, tideMinutes: 15, tideCalmMinutes: 5 };
const { given } = specOf(queueAggregate.decider, metaOf);

const open = (window: string, services?: readonly string[]): BareCommand => ({
  type: 'open',
  window,
  ...(services ? { services } : {}),
});
const ticket = (service = 's1'): BareCommand => ({ type: 'issue', service, lane: 'walk-in' });
const watch: BareCommand = { type: 'watch-tide', tide: TIDE };
const act = (type: 'call-next' | 'finish' | 'close' | 'pause', window: string): BareCommand => ({
  type,
  window,
});

/** So many take a number for the service at that minute. */
const come = (minute: number, count: number, service = 's1'): readonly QueueCommand[] =>
  Array.from({ length: count }, () => at(minute, ticket(service)));
/** One is served at the window from one minute to the other. */
const serve = (from: number, to: number, window = 'A01'): readonly QueueCommand[] => [
  at(from, act('call-next', window)),
  at(to, act('finish', window)),
];
const accept = (id: string, change: object = {}): BareCommand => ({
  type: 'accept-tide',
  id,
  clerk: 'clerk.9' as Subject,
  ...change,
});

/** Eleven wait for one window that takes a minute for each: too many people, no long wait. */
const crowd = [at(0, open('A01')), ...come(0, 1), ...serve(0, 1), ...come(10, 11)];
const proposed = [...crowd, at(10, watch)];

describe('C21: a window more is proposed', () => {
  it('when more people than the hall allows wait for the same windows, and not before', () => {
    const eleventh = given(...crowd).when(at(10, watch));
    expect(eleventh.events).toMatchObject([
      {
        type: 'TideProposed',
        data: {
          id: 'T1',
          kind: 'open',
          window: 'A02',
          services: ['s1', 's2'],
          before: { waiting: 11, waitMinutes: 11, windows: 1, serviceMinutes: 1 },
        },
      },
    ]);
    expect(given(...crowd.slice(0, -1)).when(at(10, watch)).events).toEqual([]);
  });

  it('when whoever comes now waits longer than the hall allows, however few they are', () => {
    const slow = [at(0, open('A01')), ...come(0, 1), ...serve(0, 9), ...come(20, 2)];
    const two = given(...slow).when(at(20, watch));
    expect(two.events).toMatchObject([{ data: { before: { waiting: 2, waitMinutes: 18, needed: 2 } } }]);
    expect(given(...slow.slice(0, -1)).when(at(20, watch)).events).toEqual([]);
  });

  it('for each open window: ten at each of two are not too many', () => {
    const two = [...crowd.slice(0, 1), at(0, open('A02')), ...crowd.slice(1)];
    expect(given(...two).when(at(10, watch)).events).toEqual([]);
  });

  it('by thresholds that are settings', () => {
    const command = at(10, { type: 'watch-tide', tide: { ...TIDE, tidePeople: 11 } });
    expect(given(...crowd).when(command).events).toEqual([]);
  });

  it('once, and not before the first window opens', () => {
    expect(given(...proposed).when(at(11, watch)).events).toEqual([]);
    expect(given(...come(0, 30)).when(at(1, watch)).events).toEqual([]);
    expect(
      given(at(0, open('A03')), at(0, act('pause', 'A03')), ...come(0, 30)).when(at(1, watch)).events,
    ).toEqual([]);
  });

  it('for a service that no open window serves, at the window that is arranged for it', () => {
    const { events } = given(at(0, open('A01')), ...come(0, 11, 's3')).when(at(1, watch));
    expect(events).toMatchObject([{ data: { window: 'A03', services: ['s3'], before: { windows: 0 } } }]);
  });

  it('at a window of other services when none of its own is left, and from an idle one when all are open', () => {
    const all = [at(0, open('A03')), at(0, open('A04', ['s3'])), at(0, open('A02', ['s2']))];
    const last = given(
      at(0, open('A01', ['s1'])),
      at(0, open('A02', ['s2'])),
      at(0, open('A04', ['s2'])),
      ...come(0, 11),
    );
    expect(last.when(at(1, watch)).events).toMatchObject([
      { data: { kind: 'open', window: 'A03', services: ['s1'] } },
    ]);
    const { when } = given(at(0, open('A01', ['s1'])), ...all, ...come(0, 11));
    expect(when(at(1, watch)).events).toMatchObject([
      { data: { kind: 'widen', window: 'A02', services: ['s2', 's1'] } },
    ]);
  });
});

describe('C21: a window less is proposed', () => {
  const calm = [at(0, open('A01')), at(0, open('A02')), ...come(0, 1), ...serve(0, 2)];

  it('when a full half hour tells that nobody would wait long with one less', () => {
    expect(given(...calm).when(at(29, watch)).events).toEqual([]);
    expect(given(...calm).when(at(30, watch)).events).toMatchObject([
      { data: { kind: 'close', window: 'A02', before: { waiting: 0, windows: 2 } } },
    ]);
  });

  it('never the last one of a service, nor one with somebody at it', () => {
    const alone = [at(0, open('A01')), at(0, open('A04')), ...come(0, 1), ...serve(0, 2)];
    expect(given(...alone).when(at(30, watch)).events).toEqual([]);
    const busy = [...calm, ...come(28, 2), at(28, act('call-next', 'A01')), at(28, act('call-next', 'A02'))];
    expect(given(...busy).when(at(30, watch)).events).toEqual([]);
  });

  it('best of a window that was opened for a tide, not of one that a proposal only named', () => {
    const served = Array.from({ length: 11 }, (_, index) => serve(12 + index, 13 + index)).flat();
    const closedAfter = (...decision: readonly QueueCommand[]) =>
      given(...proposed, ...decision, at(11, open('A04', ['s1', 's2'])), ...served).when(at(61, watch))
        .events;
    expect(closedAfter(at(11, accept('T1')))).toContainEqual(
      expect.objectContaining({ data: expect.objectContaining({ kind: 'close', window: 'A02' }) as object }),
    );
    expect(closedAfter(at(11, { type: 'decline-tide', id: 'T1' }), at(11, open('A02')))).toMatchObject([
      { type: 'TideProposed', data: { kind: 'close', window: 'A04' } },
    ]);
  });

  it('until more wait than the windows that would be left call at once', () => {
    const two = given(...calm, at(30, watch), ...come(31, 1));
    expect(two.when(at(31, watch)).events).toEqual([]);
    expect(given(...calm, at(30, watch), ...come(31, 2)).when(at(31, watch)).events).toEqual([
      { type: 'TideLapsed', data: { id: 'T1' } },
    ]);
  });

  it('and not while somebody stands at it', () => {
    const called = given(...calm, at(30, watch), ...come(31, 1), at(31, act('call-next', 'A02')));
    const { refusal, state } = called.when(at(31, { type: 'accept-tide', id: 'T1' }));
    expect(refusal?.code).toBe('wrong-status');
    expect(state.windows.get('A02')).toMatchObject({ status: 'open', current: 'A002' });
  });

  it('and closes it when somebody accepts', () => {
    const { state, events } = given(...calm, at(30, watch)).when(at(31, { type: 'accept-tide', id: 'T1' }));
    expect(events.map(({ type }) => type)).toEqual(['TideAccepted', 'WindowClosed']);
    expect(state.windows.get('A02')?.status).toBe('closed');
  });
});

describe('C21: a person decides', () => {
  it('accepting opens the window in the same commit, for the clerk who was named', () => {
    const { state, events } = given(...proposed).when(at(11, accept('T1', { services: ['s1'] })));
    expect(events).toEqual([
      { type: 'TideAccepted', data: { id: 'T1', clerk: 'clerk.9' } },
      { type: 'WindowOpened', data: { window: 'A02', services: ['s1'], clerk: 'clerk.9' } },
    ]);
    expect(state.windows.get('A02')).toMatchObject({ status: 'open', services: ['s1'], clerk: 'clerk.9' });
    expect(state.tides.get('T1')).toMatchObject({
      status: 'accepted',
      decidedAt: minutesLater(11),
      decidedBy: { sub: 'clerk.1' },
    });
  });

  it('a window that serves more keeps its clerk and whoever is at it', () => {
    const history = [
      at(0, open('A01', ['s1'])),
      at(0, open('A02', ['s2'])),
      at(0, open('A03')),
      at(0, open('A04', ['s3'])),
      ...come(0, 11),
      at(1, watch),
    ];
    const { state } = given(...history).when(at(2, accept('T1', { clerk: 'clerk.1' })));
    expect(state.windows.get('A02')).toMatchObject({ clerk: 'clerk.1', services: ['s2', 's1'] });
    const called = given(...history, at(2, accept('T1', { clerk: 'clerk.1' }))).when(
      at(3, act('call-next', 'A02')),
    );
    expect(called.state.windows.get('A02')?.current).toBe('A001');
  });

  it('declining leaves everything as it is, and is asked again after a quarter of an hour', () => {
    const declined = [...proposed, at(11, { type: 'decline-tide', id: 'T1' })];
    expect(given(...declined).state.windows.get('A02')).toBeUndefined();
    expect(given(...declined).when(at(25, watch)).events).toEqual([]);
    expect(given(...declined).when(at(26, watch)).events).toMatchObject([{ data: { id: 'T2' } }]);
  });

  it('once: what was decided, or does not hold any more, is refused', () => {
    const { when } = given(...proposed, at(11, accept('T1')));
    expect(when(at(12, accept('T1'))).refusal?.code).toBe('wrong-status');
    expect(when(at(12, { type: 'decline-tide', id: 'T1' })).refusal?.code).toBe('wrong-status');
    expect(when(at(12, accept('T7'))).refusal?.code).toBe('not-found');
    const opened = given(...proposed, at(11, open('A02')));
    expect(opened.when(at(12, accept('T1'))).refusal?.code).toBe('wrong-status');
    expect(opened.when(at(12, watch)).events).toEqual([{ type: 'TideLapsed', data: { id: 'T1' } }]);
  });

  it('a proposal lapses when the people are gone', () => {
    const gone = Array.from({ length: 11 }, (_, index) =>
      at(11, { type: 'cancel', no: `A0${String(index + 2).padStart(2, '0')}` }),
    );
    expect(given(...proposed, ...gone).when(at(12, watch)).events).toEqual([
      { type: 'TideLapsed', data: { id: 'T1' } },
    ]);
  });

  it('and stays while half of the people are still there: it does not come and go with every number', () => {
    const left = (count: number) =>
      Array.from({ length: 11 - count }, (_, index) =>
        at(11, { type: 'cancel', no: `A0${String(index + 2).padStart(2, '0')}` }),
      );
    expect(given(...proposed, ...left(10)).when(at(11, watch)).events).toEqual([]);
    expect(given(...proposed, ...left(8)).when(at(11, watch)).events).toEqual([]);
    expect(given(...proposed, ...left(5)).when(at(11, watch)).events).toEqual([
      { type: 'TideLapsed', data: { id: 'T1' } },
    ]);
  });

  it('shows the effect a quarter of an hour after: the wait before and after', () => {
    const served = [2, 3, 4, 5, 6, 7].flatMap((_, index) => [
      ...serve(12 + index, 13 + index, 'A01'),
      ...serve(12 + index, 13 + index, 'A02'),
    ]);
    const history = [...proposed, at(11, accept('T1')), ...served.slice(0, -4)];
    expect(given(...history).when(at(25, watch)).events).toEqual([]);
    const { state, events } = given(...history).when(at(26, watch));
    expect(events.map(({ type }) => type)).toEqual(['TideMeasured']);
    const tide = state.tides.get('T1');
    expect([tide?.before.waiting, tide?.effect?.figures.waiting]).toEqual([11, 1]);
    expect([tide?.before.waitMinutes, tide?.effect?.figures.waitMinutes]).toEqual([11, 0.5]);
    expect(given(...history, at(26, watch)).when(at(40, watch)).events).not.toContainEqual(
      expect.objectContaining({ type: 'TideMeasured' }),
    );
  });
});

describe('the load of a zone (D27)', () => {
  it('is told by services that share windows, with the rates that were measured', () => {
    const { state } = given(
      at(0, open('A01')),
      at(0, open('A03')),
      ...come(0, 1),
      ...serve(0, 5),
      ...come(10, 3, 's2'),
    );
    const loads = loadsOf(ZONE, state, TIDE, minutesLater(20));
    expect(
      loads.map(({ services, open: windows, figures }) => [services, windows.length, figures.waiting]),
    ).toEqual([
      [['s1', 's2'], 1, 3],
      [['s3'], 1, 0],
    ]);
    expect(loads[0]?.figures).toMatchObject({ perHour: 12 });
  });

  it('counts nobody before the slot that was booked', () => {
    const booked: BareCommand = {
      type: 'issue',
      service: 's1',
      lane: 'appointment',
      slotAt: minutesLater(60),
    };
    const { state } = given(at(0, open('A01')), at(0, booked));
    const waiting = (minute: number) =>
      loadsOf(ZONE, state, TIDE, minutesLater(minute)).find(({ services }) => services.includes('s1'))
        ?.figures.waiting;
    expect([waiting(59), waiting(60)]).toEqual([0, 1]);
  });
});
