import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CredentialsView, DeviceView } from '../../shared/contracts/devices.ts';
import { Board, DeviceConfig, DownCall, DownEvaluation, DownTicket } from '../../shared/contracts/mqtt.ts';
import { COUNTY, eventually, hallOf, problemOf, staff, TOWNSHIP } from '../support/hall.ts';
import { LOCAL_RULE } from '../../infra/local/mqtt-broker.ts';
import { deviceTable, type Row } from '../support/device-table.ts';
import { connectDevice, type Credentials, type TestDevice } from '../support/mqtt.ts';
import { startLocal, type LocalStack } from '../support/stack.ts';

const DENIED = 128;
const NOW = '2026-11-23T01:00:00.000Z';
const message = (fields: object, id = ulid()) => ({ id, at: NOW, v: 1, ...fields });
const status = (fields: object = {}) => message({ online: true, version: '1.0.0', spool: 0, ...fields });
const refusedConnection = (credentials: Credentials) =>
  connectDevice(credentials).then(
    async (device) => {
      await device.stop();
      return 'connected';
    },
    () => 'refused',
  );

/** What becomes of whoever publishes there. */
const publishing = async (credentials: Credentials, target: string): Promise<string> => {
  const speaker = await connectDevice(credentials);
  const cut = new Promise<string>((resolve) => speaker.client.once('close', () => resolve('cut off')));
  const taken = speaker.send(target, message({})).then(() => 'taken');
  const outcome = await Promise.race([cut, taken]);
  await speaker.stop();
  return outcome;
};

let stack: LocalStack;
/** Stacks that a test began itself. */
const stopped: LocalStack[] = [];
const opened: TestDevice[] = [];
const admin = staff('admin');
const clerk = staff('clerk');
const [window = ''] = clerk.windows ?? [];
/** The zone and a service of the clerk's window. */
let zone = '';
let service = '';
/** Another window of the zone. */
let otherWindow = '';
let townAdmin: typeof admin;

const enrol = async (body: object, tenant = COUNTY): Promise<Credentials> => {
  const answer = await hallOf(stack, tenant).post(tenant === COUNTY ? admin : townAdmin, '/devices', body);
  expect(answer.status, answer.text).toBe(201);
  return CredentialsView.parse(answer.body);
};
const online = async (credentials: Credentials, ...more: Parameters<typeof connectDevice>[1][]) => {
  const device = await connectDevice(credentials, ...more);
  opened.push(device);
  return device;
};
const topic = (name: string, rest: string, tenant = COUNTY) => `ow/${tenant}/${name}/${rest}`;

beforeAll(async () => {
  stack = await startLocal();
  const { body } = await stack.api('GET', `/v1/${COUNTY}/zones`);
  const { items } = body as {
    items: { code: string; services: { code: string }[]; windows: { id: string }[] }[];
  };
  const own = items.find(({ windows }) => windows.some(({ id }) => id === window));
  zone = own?.code ?? '';
  service = own?.services[0]?.code ?? '';
  otherWindow = own?.windows.find(({ id }) => id !== window)?.id ?? '';
  townAdmin = { ...admin, sub: 'town.admin', tenant: TOWNSHIP };
});
afterAll(async () => {
  await Promise.all(opened.map((device) => device.stop()));
  await Promise.all([stack, ...stopped].map((each) => each.stop()));
  for (const { dataDir } of stopped) rmSync(dataDir, { recursive: true, force: true });
});

