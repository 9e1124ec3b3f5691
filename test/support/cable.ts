import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/** A cable to the broker that can be cut, laid elsewhere and made slow. */
export interface Cable {
  readonly port: number;
  /** Connections so far that reached the broker. */
  readonly connections: number;
  cut(): void;
  /** Leads to the broker at the endpoint from now on. */
  lay(endpoint: string): void;
  /** Whatever runs through it takes so long from now on; 0: no time. */
  slow(delayMs: number): void;
  stop(): Promise<void>;
}

export const layCable = async (endpoint: string): Promise<Cable> => {
  let target: number | undefined = Number(new URL(endpoint).port);
  let delayMs = 0;
  let connections = 0;
  const ends = new Set<Socket>();
  const late = (): Transform =>
    new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        if (delayMs === 0) done(null, chunk);
        else setTimeout(() => done(null, chunk), delayMs);
      },
    });
  const server = createServer((near) => {
    if (target === undefined) {
      near.destroy();
      return;
    }
    const far = connect(target, '127.0.0.1', () => {
      connections += 1;
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one);
      one.pipe(late()).pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        ends.delete(one);
        other.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    target = undefined;
    for (const end of ends) end.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return connections;
    },
    cut,
    lay: (other) => {
      target = Number(new URL(other).port);
    },
    slow: (ms) => {
      delayMs = ms;
    },
    stop: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
};
