import { expect, it } from 'vitest';
import { Board, DownCall } from '../../shared/contracts/mqtt.ts';
import { currentAt, isPausedAfter, toldBy } from './at-window.ts';

const ID = '01KB3QJ0M0Z9V5C8W2T4X6Y8A1';
const at = (second: number): string => `2026-11-23T01:00:${String(second).padStart(2, '0')}.000Z`;
const answer = (second: number, fields: object) =>
  DownCall.parse({ id: ID, at: at(second), v: 1, replyTo: ID, ...fields });
const ticket = (no: string, status: string) => ({
  no,
  status,
  zone: 'A',
  service: 'tongzhan',
  lane: 'walk-in',
  ahead: 0,
  waitMinutes: 0,
  issuedAt: at(0),
  calls: 1,
});
const board = (second: number, calling: readonly { no: string; window: string }[]) =>
  Board.parse({
    id: ID,
    at: at(second),
    v: 1,
    version: second,
    day: '2026-11-23',
    zone: 'A',
    name: '综合专区',
    calling,
    waiting: [],
    waitingTotal: 0,
  });

it('shows whom the last answer named, also while the board of the same moment is on its way', () => {
  const told = toldBy(answer(5, { ticket: ticket('A002', 'called') }));
  const called = { no: 'A002', service: 'tongzhan', status: 'called' };
  expect(currentAt('A01', told, board(4, [{ no: 'A001', window: 'A01' }]))).toEqual(called);
  expect(currentAt('A01', told, board(6, [{ no: 'A002', window: 'A01' }]))).toEqual(called);
});

it('follows a later board, because the clerk works at the counter as well', () => {
  const told = toldBy(answer(5, { ticket: ticket('A002', 'called') }));
  expect(currentAt('A01', told, board(6, [{ no: 'A003', window: 'A01' }]))).toEqual({ no: 'A003' });
  expect(currentAt('A01', told, board(6, [{ no: 'A003', window: 'A02' }]))).toBeUndefined();
  expect(currentAt('A01', undefined, board(1, [{ no: 'A003', window: 'A01' }]))).toEqual({ no: 'A003' });
});

it('nobody is there after the service has ended', () => {
  const told = toldBy(answer(5, { ticket: ticket('A002', 'done') }));
  expect(currentAt('A01', told, undefined)).toBeUndefined();
  expect(currentAt('A01', toldBy(answer(5, { ticket: null })), undefined)).toBeUndefined();
});

it('offers to go on after a break, and where the window turns out not to be open; not where another one is closed', () => {
  const done = answer(5, { ticket: null });
  const refused = answer(5, { problem: { type: 'window-not-open', title: '窗口没有开放', status: 409 } });
  expect(isPausedAfter({ act: 'pause' }, done, false)).toBe(true);
  expect(isPausedAfter({ act: 'open' }, done, true)).toBe(false);
  expect(isPausedAfter({ act: 'call-next' }, refused, false)).toBe(true);
  expect(
    isPausedAfter(
      { act: 'recall' },
      answer(5, { problem: { type: 'calls-used', title: '…', status: 409 } }),
      false,
    ),
  ).toBe(false);
  expect(isPausedAfter({ act: 'transfer', to: 'A02' }, refused, false)).toBe(false);
});