describe('A25, B17: a number over MQTT', () => {
  it('taken on the kiosk over mutual TLS, called at the window, shown and said on the display', async () => {
    const kiosk = await online(await enrol({ name: 'kiosk-1', kind: 'kiosk', zone }));
    const display = await online(await enrol({ name: 'display-1', kind: 'display', zone }));
    const caller = await online(await enrol({ name: 'caller-1', kind: 'caller', window }));
    const evaluator = await online(await enrol({ name: 'pad-1', kind: 'evaluator', window }));
    await kiosk.subscribe(topic('kiosk-1', 'down/+'));
    await caller.subscribe(topic('caller-1', 'down/+'));
    await evaluator.subscribe(topic('pad-1', 'down/+'));
    expect(await display.subscribe(topic('hall', `${zone}/board`))).toBe(1);

    const asked = message({ service, applicant: { idTail: '0016' } });
    await kiosk.send(topic('kiosk-1', 'up/ticket'), asked);
    const first = DownTicket.parse((await kiosk.hears(topic('kiosk-1', 'down/ticket'))).payload);
    expect(first).toMatchObject({ replyTo: asked.id, zone, ahead: 0 });
    const no = first.no ?? '';

    await kiosk.send(topic('kiosk-1', 'up/ticket'), asked);
    await eventually(() => {
      const answers = kiosk.heard.filter((each) => each.topic.endsWith('down/ticket'));
      expect(answers).toHaveLength(2);
      expect(answers.map(({ payload }) => payload['no'])).toEqual([no, no]);
      return Promise.resolve();
    });

    await hallOf(stack).post(clerk, `/windows/${window}/open`);
    await caller.send(topic('caller-1', 'up/call'), message({ act: 'call-next', window }));
    const called = DownCall.parse((await caller.hears(topic('caller-1', 'down/call'))).payload);
    expect(called.ticket).toMatchObject({ no, window, status: 'called' });

    const shown = await display.hears(topic('hall', `${zone}/board`), ({ say }) => say !== undefined);
    const board = Board.parse(shown.payload);
    expect(board).toMatchObject({ zone, calling: [{ no, window }], waiting: [], waitingTotal: 0 });
    expect(board.say).toBe(`请 ${no} 号到 ${Number(window.slice(1))} 号窗口`);
    expect(JSON.stringify(shown.payload).length).toBeLessThan(5_120);

    for (const act of ['start', 'finish'])
      await caller.send(topic('caller-1', 'up/call'), message({ act, window }));
    await eventually(async () => {
      const { body } = await hallOf(stack).get(staff('guide'), `/tickets/${no}`);
      expect(body).toMatchObject({ status: 'done' });
    });
    const invitation = await evaluator.hears(topic('pad-1', 'down/invitation'));
    expect(invitation).toMatchObject({ retain: false, payload: { act: no } });
    const elsewhere = await online(await enrol({ name: 'pad-2', kind: 'evaluator', window: otherWindow }));
    await elsewhere.subscribe(topic('pad-2', 'down/+'));
    await elsewhere.send(topic('pad-2', 'up/evaluation'), message({ act: no, grade: 1 }));
    const refused = DownEvaluation.parse((await elsewhere.hears(topic('pad-2', 'down/evaluation'))).payload);
    expect(refused.problem).toMatchObject({ type: 'not-found' });

    const rating = message({ act: no, grade: 5 });
    await evaluator.send(topic('pad-1', 'up/evaluation'), rating);
    const rated = await evaluator.hears(topic('pad-1', 'down/evaluation'));
    expect(DownEvaluation.parse(rated.payload)).toMatchObject({ replyTo: rating.id, act: no });
  });
});

describe('a caller', () => {
  it('hears of the windows beside its own, and sends whoever it has called to one that is open', async () => {
    const caller = await online(await enrol({ name: 'caller-3', kind: 'caller', window }));
    await caller.subscribe(topic('caller-3', 'down/+'));
    await caller.send(topic('caller-3', 'up/status'), status());
    const { windows } = DeviceConfig.parse((await caller.hears(topic('caller-3', 'down/config'))).payload);
    expect(windows).toContain(otherWindow);
    expect(windows).not.toContain(window);

    const hall = hallOf(stack);
    const colleague = staff('clerk', { nth: 1 });
    expect(colleague.windows).toEqual([otherWindow]);
    await hall.post(clerk, `/windows/${window}/open`);
    const { body } = await hall.post(staff('guide'), '/tickets', { service, zone });
    const { no } = body as { no: string };
    const call = async (fields: object) => {
      const asked = message({ window, ...fields });
      await caller.send(topic('caller-3', 'up/call'), asked);
      const answers = caller.hears(topic('caller-3', 'down/call'), ({ replyTo }) => replyTo === asked.id);
      return DownCall.parse((await answers).payload);
    };
    expect((await call({ act: 'call-next' })).ticket).toMatchObject({ no });
    const early = await call({ act: 'transfer', to: otherWindow });
    expect(early.problem).toMatchObject({ type: 'window-not-open', title: '转往的窗口没有开放' });
    await hall.post(colleague, `/windows/${otherWindow}/open`);
    expect((await call({ act: 'transfer', to: otherWindow })).problem).toBeUndefined();
    const taken = await hall.post(colleague, `/windows/${otherWindow}/call-next`);
    expect(taken.body).toMatchObject({ ticket: { no, window: otherWindow, status: 'called' } });
    for (const act of ['start', 'finish', 'close'])
      await hall.post(colleague, `/windows/${otherWindow}/${act}`);
  });
});

