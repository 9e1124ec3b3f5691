import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CredentialsView } from '../../shared/contracts/devices.ts';
import {
  installProgram,
  layCable,
  printedNumbers,
  runProgram,
  type Cable,
  type DeviceProgram,
} from '../support/device-program.ts';
import { COUNTY, eventually, hallOf, staff } from '../support/hall.ts';
import { startLocal, type LocalStack } from '../support/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'onewindow-programs-'));
const dataDir = join(folder, 'hall');
const admin = staff('admin');
const guide = staff('guide');
const clerk = staff('clerk');
const [window = ''] = clerk.windows ?? [];
const running: DeviceProgram[] = [];
const cables: Cable[] = [];
let stack: LocalStack;
let zone = '';
let service = '';

const enrol = async (body: object) =>
  CredentialsView.parse((await hallOf(stack).post(admin, '/devices', body)).body);
const install = async (name: string, kind: string, place: object = { zone }) => {
  const credentials = await enrol({ name, kind, ...place });
  const cable = await layCable(credentials.endpoint);
  cables.push(cable);
  const home = join(folder, name);
  return { cable, home, file: installProgram(home, credentials, cable) };
};
const run = async (kind: string, file: string): Promise<DeviceProgram> => {
  const program = await runProgram(kind, file);
  running.push(program);
  return program;
};
const until = (program: DeviceProgram, expected: object) =>
  eventually(async () => expect(await program.state()).toMatchObject(expected), 30_000);

beforeAll(async () => {
  stack = await startLocal({ dataDir });
  const { body } = await stack.api('GET', `/v1/${COUNTY}/zones`);
  const { items } = body as {
    items: { code: string; services: { code: string }[]; windows: { id: string }[] }[];
  };
  const own = items.find(({ windows }) => windows.some(({ id }) => id === window));
  zone = own?.code ?? '';
  service = own?.services[0]?.code ?? '';
});
afterAll(async () => {
  await Promise.all(running.map((program) => program.stop()));
  await Promise.all(cables.map((cable) => cable.stop()));
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the kiosk', () => {
  it('gives numbers while the hall is down and itself is killed, and hands each in once, in order, as of then', async () => {
    const { cable, home, file } = await install('kiosk-1', 'kiosk');
    const before = await run('kiosk', file);
    await until(before, { isOnline: true });
    const online = await before.press('ticket', { service, zone });
    expect(online).toMatchObject({ isOffline: false, ahead: 0, isPrinted: true });

    cable.cut();
    await stack.kill9();
    await until(before, { isOnline: false });
    const offline = [];
    for (let count = 0; count < 3; count += 1) offline.push(await before.press('ticket', { service, zone }));
    await before.kill9();
    const kiosk = await run('kiosk', file);
    for (let count = 0; count < 3; count += 1) offline.push(await kiosk.press('ticket', { service, zone }));
    const numbers = offline.map(({ no }) => String(no));
    const first = Number(numbers[0]?.slice(1));
    expect(numbers).toEqual(numbers.map((no, index) => `${no[0]}${first + index}`));
    expect(await kiosk.state()).toMatchObject({ isOnline: false, waiting: 6 });

    stack = await startLocal({ dataDir });
    cable.lay((await enrol({ name: 'kiosk-2', kind: 'kiosk', zone })).endpoint);
    await until(kiosk, { isOnline: true, waiting: 0 });
    expect(printedNumbers(home)).toEqual([online['no'], ...numbers]);
    for (const { no, at } of offline) {
      const { body } = await hallOf(stack).get(guide, `/tickets/${String(no)}`);
      expect(body).toMatchObject({ no, issuedAt: at, status: 'waiting' });
    }
    const { body } = await hallOf(stack).get(guide, `/queues/${zone}`);
    expect(body).toMatchObject({ waitingTotal: 7 });

    const again = await kiosk.press('ticket', { service, zone });
    expect(again).toMatchObject({ isOffline: false, ahead: 7 });
  });

  it('answers only to the browser of its own machine', async () => {
    const { file } = await install('kiosk-3', 'kiosk');
    const { url } = await run('kiosk', file);
    expect((await fetch(url)).headers.get('content-type')).toBe('text/html; charset=utf-8');
    const form = await fetch(`${url}/ticket`, { method: 'POST', body: 'service=x' });
    expect(form.status).toBe(403);
    const headers = { 'content-type': 'application/json' };
    const bad = await fetch(`${url}/ticket`, { method: 'POST', headers, body: '{}' });
    expect(bad.status).toBe(400);
  });
});
