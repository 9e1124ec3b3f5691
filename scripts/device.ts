import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Problem } from '../shared/contracts/common.ts';
import { CredentialsView, DEVICE_KINDS, DeviceView } from '../shared/contracts/devices.ts';
import { runTool } from './run-tool.ts';
import { UsageError } from './tables-at.ts';

const HELP = `npm run device -- enroll NAME --kind KIND [options]   enrols a device, writes its key and certificates
npm run device -- rotate NAME [options]               gives it a new certificate
npm run device -- revoke NAME [--reason TEXT]         lets it in no more and cuts it off
npm run device -- list                                the register

  --kind KIND     ${DEVICE_KINDS.join(', ')}
  --zone CODE     its zone (default: the whole hall)
  --window ID     the window of a caller, evaluator or camera
  --place KIND    hall (default), community, park, mall, building, bank, post-office, telecom
  --serial TEXT   the maker's serial number
  --feed URL      of a camera: where its picture is
  --tenant CODE   the hall (default 411323)
  --out DIR       where key and certificates go (default .devices/<tenant>-<name>)
  --url URL       the running local stack (default http://localhost:8787)
  --token TOKEN   of an admin of the hall, for an installation that is not the local stack`;

const text = { type: 'string' } as const;
const OPTIONS = {
  kind: text,
  zone: text,
  window: text,
  place: text,
  serial: text,
  feed: text,
  reason: text,
  tenant: text,
  out: text,
  url: text,
  token: text,
  help: { type: 'boolean' },
} as const;
type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

const Token = z.object({ token: z.string() });
const Devices = z.object({ items: z.array(DeviceView), next: z.string().optional() });

/** Calls of an admin of the hall; a refusal is told in the hall's own words. */
const hallAt = async ({ url = 'http://localhost:8787', tenant = '411323', token: given }: Options) => {
  const identity = { sub: 'device-tool', name: '设备工具', tenant, roles: ['admin'] };
  const request = async (path: string, init: RequestInit): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, init).catch((error: unknown) => {
      throw new UsageError(`${url} does not answer: is npm start running?`, { cause: error });
    });
    const body: unknown = await response.json();
    if (response.ok) return body;
    const { title, type, errors = [] } = Problem.parse(body);
    throw new UsageError(
      [`${title} (${type})`, ...errors.map(({ path: at, message }) => `${at}: ${message}`)].join('\n'),
    );
  };
  const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const token = given ?? Token.parse(await request('/auth/dev-token', post(identity))).token;
  const authorization = `Bearer ${token}`;
  return {
    get: (path: string) => request(`/v1/${tenant}${path}`, { headers: { authorization } }),
    post: (path: string, body: unknown) =>
      request(`/v1/${tenant}${path}`, post(body, { authorization, 'idempotency-key': crypto.randomUUID() })),
  };
};
type Hall = Awaited<ReturnType<typeof hallAt>>;

/** Files as every MQTT client takes them; the key is the owner's alone. */
const keep = (answer: unknown, out: string | undefined): void => {
  const { certificate, privateKey, ca, clientId, endpoint, expiresAt } = CredentialsView.parse(answer);
  const dir = out ?? join('.devices', clientId);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const put = (name: string, content: string): void =>
    writeFileSync(join(dir, name), content, { mode: 0o600 });
  put('key.pem', privateKey);
  put('certificate.pem', certificate);
  put('ca.pem', ca);
  put('device.json', `${JSON.stringify({ clientId, endpoint, expiresAt }, undefined, 2)}\n`);
  console.log(`${clientId} at ${endpoint}, certificate until ${expiresAt.slice(0, 10)}: ${dir}`);
};

const list = async (hall: Hall): Promise<void> => {
  let cursor = '';
  do {
    const { items, next } = Devices.parse(await hall.get(`/devices?limit=200${cursor}`));
    for (const {
      name,
      kind,
      zone = '-',
      window = '-',
      place,
      status,
      online,
      version = '-',
      lastSeen = '-',
    } of items)
      console.log(
        [name, kind, zone, window, place.kind, online ? 'online' : status, version, lastSeen].join('\t'),
      );
    cursor = next === undefined ? '' : `&cursor=${encodeURIComponent(next)}`;
  } while (cursor !== '');
};

const bodyOf = (name: string, { kind, zone, window, place, serial, feed }: Options) => ({
  name,
  kind,
  ...(zone === undefined ? {} : { zone }),
  ...(window === undefined ? {} : { window }),
  ...(place === undefined ? {} : { place }),
  ...(serial === undefined ? {} : { serial }),
  ...(feed === undefined ? {} : { feed }),
});

const run = async (verb: string, name: string | undefined, options: Options): Promise<void> => {
  if (verb !== 'list' && name === undefined) throw new UsageError(HELP);
  const hall = await hallAt(options);
  const path = `/devices/${encodeURIComponent(name ?? '')}`;
  const { out, reason } = options;
  switch (verb) {
    case 'enroll':
      return keep(await hall.post('/devices', bodyOf(name ?? '', options)), out);
    case 'rotate':
      return keep(await hall.post(`${path}/rotate`, {}), out);
    case 'revoke':
      await hall.post(`${path}/revoke`, reason === undefined ? {} : { reason });
      console.log(`${name} is revoked`);
      return undefined;
    case 'list':
      return list(hall);
    default:
      throw new UsageError(HELP);
  }
};

await runTool(async (args) => {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [verb = '', name] = positionals;
  if (values.help) throw new UsageError(HELP);
  await run(verb, name, values);
  return 0;
});
