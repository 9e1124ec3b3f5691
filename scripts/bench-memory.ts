import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { applicationOf, matterFor } from './bench/application.ts';

/** Resident memory of `npm start` after COUNT cases by HTTP: `npm run bench:memory -- [COUNT]`. */
const COUNT = Number(process.argv[2] ?? 1_000);
const AT_ONCE = 8;
const PORT = 8_799;

const folder = mkdtempSync(join(tmpdir(), 'onewindow-memory-'));
const root = join(import.meta.dirname, '..');
/** The command of `npm start`, with its flags for Node. */
const { scripts } = z
  .object({ scripts: z.object({ start: z.string() }) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const words = scripts.start.split(' ');
const flags = words.slice(words.indexOf('node') + 1);
const server = spawn(process.execPath, [...flags, '--quiet', '--port', String(PORT), '--data', folder], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
});

const ready = async (): Promise<void> => {
  for await (const line of createInterface(server.stdout)) if (line.startsWith('ready ')) return;
  throw new Error('the server did not start');
};

const post = async (path: string, body: unknown, token = ''): Promise<unknown> => {
  const response = await fetch(`http://localhost:${PORT}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
};

const megabytes = (): number => {
  const status = readFileSync(`/proc/${server.pid ?? 'self'}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1_024);
};

try {
  await ready();
  const before = megabytes();
  const matter = matterFor('一审一核');
  const clerk = { sub: 'bench.clerk', name: '测试人员', tenant: '411323', roles: ['clerk'] };
  const { token } = z.object({ token: z.string() }).parse(await post('/auth/dev-token', clerk));
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < COUNT; index = next++)
      await post('/v1/411323/cases', applicationOf(matter), token);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  process.stdout.write(`resident memory: ${before} MB when ready, ${megabytes()} MB after ${COUNT} cases\n`);
} finally {
  const stopped = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await stopped;
  rmSync(folder, { recursive: true });
}
