import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dynamoLog } from '../functions/adapters/dynamo-log.ts';
import { systemClock } from '../functions/adapters/system-clock.ts';
import { seedHalls } from '../infra/local/seed.ts';
import { Streams } from '../shared/ports/handle-command.ts';
import { bootstrap, deploy, destroy, dynamoOf, type Deployment } from '../test/deploy/deployment.ts';
import { pythonProgram, startEmulator, type Emulator } from '../test/deploy/emulator.ts';
import { startIssuer } from '../test/deploy/issuer.ts';
import { run } from '../test/deploy/processes.ts';

/** `npm run test:deploy`: the real CDK deploys to an emulator of AWS, and the acceptance suite runs against that. */

const { values } = parseArgs({
  options: {
    /** Files of tests, with commas between them. */
    tests: { type: 'string', default: '' },
    /** Leaves the deployment standing, to look at, until Ctrl-C. */
    keep: { type: 'boolean', default: false },
  },
});

/** What runs against the deployed endpoint; the other acceptance tests bring a server of their own. */
const SUITE = ['test/acceptance/cases.test.ts', 'test/deploy'];

const timed = async <Value>(what: string, work: () => Promise<Value>): Promise<Value> => {
  const began = performance.now();
  const value = await work();
  console.log(`== ${what}: ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  return value;
};

/** cfn-lint on what would be deployed, by region: aws and aws-cn. W3005: a dependency that CDK states twice. */
const lintTemplates = async (): Promise<void> => {
  const lint = await pythonProgram('cfn-lint');
  for (const [stage, region] of [
    ['prod', 'ap-southeast-1'],
    ['prod-cn', 'cn-north-1'],
  ] as const) {
    const out = mkdtempSync(join(tmpdir(), 'onewindow-templates-'));
    await run('cdk', ['synth', '--quiet', '-c', `stage=${stage}`, '--output', out]);
    const templates = readdirSync(out).filter((name) => name.endsWith('.template.json'));
    await run(lint, ['-r', region, '-i', 'W3005', '--', ...templates.map((name) => join(out, name))]);
    rmSync(out, { recursive: true });
  }
};

const printResources = ({ resources }: Deployment): void => {
  const byType = Map.groupBy(resources, ({ ResourceType }) => ResourceType);
  const lines = [...byType].map(([type, all]) => `${String(all.length).padStart(5)} ${type}`).sort();
  console.log(`== ${resources.length} resources\n${lines.join('\n')}`);
};

const seed = async (emulator: Emulator, { tables }: Deployment): Promise<void> => {
  const client = dynamoOf(emulator);
  await seedHalls(new Streams(dynamoLog(client, tables.log), systemClock), systemClock);
  client.destroy();
};

const test = (emulator: Emulator, { apiUrl, tables }: Deployment, issuer: string, files: readonly string[]) =>
  run(
    'vitest',
    ['run', '--no-file-parallelism', '--project', 'acceptance', '--project', 'deploy', ...files],
    {
      env: {
        ...emulator.env,
        ONEWINDOW_URL: apiUrl,
        ONEWINDOW_TOKEN_URL: `${issuer}/token`,
        ONEWINDOW_TABLES: JSON.stringify(tables),
        ONEWINDOW_EMULATOR_LOG: emulator.logFile,
      },
    },
  );

await timed('templates of both partitions', lintTemplates);
const issuer = await startIssuer();
const emulator = await timed('start the emulator', startEmulator);
try {
  await timed('bootstrap', () => bootstrap(emulator));
  const first = await timed('deploy', () => deploy(emulator, issuer.url));
  printResources(first);
  await timed('open the halls', () => seed(emulator, first));
  if (values.keep) {
    console.log(`ONEWINDOW_URL=${first.apiUrl} ONEWINDOW_TOKEN_URL=${issuer.url}/token ${emulator.logFile}`);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  }
  const only = values.tests === '' ? SUITE : values.tests.split(',');
  await timed('acceptance', () => test(emulator, first, issuer.url, only));
  const second = await timed('update', () =>
    deploy(emulator, issuer.url, ['publicUrl=https://hall.example']),
  );
  await timed('acceptance after the update', () => test(emulator, second, issuer.url, ['test/deploy']));
  await timed('delete', () => destroy(emulator));
} catch (error) {
  console.error(readFileSync(emulator.logFile, 'utf8').split('\n').slice(-60).join('\n'));
  throw error;
} finally {
  await emulator.stop();
  await issuer.stop();
}