describe('a kiosk of the whole hall', () => {
  it('gives the number of the zone that was chosen, online and from its own series', async () => {
    const arrange = async (code: string, body: object): Promise<void> => {
      const token = await stack.token(admin);
      const answer = await stack.api('PUT', `/v1/${COUNTY}/zones/${code}`, { token, body });
      expect(answer.status, answer.text).toBe(200);
    };
    const { body } = await stack.api('GET', `/v1/${COUNTY}/zones`);
    const { items } = body as { items: { code: string; services: { code: string }[] }[] };
    const second = items.find(({ code, services }) => code > zone && services.length > 0);
    const { code: place = '', services = [], ...rest } = second ?? {};
    await arrange(place, { ...rest, services: [...services, { code: service, name: '也在这里办' }] });
    const kiosk = await online(await enrol({ name: 'kiosk-9', kind: 'kiosk' }));
    await kiosk.subscribe(topic('kiosk-9', 'down/+'));
    await kiosk.send(topic('kiosk-9', 'up/status'), status());
    const config = DeviceConfig.parse((await kiosk.hears(topic('kiosk-9', 'down/config'))).payload);
    const lease = config.offline.find((each) => each.zone === place && each.day === '2026-11-23');
    const offlineNo = `${lease?.prefix}${lease?.first}`;
    for (const more of [{}, { offlineNo }]) {
      const asked = message({ service, zone: place, ...more });
      await kiosk.send(topic('kiosk-9', 'up/ticket'), asked);
      const { payload } = await kiosk.hears(
        topic('kiosk-9', 'down/ticket'),
        ({ replyTo }) => replyTo === asked.id,
      );
      expect(DownTicket.parse(payload)).toMatchObject({ zone: place });
    }
    await arrange(place, { ...rest, services });
  });
});

