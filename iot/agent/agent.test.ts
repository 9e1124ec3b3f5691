import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Aedes } from 'aedes';
import { ulid } from 'ulid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DeviceConfig } from '../../shared/contracts/mqtt.ts';
import { Agent } from './agent.ts';

const TREE = 'ow/411323/kiosk-1';
/** Long enough for a hundred messages to and fro. */
const SILENCE_MS = 300;

let folder = '';
let aedes: Aedes;
let server: ReturnType<typeof createServer>;
let agent: Agent;
/** What the device has published, by topic. */
let heard: string[] = [];

const publish = (topic: string, payload: object): void =>
  aedes.publish(
    { cmd: 'publish', topic, payload: JSON.stringify(payload), qos: 1, dup: false, retain: false },
    () => undefined,
  );

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onewindow-agent-'));
  heard = [];
  aedes = await Aedes.createBroker();
  aedes.on('publish', ({ topic }, client) => {
    if (client) heard.push(topic);
  });
  server = createServer((socket) => aedes.handle(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  agent = new Agent({
    tenant: '411323',
    device: 'kiosk-1',
    clientId: '411323-kiosk-1',
    endpoint: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: '',
    certificate: '',
    ca: '',
    state: join(folder, 'state'),
    page: 0,
    printer: '-',
  });
});
afterEach(async () => {
  await agent.close();
  server.close();
  await new Promise<void>((resolve) => aedes.close(() => resolve()));
  rmSync(folder, { recursive: true, force: true });
});

const goOnline = async (): Promise<void> => {
  const up = Promise.withResolvers<undefined>();
  agent.start({
    onChange: () => {
      if (agent.isOnline) up.resolve(undefined);
    },
    onFault: (error) => up.reject(error),
  });
  await up.promise;
};

it('says once that it is there, however unlike the way of each message lets the hall’s clock seem', async () => {
  let minutes = 0;
  aedes.on('publish', ({ topic }, client) => {
    if (!client || topic !== `${TREE}/up/status`) return;
    minutes += 1;
    const at = new Date(Date.UTC(2026, 10, 23, 1, minutes)).toISOString();
    const offer: DeviceConfig = {
      ...{ id: ulid(), at, v: 1, device: 'kiosk-1', kind: 'kiosk', hall: '大厅' },
      ...{ services: [], hours: [], offline: [], zones: [], windows: [] },
    };
    publish(`${TREE}/down/config`, offer);
  });
  await goOnline();
  await sleep(SILENCE_MS);
  expect(agent.now()).toMatch(/^2026-11-23T01:01:/);
  expect(heard.filter((topic) => topic === `${TREE}/up/status`)).toHaveLength(1);
});

it('writes down what the hall was asked and did not answer, and gives the number back that nobody has', async () => {
  await goOnline();
  const answer = agent.ask({ kind: 'ticket', fields: { service: 'a' } });
  const pressed = agent.ask({ kind: 'call', fields: { act: 'recall', window: 'A01' } });
  aedes.close();
  expect(await Promise.all([answer, pressed])).toEqual([undefined, undefined]);
  const [ticket, call] = readFileSync(join(folder, 'state', 'unanswered.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string; id: string });
  expect([ticket?.kind, call?.kind]).toEqual(['ticket', 'call']);
  expect(agent.waiting).toMatchObject([{ kind: 'ticket', message: { service: 'a', returns: ticket?.id } }]);
});
