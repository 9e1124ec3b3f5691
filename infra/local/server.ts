import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestHandler } from './api.ts';

/** Somebody else listens on the port. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
}

export interface LocalServer {
  readonly origin: string;
  /** From now on requests are answered; until then they were told to come back. */
  serve(handler: RequestHandler): void;
  /** Takes no new requests and waits for those under way. */
  stop(): Promise<void>;
}

/** Only this machine may connect: the local stack gives tokens to anybody who asks. */
const LOOPBACK = '127.0.0.1';
/** How long requests under way may take when the server stops. */
const GRACE_MS = 5_000;
/** Longer than clients keep an idle connection, so that none is closed under a request that is on its way. */
const KEEP_ALIVE_MS = 65_000;

const notYet: RequestHandler = (_, response) => {
  response.writeHead(503, { 'retry-after': '1' }).end();
};

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken
          ? new PortInUseError(`port ${port} is in use: choose another with --port`, { cause: error })
          : error,
      );
    });
    server.listen(port, LOOPBACK, resolve);
  });

/** @throws PortInUseError */
export const startServer = async (port: number): Promise<LocalServer> => {
  let answer = notYet;
  const server = createServer((request, response) => answer(request, response));
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await listen(server, port);
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    serve: (handler) => {
      answer = handler;
    },
    stop: () =>
      new Promise((resolve) => {
        const patience = setTimeout(() => server.closeAllConnections(), GRACE_MS);
        server.close(() => {
          clearTimeout(patience);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
};
