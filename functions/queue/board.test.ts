import { describe, expect, it } from 'vitest';
import { Board } from '../../shared/contracts/mqtt.ts';
import type { QueueEvent } from '../../shared/domain/queue/events.ts';
import { queueAggregate } from '../../shared/domain/queue/queue.ts';
import type { QueueState } from '../../shared/domain/queue/state.ts';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import type { Day, Instant } from '../../shared/kernel/instant.ts';
import { boardOf, spokenFor } from './board.ts';

const DAY = '2026-11-23' as Day;
const AT = '2026-11-23T01:00:00.000Z' as Instant;
const LONG = 'W'.repeat(17);
const WINDOWS = Array.from({ length: 500 }, (_, index) => ({
  id: `${LONG}${String(index).padStart(3, '0')}`,
  services: ['a'],
}));
const ZONE = {
  code: 'A',
  name: '综合服务区'.repeat(5),
  prefix: 'A',
  services: [{ code: 'a', name: '甲' }],
  windows: WINDOWS,
};

const told = (...events: readonly QueueEvent[]): QueueState =>
  events.reduce(
    (state, event, version) =>
      queueAggregate.decider.evolve(state, event, {
        at: AT,
        version,
        actor: { sub: 's' as Subject, roles: ['system'], tenant: '411323' as TenantCode },
      }),
    queueAggregate.decider.initial,
  );
const issued = (count: number): QueueEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    type: 'TicketIssued',
    data: { no: `A${100_001 + index}`, service: 'a', lane: 'walk-in' },
  }));

describe('the board of a zone', () => {
  it('is smaller than 5 KB on the fullest day of the largest hall', () => {
    const calls = WINDOWS.flatMap(({ id }, index): QueueEvent[] => [
      { type: 'WindowOpened', data: { window: id, services: ['a'] } },
      { type: 'TicketCalled', data: { no: `A${100_001 + index}`, window: id } },
    ]);
    const body = boardOf(ZONE, DAY, told(...issued(3_000), ...calls), 10_000);
    const head = { id: '01KB3QJ0M0Z9V5C8W2T4X6Y8A1', at: AT, v: 1, say: spokenFor(calls) } as const;
    const board = Board.parse({ ...head, ...body });
    expect(board.waitingTotal).toBe(2_500);
    expect(Buffer.byteLength(JSON.stringify(board))).toBeLessThan(5 * 1024);
  });

  it('shows those who come next in their order', () => {
    const { waiting, calling } = boardOf(ZONE, DAY, told(...issued(3)), 2);
    expect(waiting).toEqual(['A100001', 'A100002', 'A100003']);
    expect(calling).toEqual([]);
  });

  it('orders all who wait alike, whatever they wait for: the green ones, then by their coming', () => {
    const ticket = (no: string, service: string, lane: 'walk-in' | 'green'): QueueEvent => ({
      type: 'TicketIssued',
      data: { no, service, lane },
    });
    const state = told(
      ticket('A001', 'b', 'walk-in'),
      ticket('A002', 'a', 'walk-in'),
      ticket('A901', 'b', 'green'),
      ticket('A003', 'b', 'walk-in'),
    );
    expect(boardOf(ZONE, DAY, state, 3).waiting).toEqual(['A901', 'A001', 'A002', 'A003']);
  });

  it('has a higher version with every commit, and on every later day', () => {
    const version = (day: string, commit: number) => boardOf(ZONE, day as Day, told(), commit).version;
    expect(version('2026-11-23', 8)).toBeGreaterThan(version('2026-11-23', 7));
    expect(version('2026-11-24', -1)).toBeGreaterThan(version('2026-11-23', 900_000));
  });
});

describe('what is said', () => {
  const called = (no: string, window: string): QueueEvent => ({ type: 'TicketCalled', data: { no, window } });

  it('calls the number to the window that people know', () => {
    expect(spokenFor([called('A012', 'A03')])).toBe('请 A012 号到 3 号窗口');
    expect(spokenFor([called('A012', '东-7')])).toBe('请 A012 号到 东-7 号窗口');
    expect(spokenFor([{ type: 'TicketRecalled', data: { no: 'A012', window: 'A03' } }])).toBe(
      '请 A012 号到 3 号窗口',
    );
  });

  it('is nothing where nobody was called', () => {
    expect(spokenFor(issued(1))).toBeUndefined();
  });
});
