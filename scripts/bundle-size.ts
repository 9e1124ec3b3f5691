import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rolldown } from 'rolldown';
import { bundleFunctions, FUNCTION_NAMES, type Bundles } from '../infra/constructs/bundles.ts';

const ROOT = join(import.meta.dirname, '..');

/** KB, as the limit is meant: 1,000 bytes. */
const LIMIT_KB = 600;
const ROUNDS = 15;
const EMPTY = 'empty handler with the DynamoDB client';

const ENV = {
  PATH: process.env['PATH'] ?? '',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  AWS_LAMBDA_FUNCTION_NAME: 'bundle-size',
};

/** Milliseconds of the processor for an import in a new process; it ends where the function asks for its environment. */
const importTime = (file: string): number => {
  const program = `const before=process.cpuUsage();try{await import(${JSON.stringify(file)})}catch(e){if(e.name!=='EnvError')throw e}console.log(process.cpuUsage(before).user/1000)`;
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    env: ENV,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return Number(run.stdout);
};

/** The median for each file. All take turns, so that whatever else the machine does meets them alike. */
const importTimes = (files: Readonly<Record<string, string>>): Record<string, number> => {
  const times = Object.entries(files).map(([name, file]) => ({ name, file, taken: [] as number[] }));
  for (let round = 0; round < ROUNDS; round += 1)
    for (const { file, taken } of times) taken.push(importTime(file));
  return Object.fromEntries(
    times.map(({ name, taken }) => [name, taken.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? NaN]),
  );
};

const emptyHandler = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'onewindow-'));
  const source = join(folder, 'empty.mjs');
  writeFileSync(
    source,
    `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'; const c = new DynamoDBClient({}); export const handler = () => c.send(new GetItemCommand({}));`,
  );
  const outfile = join(folder, 'index.mjs');
  const build = await rolldown({
    cwd: ROOT,
    input: source,
    platform: 'node',
    resolve: { mainFields: ['module', 'main'], modules: [join(ROOT, 'node_modules')] },
  });
  await build.write({ file: outfile, format: 'esm', minify: true, codeSplitting: false });
  await build.close();
  return outfile;
};

const measure = async (bundles: Bundles): Promise<Record<string, number>> => {
  const files = FUNCTION_NAMES.map((name) => [name, join(bundles[name].folder, 'index.mjs')] as const);
  const times = importTimes({ [EMPTY]: await emptyHandler(), ...Object.fromEntries(files) });
  console.log(`${EMPTY}: import ${times[EMPTY]?.toFixed(0)} ms of processor time, median of ${ROUNDS}`);
  return times;
};

/** `--sizes`: without the import times, which take a minute. */
const { sizes } = parseArgs({ options: { sizes: { type: 'boolean', default: false } } }).values;
const bundles = await bundleFunctions();
const times = sizes ? {} : await measure(bundles);
let tooLarge = 0;
for (const name of FUNCTION_NAMES) {
  const { size, parts } = bundles[name];
  const kb = size / 1_000;
  if (kb > LIMIT_KB) tooLarge += 1;
  const largest = Object.entries(parts)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 5)
    .map(([part, bytes]) => `${part} ${(bytes / 1_000).toFixed(0)}`);
  const [time, empty] = [times[name], times[EMPTY]];
  const ratio = time && empty ? `  import ×${(time / empty).toFixed(2)}` : '';
  console.log(`${name.padEnd(14)} ${kb.toFixed(0).padStart(4)} KB${ratio}  (${largest.join(', ')})`);
}
if (tooLarge > 0) {
  console.error(`${tooLarge} functions are larger than ${LIMIT_KB} KB`);
  process.exitCode = 1;
}
