import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FAULTS } from '../../scripts/simulate/faults.ts';
import { simulate } from '../../scripts/simulate/simulation.ts';

/** More with `npm run simulate`. */
const MORNING = { halls: 3, minutes: 40, speed: 60, seed: 7 } as const;

test('a morning of three halls with every fault: each number and rating once in the log, each board right in the end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'onewindow-simulation-'));
  const { checks, figures, tally } = await simulate({
    ...MORNING,
    faults: new Set(FAULTS),
    folder,
    say: () => undefined,
  });
  for (const { name, against } of checks) expect(against, name).toEqual([]);
  expect(checks.length).toBeGreaterThanOrEqual(11);
  expect(figures.printed).toBeGreaterThan(50);
  expect(tally.offline).toBeGreaterThan(0);
  expect(figures.faults.server).toBe(1);
  rmSync(folder, { recursive: true });
});
