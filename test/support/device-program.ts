import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Cable } from './cable.ts';
import type { Credentials } from './mqtt.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Writes what `npm run device -- enroll` writes, for a program that reaches the broker by the cable; answers the file. */
export const installProgram = (
  folder: string,
  credentials: Credentials,
  cable: Pick<Cable, 'port'>,
  more: object = {},
): string => {
  const { clientId, certificate, privateKey, ca } = credentials;
  mkdirSync(folder, { recursive: true });
  const endpoint = `mqtts://localhost:${cable.port}`;
  const files = {
    'key.pem': privateKey,
    'certificate.pem': certificate,
    'ca.pem': ca,
    'device.json': JSON.stringify({ clientId, endpoint, page: 0, ...more }),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return join(folder, 'device.json');
};

/** What stands behind the page of a device. */
export interface DevicePage {
  readonly url: string;
  state(): Promise<Record<string, unknown>>;
  press(act: string, body: object): Promise<Record<string, unknown>>;
}

/** A program of `iot/` that runs. */
export interface DeviceProgram extends DevicePage {
  kill9(): Promise<void>;
  stop(): Promise<void>;
}

export const pageAt = (url: string): DevicePage => {
  const read = async (response: Response) => (await response.json()) as Record<string, unknown>;
  const headers = { 'content-type': 'application/json' };
  return {
    url,
    state: async () => read(await fetch(`${url}/state`)),
    press: async (act, body) =>
      read(await fetch(`${url}/${act}`, { method: 'POST', headers, body: JSON.stringify(body) })),
  };
};

export const runProgram = async (kind: string, config: string): Promise<DeviceProgram> => {
  const args = [`iot/${kind}/${kind}.ts`, '--config', config];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  return {
    ...pageAt(line.replace(/^ready /, '')),
    kill9: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
};

/** The numbers on the slips that a kiosk has printed, in their order. */
export const printedNumbers = (folder: string): string[] =>
  [...readFileSync(join(folder, 'tickets.txt'), 'utf8').matchAll(/^排队号 (\S+)$/gm)].map(
    ([, no = '']) => no,
  );
