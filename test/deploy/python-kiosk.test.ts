import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CredentialsView } from '../../shared/contracts/devices.ts';
import { COUNTY, hallOf, staff } from '../support/hall.ts';
import { startLocal, type LocalStack } from '../support/stack.ts';
import { pythonProgram } from './python.ts';
import { ROOT } from './processes.ts';

/** The client that docs/devices.md gives to vendors, word for word. */
const CLIENT = /```python\n(.*?)```/s;

const folder = mkdtempSync(join(tmpdir(), 'onewindow-python-'));
let stack: LocalStack;
beforeAll(async () => {
  // The client asks at the machine's own time.
  stack = await startLocal({ now: new Date().toISOString() });
});
afterAll(async () => {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the thirty lines of Python in docs/devices.md get a number from the local stack', async () => {
  const { body } = await stack.api('GET', `/v1/${COUNTY}/zones`);
  const [zone] = (body as { items: { code: string; services: { code: string }[] }[] }).items;
  const [code = '', service = ''] = [zone?.code, zone?.services[0]?.code];
  const enrolled = await hallOf(stack).post(staff('admin'), '/devices', {
    name: 'kiosk-1',
    kind: 'kiosk',
    zone: code,
  });
  const { clientId, endpoint, certificate, privateKey, ca } = CredentialsView.parse(enrolled.body);
  const source = CLIENT.exec(readFileSync(join(ROOT, 'docs/devices.md'), 'utf8'))?.[1] ?? '';
  const files = {
    'kiosk.py': source,
    'device.json': JSON.stringify({ clientId, endpoint }),
    'certificate.pem': certificate,
    'key.pem': privateKey,
    'ca.pem': ca,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const python = await pythonProgram('python');
  const args = [join(folder, 'kiosk.py'), folder, service];
  const { stdout } = await promisify(execFile)(python, args, { timeout: 30_000 });
  expect(source.split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(30);
  expect(JSON.parse(stdout)).toMatchObject({
    no: expect.stringMatching(/^[A-Z]001$/) as unknown,
    zone: code,
  });
});
