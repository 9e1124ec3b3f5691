import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { ulid } from 'ulid';
import { AT_ONCE } from '../iot/agent/line.ts';
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

/** All lines: they are ended before what they lead to. */
const opened: MqttClient[] = [];

interface Heard {
  readonly replyTo?: string;
  readonly say?: string;
  readonly id: string;
}

const connect = async (stack: Stack, name: string, kind: string, place: object) => {
  const answer = await asAdmin(stack, TENANT, 'POST', '/devices', { name, kind, ...place });
  const { endpoint, clientId, certificate: cert, privateKey: key, ca } = CredentialsView.parse(answer);
  return async (url = endpoint): Promise<MqttClient> => {
    const client = await mqtt.connectAsync(url, { protocolVersion: 4, clientId, cert, key, ca, ...AT_ONCE });
    opened.push(client);
    return client;
  };
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

const send = async (client: MqttClient, act: string, id = ulid()): Promise<void> => {
  const message = { id, at: new Date().toISOString(), v: 1, act, window: WINDOW };
  await client.publishAsync(upTopic(TENANT, 'bench-caller', 'call'), JSON.stringify(message), { qos: 1 });
};

type Lines = Readonly<Record<'display' | 'caller', MqttClient>>;

/** A caller and a display of one hall, on the way through the hall and on the bare one. */
const plug = async (stack: Stack, barePort: number): Promise<{ hall: Lines; bare: Lines }> => {
  const display = await connect(stack, 'bench-display', 'display', { zone: ZONE });
  const caller = await connect(stack, 'bench-caller', 'caller', { window: WINDOW });
  const linesAt = async (url?: string): Promise<Lines> => {
    const lines = { display: await display(url), caller: await caller(url) };
    await lines.display.subscribeAsync(boardTopic(TENANT, ZONE), { qos: 1 });
    return lines;
  };
  const hall = await linesAt();
  await hall.caller.subscribeAsync(downTopic(TENANT, 'bench-caller', 'call'), { qos: 1 });
  return { hall, bare: await linesAt(`mqtts://localhost:${barePort}`) };
};

/** Acts at the counter over HTTP. */
const counterOf =
  (stack: Stack) =>
  async (who: Identity, path: string, body: object): Promise<void> => {
    const token = await stack.token(who);
    const { status, text } = await stack.api('POST', `/v1/${TENANT}${path}`, { token, body });
    if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
  };

/** Both together: what fails first fails the whole, and nothing is left behind. */
const press = async ({ caller }: Lines, act: string): Promise<void> => {
  const id = ulid();
  await Promise.all([heard(caller, ({ replyTo }) => replyTo === id), send(caller, act, id)]);
};

const timed = async (times: number[], since: number, work: Promise<void>): Promise<void> => {
  await work;
  times.push(performance.now() - since);
};

/** Each way once, one after the other: what slows the machine down meanwhile slows both. */
const measure = async (stack: Stack, service: string, barePort: number) => {
  const { hall, bare } = await plug(stack, barePort);
  const act = counterOf(stack);
  await act(clerkOf(TENANT, WINDOW), `/windows/${WINDOW}/open`, {});
  const times = { shown: [] as number[], answered: [] as number[], bare: [] as number[] };
  for (let index = 0; index < COUNT; index += 1) {
    const anything = heard(bare.display, () => true);
    await Promise.all([timed(times.bare, performance.now(), anything), send(bare.caller, 'call-next')]);
    await act(GUIDE, '/tickets', { service });
    const pressed = performance.now();
    const spoken = heard(hall.display, ({ say }) => say !== undefined);
    await Promise.all([
      timed(times.shown, pressed, spoken),
      timed(times.answered, pressed, press(hall, 'call-next')),
    ]);
    for (const next of ['start', 'finish']) await press(hall, next);
  }
  return times;
};

const report = ({ shown, answered, bare }: Awaited<ReturnType<typeof measure>>): string => {
  const passed = timingOf(bare);
  const row = (name: string, times: number[]): string =>
    rowOf(name, 1, { ours: timingOf(times), bare: passed });
  return [
    `${COUNT} of each, in turns; bare: publish to subscribe on the same broker`,
    HEADER,
    row('call, shown on the display', shown),
    row('call, answered', answered),
    '',
  ].join('\n');
};

const stack = await startLocal();
const bare = fork(join(import.meta.dirname, 'bench/bare-broker.ts'), [join(stack.dataDir, 'devices')]);
try {
  const [barePort] = (await once(bare, 'message')) as [number];
  const {
    zones: [zone],
  } = await openHall(stack, TENANT);
  process.stdout.write(report(await measure(stack, zone?.services[0] ?? '', barePort)));
} finally {
  await Promise.all(opened.map((client) => client.endAsync(true)));
  bare.kill();
  await stack.stop();
}
