import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { bundleFunctions, FUNCTION_NAMES } from '../infra/constructs/bundles.ts';

const ROOT = join(import.meta.dirname, '..');

/** KB, as the limit is meant: 1,000 bytes. */
const LIMIT_KB = 600;
const RUNS = 7;

const ENV = {
  PATH: process.env['PATH'] ?? '',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  AWS_LAMBDA_FUNCTION_NAME: 'bundle-size',
};

/** Milliseconds from before the import to after it, in a new process: the median of some runs. */
const importTime = (file: string): number => {
  const program = `const t=performance.now();try{await import(${JSON.stringify(file)})}catch(e){if(e.name!=='EnvError')throw e}console.log(performance.now()-t)`;
  const times = Array.from({ length: RUNS }, () => {
    const run = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      env: ENV,
      encoding: 'utf8',
    });
    if (run.status !== 0) throw new Error(run.stderr);
    return Number(run.stdout);
  });
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? NaN;
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

const bundles = await bundleFunctions();
const base = importTime(await emptyHandler());
console.log(`empty handler with the DynamoDB client: import ${base.toFixed(0)} ms (median of ${RUNS})`);
let tooLarge = 0;
for (const name of FUNCTION_NAMES) {
  const { folder, size, parts } = bundles[name];
  const kb = size / 1_000;
  if (kb > LIMIT_KB) tooLarge += 1;
  const largest = Object.entries(parts)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 5)
    .map(([part, bytes]) => `${part} ${(bytes / 1_000).toFixed(0)}`);
  const ratio = importTime(join(folder, 'index.mjs')) / base;
  console.log(
    `${name.padEnd(10)} ${kb.toFixed(0).padStart(4)} KB  import ×${ratio.toFixed(2)}  (${largest.join(', ')})`,
  );
}
if (tooLarge > 0) {
  console.error(`${tooLarge} functions are larger than ${LIMIT_KB} KB`);
  process.exitCode = 1;
}
