import { setTimeout as sleep } from 'node:timers/promises';
import { ulid } from 'ulid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CredentialsView } from '../../shared/contracts/devices.ts';
import { Board, DownTicket } from '../../shared/contracts/mqtt.ts';
import { layCable, type Cable } from '../support/cable.ts';
import { COUNTY, eventually, hallOf, staff } from '../support/hall.ts';
import { connectDevice, type TestDevice } from '../support/mqtt.ts';
import { startStack, type Stack } from '../support/stack.ts';

/**
 * Weaker than AWS, by name: before Python 3.11.4 the emulator's broker loses what comes before it is ready to upgrade a
 * connection to TLS. So the first words of a device go through a slow cable.
 */
const FIRST_WORDS_MS = 1_500;
/** The emulator's broker has a certificate that nobody has signed. */
const UNSIGNED = {
  host: 'localhost',
  rejectUnauthorized: false,
  // It answers while functions start beside it, on the same processors.
  connectTimeout: 30_000,
};
const PATIENCE_MS = 30_000;
/** Longer than an answer takes, cold start included. */
const SILENCE_MS = 3_000;

let stack: Stack;
let cable: Cable;
const opened: TestDevice[] = [];
beforeAll(async () => {
  stack = await startStack();
  cable = await layCable(`mqtts://localhost:${process.env['ONEWINDOW_MQTT_PORT']}`);
});
afterAll(async () => {
  await Promise.all(opened.map((device) => device.stop()));
  await cable.stop();
  await stack.stop();
});

const enrol = async (body: object): Promise<TestDevice> => {
  const answer = await hallOf(stack).post(staff('admin'), '/devices', body);
  expect(answer.status, answer.text).toBe(201);
  cable.slow(FIRST_WORDS_MS);
  const device = await connectDevice(CredentialsView.parse(answer.body), { ...UNSIGNED, port: cable.port });
  cable.slow(0);
  opened.push(device);
  return device;
};

/**
 * Weaker than AWS, by name: MiniStack lets everybody in and looks at no policy. What is refused is held by the local
 * broker and by the evaluation of the deployed document (test/acceptance/devices.test.ts, test/deploy/device-promises.ts).
 */
test('a number by MQTT over mutual TLS: rule, queue, function, the kiosk’s topic and the display', async () => {
  const { body } = await stack.api('GET', `/v1/${COUNTY}/zones`);
  const [zone] = (body as { items: { code: string; services: { code: string }[] }[] }).items;
  const [name, code] = [`kiosk-${Date.now()}`, zone?.code ?? ''];
  const kiosk = await enrol({ name, kind: 'kiosk', zone: code });
  const display = await enrol({ name: `${name}-display`, kind: 'display', zone: code });
  await kiosk.subscribe(`ow/${COUNTY}/${name}/down/+`);
  await display.subscribe(`ow/${COUNTY}/hall/${code}/board`);
  const asked = { id: ulid(), at: new Date().toISOString(), v: 1, service: zone?.services[0]?.code };
  const topic = `ow/${COUNTY}/${name}`;
  await kiosk.send(`${topic}/up/ticket`, asked);
  const answer = await eventually(() => kiosk.hears(`${topic}/down/ticket`), PATIENCE_MS);
  const { no, replyTo } = DownTicket.parse(answer.payload);
  expect(replyTo).toBe(asked.id);
  expect(no).toMatch(/^[A-Z]\d{3,}$/);
  const shown = await eventually(
    () =>
      display.hears(`ow/${COUNTY}/hall/${code}/board`, ({ waiting }) =>
        (waiting as string[]).includes(no ?? ''),
      ),
    PATIENCE_MS,
  );
  expect(Board.parse(shown.payload).zone).toBe(code);

  const revoked = await hallOf(stack).post(staff('admin'), `/devices/${name}/revoke`);
  expect(revoked.body).toMatchObject({ name, status: 'revoked' });
  await kiosk.send(`${topic}/up/ticket`, { ...asked, id: ulid() });
  await sleep(SILENCE_MS);
  expect(kiosk.heard.filter((each) => each.topic.endsWith('/down/ticket'))).toHaveLength(1);
}, 120_000);
