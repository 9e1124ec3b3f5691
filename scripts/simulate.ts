import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { runTool } from './run-tool.ts';
import { FAULTS } from './simulate/faults.ts';
import { report } from './simulate/report.ts';
import { simulate } from './simulate/simulation.ts';
import { DAY_MINUTES } from './simulate/visits.ts';
import { UsageError } from './tables-at.ts';

const HELP = `npm run simulate -- [options]   a day of many halls, with the real programs of the devices

  --halls N        how many halls of data/, the county first (default 3)
  --minutes N      minutes of the hall's day to play, from 08:30 on (default ${DAY_MINUTES}: all of it)
  --speed N        seconds of the hall for each real second (default 60)
  --faults LIST    what goes wrong, with commas: ${FAULTS.join(',')}; or all (default: nothing)
  --seed N         the same number, the same visitors and faults (default 1)
  --keep           leaves the folder with the data of the hall and of the devices

Exit code 0: every number and rating is in the log exactly once and every board is right. 1: something is not.`;

const count = z.coerce.number().int().positive();
const Flags = z.object({
  halls: count.max(20).default(3),
  minutes: count.max(DAY_MINUTES).default(DAY_MINUTES),
  speed: z.coerce.number().positive().max(600).default(60),
  faults: z
    .string()
    .transform((text) => (text === 'all' ? [...FAULTS] : text.split(',').filter((name) => name !== '')))
    .pipe(z.array(z.enum(FAULTS)))
    .default([]),
  seed: z.coerce.number().int().min(0).default(1),
  keep: z.boolean().default(false),
});

const text = { type: 'string' } as const;
const boolean = { type: 'boolean' } as const;
const OPTIONS = {
  halls: text,
  minutes: text,
  speed: text,
  faults: text,
  seed: text,
  keep: boolean,
  help: boolean,
} as const;

const readFlags = (args: string[]): z.infer<typeof Flags> => {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (values.help) throw new UsageError(HELP);
  const parsed = Flags.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`--${issue?.path.join('.')}: ${issue?.message}`);
};

await runTool(async (args) => {
  const { faults, keep, ...flags } = readFlags(args);
  const folder = mkdtempSync(join(tmpdir(), 'onewindow-simulation-'));
  const say = (line: string): void => console.log(line);
  const outcome = await simulate({ ...flags, faults: new Set(faults), folder, say });
  say(report(outcome));
  if (keep) say(folder);
  else rmSync(folder, { recursive: true, force: true });
  return outcome.checks.every(({ against }) => against.length === 0) ? 0 : 1;
});
// After a fault the people of the simulation would wait for the hall for ever.
process.exit();