describe('whoever is on the line', () => {
  it('has its own tree alone, and the boards of its hall', async () => {
    await enrol({ name: 'kiosk-2', kind: 'kiosk', zone });
    const mine = await enrol({ name: 'kiosk-3', kind: 'kiosk', zone });
    const cast = { tenant: COUNTY, device: 'kiosk-3', zone, neighbour: 'kiosk-2', elsewhere: TOWNSHIP };
    const table = deviceTable({ ...cast, rule: LOCAL_RULE });
    const rowsOf = (asked: Row['action']) => table.filter(({ action }) => action === asked);
    for (const { name, allowed } of rowsOf('iot:Connect')) {
      const outcome = await refusedConnection({ ...mine, clientId: name });
      expect(outcome, name).toBe(allowed ? 'connected' : 'refused');
    }
    for (const { name, allowed } of rowsOf('iot:Publish'))
      expect(await publishing(mine, name), name).toBe(allowed ? 'taken' : 'cut off');
    const device = await online(mine);
    for (const { name, allowed } of rowsOf('iot:Subscribe'))
      expect(await device.subscribe(name), name).toBe(allowed ? 1 : DENIED);
  });

  it('comes under its own name, with a certificate of this hall', async () => {
    const own = await enrol({ name: 'kiosk-4', kind: 'kiosk' });
    const other = await enrol({ name: 'kiosk-4', kind: 'kiosk' }, TOWNSHIP);
    expect(await refusedConnection({ ...own, clientId: other.clientId })).toBe('refused');
    expect(await refusedConnection({ ...own, certificate: other.certificate })).toBe('refused');
    expect(await refusedConnection({ ...own, certificate: '', privateKey: '' })).toBe('refused');
    expect(await refusedConnection(own)).toBe('connected');
  });

  it('is cut off and let in no more once it is revoked', async () => {
    const credentials = await enrol({ name: 'kiosk-5', kind: 'kiosk' });
    const device = await online(credentials);
    const cut = new Promise<void>((resolve) => device.client.once('close', () => resolve()));
    const answer = await hallOf(stack).post(admin, '/devices/kiosk-5/revoke', { reason: '设备更换' });
    expect(answer.body).toMatchObject({ name: 'kiosk-5', status: 'revoked', online: false });
    await cut;
    expect(await refusedConnection(credentials)).toBe('refused');
    const again = await enrol({ name: 'kiosk-5', kind: 'kiosk' });
    expect(await refusedConnection(again)).toBe('connected');
    expect(await refusedConnection(credentials)).toBe('refused');
  });

  it('keeps the old certificate until it has come with the new one', async () => {
    const old = await enrol({ name: 'kiosk-6', kind: 'kiosk' });
    const answer = await hallOf(stack).post(admin, '/devices/kiosk-6/rotate');
    const fresh = CredentialsView.parse(answer.body);
    expect(await refusedConnection(old)).toBe('connected');
    const device = await online(fresh);
    await device.send(topic('kiosk-6', 'up/status'), status());
    await eventually(async () => expect(await refusedConnection(old)).toBe('refused'));
  });

  it('acts for its own window and its own kind of thing', async () => {
    const caller = await online(await enrol({ name: 'caller-2', kind: 'caller', window }));
    await caller.subscribe(topic('caller-2', 'down/+'));
    await caller.send(topic('caller-2', 'up/call'), message({ act: 'call-next', window: 'Z99' }));
    await caller.hears(
      topic('caller-2', 'down/call'),
      ({ problem }) => (problem as { type: string }).type === 'not-allowed',
    );
    await caller.send(topic('caller-2', 'up/ticket'), message({ service }));
    await caller.hears(
      topic('caller-2', 'down/ticket'),
      ({ problem }) => (problem as { type: string }).type === 'not-allowed',
    );
  });
});

describe('C46, B19, E21: the register', () => {
  it('shows place, version, paper and whether it is there; the last will says when it is not', async () => {
    const will = { topic: topic('bank-1', 'up/status'), payload: JSON.stringify(status({ online: false })) };
    const place = { kind: 'bank', address: '建设路 1 号' };
    const credentials = await enrol({ name: 'bank-1', kind: 'kiosk', zone, place, serial: 'SN-1' });
    const device = await online(credentials, {
      will: { ...will, payload: Buffer.from(will.payload), qos: 1 },
    });
    await device.subscribe(topic('bank-1', 'down/config'));
    await device.send(topic('bank-1', 'up/status'), status({ paper: 'low' }));
    const config = DeviceConfig.parse((await device.hears(topic('bank-1', 'down/config'))).payload);
    expect(config).toMatchObject({ device: 'bank-1', kind: 'kiosk', zone });
    expect(config.services.map(({ code }) => code)).toContain(service);
    const read = async () => {
      const { body } = await hallOf(stack).get(admin, '/devices?limit=200');
      const items = (body as { items: unknown[] }).items.map((item) => DeviceView.parse(item));
      return items.find(({ name }) => name === 'bank-1');
    };
    await eventually(async () =>
      expect(await read()).toMatchObject({
        place,
        serial: 'SN-1',
        online: true,
        paper: 'low',
        version: '1.0.0',
        needs: ['paper-low'],
      }),
    );
    device.client.stream.destroy();
    await eventually(async () => expect(await read()).toMatchObject({ online: false, status: 'active' }));
    const { body } = await hallOf(stack).get(admin, '/devices?needing=true');
    expect((body as { items: unknown[] }).items).toContainEqual(
      expect.objectContaining({ name: 'bank-1', needs: ['offline'] }),
    );
  });

  it('shows a key once and never again', async () => {
    const hall = hallOf(stack);
    const body = { name: 'kiosk-7', kind: 'kiosk' };
    expect((await hall.post(admin, '/devices', body, { key: 'enrol-7' })).status).toBe(201);
    const again = await hall.post(admin, '/devices', body, { key: 'enrol-7' });
    expect(problemOf(again)).toMatchObject({ type: 'key-shown-once', status: 409 });
    const exists = await hall.post(admin, '/devices', body);
    expect(problemOf(exists)).toMatchObject({ type: 'device-exists', status: 409 });
  });
});

