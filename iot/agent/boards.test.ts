import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Instant } from '../../shared/kernel/instant.ts';
import { Boards } from './boards.ts';

const folder = mkdtempSync(join(tmpdir(), 'onewindow-boards-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NOW = '2026-11-23T01:00:00.000Z' as Instant;
const TOMORROW = '2026-11-24T01:00:00.000Z' as Instant;
const board = (version: number, day = '2026-11-23', zone = 'A') => ({
  id: '01KB3QJ0M0Z9V5C8W2T4X6Y8A1',
  at: NOW,
  v: 1,
  version,
  day,
  zone,
  name: '综合专区',
  calling: [],
  waiting: [],
  waitingTotal: version,
});

it('shows nothing older than what it has shown, nothing of another day, and its own zone', () => {
  const boards = new Boards(join(folder, 'boards.json'));
  const totals = (now: Instant, zone?: string) =>
    boards.shown(now, zone).map(({ waitingTotal }) => waitingTotal);
  expect([2, 1, 2, 3].map((version) => boards.take(board(version)))).toEqual([true, false, false, true]);
  expect(totals(NOW)).toEqual([3]);
  expect(totals(TOMORROW)).toEqual([]);
  expect(boards.take(board(1, '2026-11-24'))).toBe(true);
  expect(boards.take(board(9))).toBe(false);
  expect(totals(TOMORROW)).toEqual([1]);
  boards.take(board(5, '2026-11-24', 'B'));
  expect(totals(TOMORROW)).toEqual([1, 5]);
  expect(totals(TOMORROW, 'B')).toEqual([5]);
});
