import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CredentialsView } from '../../shared/contracts/devices.ts';
import { layCable, type Cable } from '../support/cable.ts';
import { installProgram, printedNumbers, runProgram, type DeviceProgram } from '../support/device-program.ts';
import { COUNTY, eventually, hallOf, staff } from '../support/hall.ts';
import { startLocal, type LocalStack } from '../support/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'onewindow-programs-'));
const dataDir = join(folder, 'hall');
const admin = staff('admin');
const guide = staff('guide');
const clerk = staff('clerk');
const [window = ''] = clerk.windows ?? [];
/** Where the broker of the running stack is. */
let brokerAt = '';
const running: DeviceProgram[] = [];
const cables: Cable[] = [];
let stack: LocalStack;
let zone = '';
let service = '';

const enrol = async (body: object) => {
  const credentials = CredentialsView.parse((await hallOf(stack).post(admin, '/devices', body)).body);
  brokerAt = credentials.endpoint;
  return credentials;
};
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

/** On the line, and told what to offer. */
const eventuallyOffered = (program: DeviceProgram) =>
  eventually(async () => expect(typeof (await program.state())['hall']).toBe('string'), 30_000);

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
    await eventuallyOffered(before);
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

describe('caller, display and evaluator', () => {
  it('the call is shown, stays with a sign while the line is cut, and a rating kept meanwhile counts once', async () => {
    const display = await install('display-1', 'display');
    const evaluator = await install('pad-1', 'evaluator', { window });
    const screen = await run('display', display.file);
    const pad = await run('evaluator', evaluator.file);
    const caller = await run('caller', (await install('caller-1', 'caller', { window })).file);
    for (const program of [screen, pad, caller]) await eventuallyOffered(program);
    await hallOf(stack).post(guide, '/tickets', { service, zone });
    await hallOf(stack).post(clerk, `/windows/${window}/open`);
    const { ticket } = await caller.press('call', { act: 'call-next' });
    const { no } = ticket as { no: string };
    const called = { calling: [expect.objectContaining({ no, window }) as unknown] };
    const boards = [expect.objectContaining(called) as unknown];
    await until(screen, { isStale: false, boards });
    for (const act of ['start', 'finish'])
      expect(await caller.press('call', { act })).toMatchObject({ ticket: { no } });
    await until(screen, { isStale: false });

    display.cable.cut();
    evaluator.cable.cut();
    await until(screen, { isStale: true, boards: [expect.objectContaining({ zone }) as unknown] });
    const kept = (await screen.state())['boards'];
    await screen.kill9();
    const again = await run('display', display.file);
    expect(await again.state()).toMatchObject({ isStale: true, boards: kept });

    await until(pad, { isOnline: false });
    await pad.press('evaluation', { act: no, grade: 5, tags: ['517'] });
    await pad.kill9();
    const revived = await run('evaluator', evaluator.file);
    expect(await revived.state()).toMatchObject({ waiting: 1 });
    evaluator.cable.lay(brokerAt);
    await until(revived, { isOnline: true, waiting: 0 });
    const refused = join(evaluator.home, 'state', 'refused.jsonl');
    expect(existsSync(refused)).toBe(false);
    await revived.press('evaluation', { act: no, grade: 1 });
    await until(revived, { waiting: 0 });
    expect(readFileSync(refused, 'utf8')).toContain('"problem":"already-evaluated"');
    display.cable.lay(brokerAt);
    await until(again, { isStale: false });
  });
});
