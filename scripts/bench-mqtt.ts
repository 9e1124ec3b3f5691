import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { ulid } from 'ulid';
import { CredentialsView } from '../shared/contracts/devices.ts';
import { boardTopic, downTopic, upTopic } from '../shared/contracts/mqtt-topics.ts';
import type { TenantCode } from '../shared/kernel/ids.ts';
import { startLocal, type Identity, type Stack } from '../test/support/stack.ts';
import { HEADER, rowOf, timingOf } from './bench/measure.ts';
import { asAdmin, clerkOf, openHall } from './simulate/halls.ts';

/**
 * From the press at the caller to the board on the display, and to the answer: `npm run bench:mqtt -- [COUNT]`. Beside it
 * the same message through the same broker with nothing behind it, in turns.
 */
const COUNT = Number(process.argv[2] ?? 300);
const TENANT = '411323' as TenantCode;
const ZONE = 'A';
const WINDOW = 'A01';
const PATIENCE_MS = 10_000;
const GUIDE: Identity = { sub: 'bench.guide', name: '模拟', tenant: TENANT, roles: ['guide'] };

interface Heard {
  readonly replyTo?: string;
  readonly say?: string;
  readonly id: string;
}

const connect = async (stack: Stack, name: string, kind: string, place: object) => {
  const answer = await asAdmin(stack, TENANT, 'POST', '/devices', { name, kind, ...place });
  const { endpoint, clientId, certificate: cert, privateKey: key, ca } = CredentialsView.parse(answer);
  return (url = endpoint) => mqtt.connectAsync(url, { protocolVersion: 4, clientId, cert, key, ca });
};

/** The first message that fits. */
const heard = (client: MqttClient, fits: (message: Heard) => boolean): Promise<void> =>
  new Promise((resolve, reject) => {
    const patience = setTimeout(() => reject(new Error('nothing was heard')), PATIENCE_MS);
    const listen = (_: string, payload: Buffer): void => {
      if (!fits(JSON.parse(payload.toString()) as Heard)) return;
      clearTimeout(patience);
      client.off('message', listen);
      resolve();
    };
    client.on('message', listen);
  });

const send = async (client: MqttClient, act: string): Promise<string> => {
  const id = ulid();
  const message = { id, at: new Date().toISOString(), v: 1, act, window: WINDOW };
  await client.publishAsync(upTopic(TENANT, 'bench-caller', 'call'), JSON.stringify(message), { qos: 1 });
  return id;
};

const stack = await startLocal();
const bare = fork(join(import.meta.dirname, 'bench/bare-broker.ts'), [join(stack.dataDir, 'devices')]);
const [barePort] = (await once(bare, 'message')) as [number];
const {
  zones: [zone],
} = await openHall(stack, TENANT);
const display = await connect(stack, 'bench-display', 'display', { zone: ZONE });
const caller = await connect(stack, 'bench-caller', 'caller', { window: WINDOW });
const lines = { display: await display(), caller: await caller() };
const bareUrl = `mqtts://localhost:${barePort}`;
const bareLines = { display: await display(bareUrl), caller: await caller(bareUrl) };
for (const { display: screen } of [lines, bareLines])
  await screen.subscribeAsync(boardTopic(TENANT, ZONE), { qos: 1 });
await lines.caller.subscribeAsync(downTopic(TENANT, 'bench-caller', 'call'), { qos: 1 });

const act = async (who: Identity, path: string, body: object): Promise<void> => {
  const token = await stack.token(who);
  const { status, text } = await stack.api('POST', `/v1/${TENANT}${path}`, { token, body });
  if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
};
const press = async (act: string): Promise<void> => {
  const answered: { id?: string } = {};
  const answer = heard(lines.caller, ({ replyTo }) => replyTo !== undefined && replyTo === answered.id);
  answered.id = await send(lines.caller, act);
  await answer;
};
await act(clerkOf(TENANT, WINDOW), `/windows/${WINDOW}/open`, {});

const times = { shown: [] as number[], answered: [] as number[], bare: [] as number[] };
const timed = async (times: number[], since: number, work: Promise<void>): Promise<void> => {
  await work;
  times.push(performance.now() - since);
};
for (let index = 0; index < COUNT; index += 1) {
  const start = performance.now();
  const passed = timed(
    times.bare,
    start,
    heard(bareLines.display, () => true),
  );
  await send(bareLines.caller, 'call-next');
  await passed;
  await act(GUIDE, '/tickets', { service: zone?.services[0] });
  const pressed = performance.now();
  const shown = timed(
    times.shown,
    pressed,
    heard(lines.display, ({ say }) => say !== undefined),
  );
  await timed(times.answered, pressed, press('call-next'));
  await shown;
  for (const next of ['start', 'finish']) await press(next);
}
const passed = timingOf(times.bare);
process.stdout.write(
  `${COUNT} of each, in turns; bare: publish to subscribe on the same broker\n${HEADER}\n`,
);
process.stdout.write(
  `${rowOf('call, shown on the display', 1, { ours: timingOf(times.shown), bare: passed })}\n`,
);
process.stdout.write(`${rowOf('call, answered', 1, { ours: timingOf(times.answered), bare: passed })}\n`);
await Promise.all([lines, bareLines].flatMap((each) => [each.display.endAsync(), each.caller.endAsync()]));
bare.disconnect();
await stack.stop();
