import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ZodError } from 'zod';
import type { PageState } from '../../shared/contracts/device-pages.ts';
import { builtFiles } from './built-files.ts';

const LOOPBACK = '127.0.0.1';
const HOST = /^(127\.0\.0\.1|localhost)(:\d+)?$/;
const MAX_BODY = 10_000;
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'",
  'x-content-type-options': 'nosniff',
};

/** What a program shows to the browser of its own machine. */
export interface Page {
  /** What there is to show now. */
  state(): PageState;
  /** What people may press, by path: `POST /{name}` with JSON. */
  readonly acts: Readonly<Record<string, (body: unknown) => Promise<object>>>;
}

export interface PageServer {
  readonly url: string;
  serve(page: Page): void;
  /** Tells every browser how things stand now. */
  show(page: Page): void;
  close(): Promise<void>;
}

const eventOf = (page: Page): string => `data: ${JSON.stringify(page.state())}\n\n`;

const send = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { ...HEADERS, 'content-type': 'application/json' }).end(JSON.stringify(body));
};

/** Other sites in the same browser can neither name this host nor send JSON here without asking. */
const isOwn = ({ headers, method }: IncomingMessage): boolean =>
  HOST.test(headers.host ?? '') &&
  (method === 'GET' ||
    (headers['content-type'] === 'application/json' && Number(headers['content-length']) <= MAX_BODY));

const jsonOf = async (request: IncomingMessage): Promise<unknown> =>
  JSON.parse(Buffer.concat((await request.toArray()) as Buffer[]).toString());

const act = async (page: Page, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const name = (request.url ?? '').slice(1);
  const run = Object.hasOwn(page.acts, name) ? page.acts[name] : undefined;
  if (!run) return send(response, 404, { title: '没有此操作' });
  try {
    send(response, 200, await run(await jsonOf(request)));
  } catch (error) {
    if (!(error instanceof ZodError || error instanceof SyntaxError)) throw error;
    send(response, 400, { title: '内容不正确' });
  }
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => resolve((server.address() as AddressInfo).port));
  });

const answering = (page: Page, watching: Set<ServerResponse>) => {
  const files = builtFiles();
  const watch = (response: ServerResponse): void => {
    response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' }).write(eventOf(page));
    watching.add(response);
    response.on('close', () => watching.delete(response));
  };
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isOwn(request)) return send(response, 403, { title: '不允许' });
    if (request.method === 'POST') return act(page, request, response);
    if (request.url === '/events') return watch(response);
    if (request.url === '/state') return send(response, 200, page.state());
    const file = files.get(request.url ?? '');
    if (!file) return send(response, 404, { title: '没有此页' });
    response.writeHead(200, { ...HEADERS, 'content-type': file.type }).end(file.body);
  };
};

/** Takes the port, on this machine alone: a second program of the same configuration ends here, before it touches the spool. */
export const takePort = async (port: number, onFault: (error: unknown) => void): Promise<PageServer> => {
  const server = createServer();
  const bound = await listen(server, port);
  const watching = new Set<ServerResponse>();
  return {
    url: `http://${LOOPBACK}:${bound}`,
    serve: (page) => {
      const answer = answering(page, watching);
      server.on('request', (request: IncomingMessage, response: ServerResponse) => {
        answer(request, response).catch((error: unknown) => {
          onFault(error);
          if (response.headersSent) response.destroy();
          else send(response, 500, { title: '设备故障' });
        });
      });
    },
    show: (page) => {
      for (const response of watching) response.write(eventOf(page));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
