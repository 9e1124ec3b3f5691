import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Who acts in a test: the claims of a token. */
export interface Identity {
  readonly sub: string;
  readonly name: string;
  readonly tenant: string;
  readonly roles: readonly string[];
  readonly department?: string;
  readonly windows?: readonly string[];
}

export interface RequestOptions {
  readonly token?: string;
  readonly body?: unknown;
  /** `Idempotency-Key`; a `POST` without one gets a new one. */
  readonly key?: string;
  /** Version for `If-Match`. */
  readonly ifMatch?: number;
}

/** An answer: `text` is what came, `body` is parsed when it is JSON; its shape is for the test's schema to say. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

export interface Stack {
  readonly url: string;
  /** API Gateway stands in front: it checks tokens, and answers 401 in its own words. */
  readonly isBehindGateway: boolean;
  token(identity: Identity): Promise<string>;
  api(method: string, path: string, options?: RequestOptions): Promise<Answer>;
  stop(): Promise<void>;
}

export interface LocalStack extends Stack {
  readonly dataDir: string;
  /** Of the server. */
  readonly pid: number;
  /** What the server has printed so far. */
  output(): string;
  /** Ends the server as a power cut would, and leaves its folder for the next start. */
  kill9(): Promise<void>;
}

export interface StartOptions {
  /** Where hall time starts; default: Monday 2026-11-23, 9 in the morning. */
  readonly now?: string;
  readonly speed?: number;
  /** An existing folder is left in place by `stop`; without one, a new one is made and removed. */
  readonly dataDir?: string;
  /** Default: a free one. */
  readonly port?: number;
  /** Default: a free one. */
  readonly mqttPort?: number;
}

const MONDAY_MORNING = '2026-11-23T09:00:00.000+08:00';
/** Patience, no claim: a start costs ten seconds of a processor that others may want as well. */
const READY_MS = 180_000;
const ROOT = join(import.meta.dirname, '../..');

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const parsed = (text: string, type: string | null): unknown =>
  type?.includes('json') && text !== '' ? (JSON.parse(text) as unknown) : undefined;

const headersOf = (
  method: string,
  { token, body, key, ifMatch }: RequestOptions,
): Record<string, string> => ({
  ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  ...(method === 'POST' ? { 'idempotency-key': key ?? randomUUID() } : {}),
  ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
});

const callerOf =
  (url: string): Stack['api'] =>
  async (method, path, options = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: headersOf(method, options),
      redirect: 'manual',
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    const text = await response.text();
    const body = parsed(text, response.headers.get('content-type'));
    return { status: response.status, headers: response.headers, text, body };
  };

/** Mints by `POST /auth/dev-token`, or by whatever stands at `mintUrl` and answers alike; one token per identity. */
const minterOf = (mintUrl: string): Stack['token'] => {
  const minted = new Map<string, Promise<string>>();
  const mint = async (body: string): Promise<string> => {
    const response = await fetch(mintUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    if (!response.ok) throw new Error(`no token: ${response.status} ${await response.text()}`);
    return ((await response.json()) as { token: string }).token;
  };
  return (identity) => {
    const body = JSON.stringify(identity);
    const token = minted.get(body) ?? mint(body);
    minted.set(body, token);
    return token;
  };
};

const readyLine = async (child: ChildProcess): Promise<string | undefined> => {
  if (!child.stdout) return undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^ready (http:\/\/\S+)$/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  return undefined;
};

const ready = async (child: ChildProcess, output: () => string): Promise<string> => {
  const patience = setTimeout(() => child.kill('SIGKILL'), READY_MS);
  const url = await readyLine(child);
  clearTimeout(patience);
  if (url === undefined) throw new Error(`the server did not become ready:\n${output()}`);
  return url;
};

/** Starts `npm start`'s program as a process of its own, on free ports and with hall time set. */
export const startLocal = async ({
  now = MONDAY_MORNING,
  speed = 1,
  dataDir,
  port,
  mqttPort,
}: StartOptions = {}): Promise<LocalStack> => {
  const dir = dataDir ?? mkdtempSync(join(tmpdir(), 'onewindow-'));
  const ports = [port ?? (await freePort()), mqttPort ?? (await freePort())];
  const listening = ['--port', String(ports[0]), '--mqtt-port', String(ports[1])];
  const args = ['infra/local/start.ts', ...listening, '--data', dir, '--now', now, '--speed', String(speed)];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const keep = (chunk: Buffer): void => {
    printed += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const url = await ready(child, () => printed);
  child.stdout.resume();
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  return {
    url,
    isBehindGateway: false,
    dataDir: dir,
    pid: child.pid ?? 0,
    output: () => printed,
    token: minterOf(`${url}/auth/dev-token`),
    api: callerOf(url),
    kill9: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM');
      if (dataDir === undefined) rmSync(dir, { recursive: true, force: true });
    },
  };
};

/** A stack that runs already; `mintUrl` answers like `POST /auth/dev-token`. */
export const connect = (url: string, mintUrl = `${url}/auth/dev-token`): Stack => ({
  url,
  isBehindGateway: url.includes('execute-api'),
  token: minterOf(mintUrl),
  api: callerOf(url),
  stop: () => Promise.resolve(),
});

/** The system under test: the one that `ONEWINDOW_URL` and `ONEWINDOW_TOKEN_URL` name, or else a local stack of its own. */
export const startStack = async (options: StartOptions = {}): Promise<Stack> => {
  const url = process.env['ONEWINDOW_URL'];
  return url === undefined ? startLocal(options) : connect(url, process.env['ONEWINDOW_TOKEN_URL']);
};