describe('a kiosk whose line was cut', () => {
  it('hands its numbers in later, with the times at which they were printed', async () => {
    const kiosk = await online(await enrol({ name: 'kiosk-8', kind: 'kiosk', zone }));
    await kiosk.subscribe(topic('kiosk-8', 'down/+'));
    await kiosk.send(topic('kiosk-8', 'up/status'), status());
    const config = DeviceConfig.parse((await kiosk.hears(topic('kiosk-8', 'down/config'))).payload);
    const today = config.offline.find(({ day }) => day === '2026-11-23');
    expect(config.offline).toHaveLength(4);
    const no = (offset: number) => `${today?.prefix}${(today?.first ?? 0) + offset}`;
    const printed = [0, 1, 2].map((offset) => ({
      ...message({ service, offlineNo: no(offset) }),
      at: `2026-11-23T00:5${offset}:00.000Z`,
    }));
    for (const each of [...printed, ...printed]) await kiosk.send(topic('kiosk-8', 'up/ticket'), each);
    for (const { id, offlineNo } of printed as { id: string; offlineNo?: string }[]) {
      const answer = await kiosk.hears(topic('kiosk-8', 'down/ticket'), ({ replyTo }) => replyTo === id);
      expect(answer.payload['no']).toBe(offlineNo);
    }
    const { body } = await hallOf(stack).get(staff('guide'), `/tickets/${no(1)}`);
    expect(body).toMatchObject({ no: no(1), issuedAt: '2026-11-23T00:51:00.000Z', status: 'waiting' });
    await kiosk.send(topic('kiosk-8', 'up/ticket'), message({ service, offlineNo: `${today?.prefix}9999` }));
    await kiosk.hears(
      topic('kiosk-8', 'down/ticket'),
      ({ problem }) => (problem as { type?: string } | undefined)?.type === 'not-leased',
    );
  });
});

describe('the end of the process', () => {
  it('costs a device its connection and no message: what is repeated finds its answer', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'onewindow-devices-'));
    const first = await startLocal({ dataDir });
    stopped.push(first);
    const enrolAt = async (at: LocalStack, name: string) =>
      CredentialsView.parse((await hallOf(at).post(admin, '/devices', { name, kind: 'kiosk', zone })).body);
    const credentials = await enrolAt(first, 'kiosk-1');
    const before = await online(credentials);
    await before.subscribe(topic('kiosk-1', 'down/+'));
    const asked = message({ service });
    await before.send(topic('kiosk-1', 'up/ticket'), asked);
    const { payload: answer } = await before.hears(topic('kiosk-1', 'down/ticket'));
    const lost = message({ service });
    before.client.publish(topic('kiosk-1', 'up/ticket'), JSON.stringify(lost), { qos: 1 });
    await first.kill9();

    const second = await startLocal({ dataDir });
    stopped.push(second);
    const { endpoint } = await enrolAt(second, 'kiosk-2');
    const after = await online({ ...credentials, endpoint });
    await after.subscribe(topic('kiosk-1', 'down/+'));
    for (const each of [lost, asked, lost]) await after.send(topic('kiosk-1', 'up/ticket'), each);
    const again = await after.hears(topic('kiosk-1', 'down/ticket'), ({ replyTo }) => replyTo === asked.id);
    expect(again.payload['no']).toBe(answer['no']);
    await eventually(() => {
      const numbers = after.heard.filter(({ payload }) => payload['replyTo'] === lost.id);
      expect(numbers).toHaveLength(2);
      expect(new Set(numbers.map(({ payload }) => payload['no'])).size).toBe(1);
      return Promise.resolve();
    });
    const { body } = await hallOf(second).get(staff('guide'), `/queues/${zone}`);
    expect((body as { waitingTotal: number }).waitingTotal).toBe(2);
  });
});
