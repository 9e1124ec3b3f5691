import { expect, it } from 'vitest';
import type { Board } from '../../../../shared/contracts/mqtt.ts';
import { CallOrder } from './call-order.ts';

const board = (zone: string, id: string, numbers: readonly string[], say?: string): Board => ({
  id,
  at: '2026-11-23T01:00:00.000Z',
  v: 1,
  version: 1,
  day: '2026-11-23' as Board['day'],
  zone,
  name: zone,
  calling: numbers.map((no, index) => ({ no, window: `${zone}0${index + 1}` })),
  waiting: [],
  waitingTotal: 0,
  ...(say === undefined ? {} : { say }),
});
const numbers = (calls: readonly { no: string }[]) => calls.map(({ no }) => no);

it('keeps the order of a zone, and puts what comes later before it', () => {
  const order = new CallOrder();
  expect(numbers(order.take([board('A', '1', ['A002', 'A001'])], 1_000))).toEqual(['A002', 'A001']);
  const later = [board('A', '1', ['A002', 'A001']), board('B', '2', ['B001'], '请 B001')];
  const calls = order.take(later, 2_000);
  expect(numbers(calls)).toEqual(['B001', 'A002', 'A001']);
  expect(calls.map(({ at }) => at)).toEqual([2_000, 0, 0]);
});

it('a repeated call is new again, and whoever has gone is gone', () => {
  const order = new CallOrder();
  order.take([board('A', '1', ['A001']), board('B', '2', ['B001'])], 1_000);
  const again = [board('A', '3', ['A001'], '请 A001'), board('B', '2', ['B001'])];
  const calls = order.take(again, 5_000);
  expect(numbers(calls)).toEqual(['A001', 'B001']);
  expect(calls[0]?.at).toBe(5_000);
  expect(numbers(order.take([board('A', '4', []), board('B', '2', ['B001'])], 6_000))).toEqual(['B001']);
});
