import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { HallClock } from './hall-clock.ts';

it('tells the time of the hall on a machine whose clock is wrong, also after a restart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onewindow-clock-'));
  const file = join(folder, 'clock.json');
  let machine = Date.UTC(1970, 0, 1);
  const clock = new HallClock(file, () => machine);
  clock.hear('2026-11-23T01:00:00.000Z');
  clock.hear('2026-11-23T01:00:01.000Z');
  machine += 60_000;
  expect(clock.now()).toBe('2026-11-23T01:01:00.000Z');
  expect(new HallClock(file, () => machine).now()).toBe('2026-11-23T01:01:00.000Z');
  rmSync(folder, { recursive: true });
});
