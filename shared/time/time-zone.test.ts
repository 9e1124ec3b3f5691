import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const program = fileURLToPath(new URL('time-zone.test-support.ts', import.meta.url));

/** What a process whose host is in `zone` computes: its own wall clock, then a digest of all answers. */
const runIn = async (zone: string): Promise<{ wallClock: string; digest: string }> => {
  const { stdout } = await promisify(execFile)(process.execPath, [program], {
    env: { ...process.env, TZ: zone },
  });
  return JSON.parse(stdout) as { wallClock: string; digest: string };
};

it('gives the same answers in every time zone of the host', { timeout: 60_000 }, async () => {
  const zones = ['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati'];
  const answers = [];
  for (const zone of zones) answers.push(await runIn(zone));
  expect(new Set(answers.map(({ wallClock }) => wallClock)).size).toBe(zones.length);
  expect(new Set(answers.map(({ digest }) => digest)).size).toBe(1);
});
