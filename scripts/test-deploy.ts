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
import { startEmulator, type Emulator } from '../test/deploy/emulator.ts';
import { startIssuer } from '../test/deploy/issuer.ts';
import { startNoticeInbox } from '../test/deploy/notice-inbox.ts';
import { run } from '../test/deploy/processes.ts';
import { pythonProgram } from '../test/deploy/python.ts';

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
const SUITE = [
  'test/acceptance/cases.test.ts',
  'test/acceptance/bundle-stack.test.ts',
  'test/deploy/deployed.test.ts',
  'test/deploy/web.test.ts',
  'test/deploy/delegated.test.ts',
  'test/deploy/devices.test.ts',
];
const WALK = ['test/deploy/clock-walk.test.ts'];
/** A day of the hall in four seconds, for the walk of a clock. */
const SPEED = 21_600;
/** Room for the deployment that sets the speed. */
const AHEAD_MS = 45_000;
/** By the program that operators use: a hall that the demo data do not have, and one that is open by now. */
const NAMED_HALLS = [
  ['411323188', '--name', '测试镇便民服务中心', '--place', '测试镇'],
  ['411323', '--name', '西峡县政务服务中心', '--place', '西峡县'],
];

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

/** `npm run tenant -- add … --stage`, as it is typed for a deployed installation. */
const nameHalls = async ({ env }: Emulator): Promise<void> => {
  for (const hall of NAMED_HALLS)
    await run('node', ['scripts/tenant.ts', 'add', ...hall, '--stage', 'emulator'], { env });
};

const test = (
  emulator: Emulator,
  { apiUrl, tables, siteBucket }: Deployment,
  issuer: string,
  files: readonly string[],
  hallTime = '',
) =>
  run(
    'vitest',
    ['run', '--no-file-parallelism', '--project', 'acceptance', '--project', 'deploy', ...files],
    {
      env: {
        ...emulator.env,
        ONEWINDOW_URL: apiUrl,
        ONEWINDOW_TOKEN_URL: `${issuer}/token`,
        ONEWINDOW_SITE_BUCKET: siteBucket,
        ONEWINDOW_TABLES: JSON.stringify(tables),
        ONEWINDOW_EMULATOR_LOG: emulator.logFile,
        ONEWINDOW_MQTT_PORT: String(emulator.mqttPort),
        ONEWINDOW_HALL_TIME: hallTime,
      },
    },
  );

await timed('templates of both partitions', lintTemplates);
await timed('the client in Python', () =>
  run('vitest', ['run', '--project', 'deploy', 'test/deploy/python-kiosk.test.ts']),
);
const issuer = await startIssuer();
const inbox = await startNoticeInbox();
const emulator = await timed('start the emulator', startEmulator);
try {
  await timed('bootstrap', () => bootstrap(emulator));
  const first = await timed('deploy', () => deploy(emulator, issuer.url));
  await timed('open the halls', () => seed(emulator, first));
  await timed('open one more, list two', () => nameHalls(emulator));
  if (values.keep) {
    console.log(
      `ONEWINDOW_URL=${first.apiUrl} ONEWINDOW_TOKEN_URL=${issuer.url}/token ONEWINDOW_MQTT_PORT=${emulator.mqttPort} ${emulator.logFile}`,
    );
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  }
  const only = values.tests === '' ? SUITE : values.tests.split(',');
  await timed('acceptance', () => test(emulator, first, issuer.url, only));
  const second = await timed('update', () =>
    deploy(emulator, issuer.url, ['publicUrl=https://hall.example']),
  );
  const again = ['test/deploy/deployed.test.ts', 'test/deploy/web.test.ts'];
  await timed('acceptance after the update', () => test(emulator, second, issuer.url, again));
  const hallTime = `${new Date(Date.now() + AHEAD_MS).toISOString()}@${SPEED}`;
  const third = await timed('let hall time run', () =>
    deploy(emulator, issuer.url, [`hallTime=${hallTime}`]),
  );
  await timed('walk of a clock', () => test(emulator, third, issuer.url, WALK, hallTime));
  printResources(third);
  console.log(`== ${inbox.count()} notices sent`);
  if (inbox.count() === 0) throw new Error('no notice was sent');
  await timed('delete', () => destroy(emulator));
} catch (error) {
  console.error(readFileSync(emulator.logFile, 'utf8').split('\n').slice(-60).join('\n'));
  throw error;
} finally {
  await emulator.stop();
  await issuer.stop();
  await inbox.stop();
}
