import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dayFromNumber, dayNumberOf, type Day } from '../../shared/kernel/instant.ts';
import { leaseOf, Series } from './series.ts';

const lease = { day: '2026-11-23' as Day, zone: 'A', prefix: 'A', first: 5001, last: 5003 };
let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onewindow-series-'));
  file = join(folder, 'series.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('gives each number of the lease once, over restarts, and then none', () => {
  const given = [];
  for (;;) {
    const series = new Series(file, []);
    const no = series.next(lease);
    if (no === undefined) break;
    series.confirm(lease, no);
    given.push(no);
  }
  expect(given).toEqual(['A5001', 'A5002', 'A5003']);
});

it('does not give again a number that stands in the spool and was not counted', () => {
  expect(new Series(file, [{ lease, no: 'A5002' }]).next(lease)).toBe('A5003');
});

it('begins anew with each day and each zone', () => {
  const series = new Series(file, []);
  series.confirm(lease, 'A5001');
  expect(series.next({ ...lease, day: dayFromNumber(dayNumberOf(lease.day) + 1) })).toBe('A5001');
  expect(series.next({ ...lease, zone: 'B', prefix: 'B' })).toBe('B5001');
});

it('knows the lease of a number by the day on which it was given', () => {
  expect(leaseOf([lease], '2026-11-23', 'A5002')).toEqual(lease);
  expect(leaseOf([lease], '2026-11-24', 'A5002')).toBeUndefined();
  expect(leaseOf([lease], '2026-11-23', 'A5004')).toBeUndefined();
});
