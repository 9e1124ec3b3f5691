import type { AddressInfo } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { Aedes, type Client } from 'aedes';
import { devicePolicy, type ThingAttributes } from '../../shared/contracts/mqtt-policy.ts';
import type { Authority } from './mqtt-authority.ts';
import { isAllowed, type Caller, type PolicyAction } from './mqtt-policy.ts';
import { PortInUseError } from './server.ts';

/** What the rule of basic ingest is called here. */
export const LOCAL_RULE = 'onewindow_up';
const ARN = 'arn:aws:iot:local:000000000000';
const POLICY = devicePolicy(ARN, LOCAL_RULE);
const LOOPBACK = '127.0.0.1';
/** As AWS IoT limits it. */
const MAX_PAYLOAD = 128 * 1024;
const NOT_AUTHORISED = 5;

export interface UpPacket {
  readonly topic: string;
  readonly payload: Buffer;
  /** Id of the certificate that the sender came with. */
  readonly certificate: string;
}

export interface BrokerOptions {
  readonly port: number;
  readonly authority: Authority;
  /** What the registry says of the thing; undefined when the certificate is not one of its own, or no more. */
  readonly registry: (thing: string, certificate: string) => Promise<ThingAttributes | undefined>;
  readonly onMessage: (packet: UpPacket) => void;
  readonly onFault: (error: unknown) => void;
}

export interface Broker {
  readonly port: number;
  publish(topic: string, payload: string, retain: boolean): Promise<void>;
  /** Lets the certificate in no more and ends the connections of whoever came with it. */
  cut(certificate: string): void;
  /** Ends the connection of a client; it may come back. */
  disconnect(clientId: string): void;
  stop(): Promise<void>;
}

interface Connection {
  readonly caller: Caller;
  readonly certificate: string;
}

/** The device's policy does not allow it. */
class NotAllowedError extends Error {
  override readonly name = 'NotAllowedError';
  readonly returnCode = NOT_AUTHORISED;
}

const RESOURCE_OF: Readonly<Record<PolicyAction, string>> = {
  'iot:Connect': 'client',
  'iot:Publish': 'topic',
  'iot:RetainPublish': 'topic',
  'iot:Subscribe': 'topicfilter',
  'iot:Receive': 'topic',
};

const may = (caller: Caller, action: PolicyAction, name: string): boolean =>
  isAllowed(POLICY, { action, resource: `${ARN}:${RESOURCE_OF[action]}/${name}` }, caller);

const certificateOf = (client: Client): { thing: string; id: string } | undefined => {
  const certificate = (client.conn as TLSSocket).getPeerX509Certificate();
  const thing = /^CN=(.+)$/m.exec(certificate?.subject ?? '')?.[1];
  if (!certificate || thing === undefined) return undefined;
  return { thing, id: certificate.fingerprint256.replaceAll(':', '').toLowerCase() };
};

/** The connection of a client, if its certificate stands in the registry and the policy lets it in under its name. */
const admit = async (
  client: Client,
  registry: BrokerOptions['registry'],
): Promise<Connection | undefined> => {
  const certificate = certificateOf(client);
  const attributes = certificate && (await registry(certificate.thing, certificate.id));
  if (!attributes) return undefined;
  const caller = { clientId: client.id, thing: certificate.thing, attributes };
  return may(caller, 'iot:Connect', client.id) ? { caller, certificate: certificate.id } : undefined;
};

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      const message = `port ${port} is in use: choose another with --mqtt-port`;
      reject(isTaken ? new PortInUseError(message, { cause: error }) : error);
    });
    server.listen(port, LOOPBACK, resolve);
  });

/** Who is behind each connection, and which certificates were cut: also those whose owner is on the way in. */
class Admissions {
  /** Outlives the connection: the last will is spoken after it. */
  readonly #known = new WeakMap<Client, Connection>();
  readonly #live = new Set<Client>();
  readonly #cut = new Set<string>();

  add(client: Client, connection: Connection): boolean {
    if (this.#cut.has(connection.certificate)) return false;
    this.#known.set(client, connection);
    this.#live.add(client);
    return true;
  }

  of(client: Client | null): Connection | undefined {
    return client ? this.#known.get(client) : undefined;
  }

  delete(client: Client): void {
    this.#live.delete(client);
  }

  cut(certificate: string): void {
    this.#cut.add(certificate);
    this.end((known) => known.certificate === certificate);
  }

  end(fits: (connection: Connection) => boolean): void {
    for (const client of this.#live) {
      const known = this.#known.get(client);
      if (known && fits(known)) client.close();
    }
  }
}

/** Asks the policy about everything that a client does. */
const guard = (aedes: Aedes, admissions: Admissions, { registry, onFault }: BrokerOptions): void => {
  const isFree = (client: Client | null, action: PolicyAction, name: string): boolean => {
    if (!client) return true;
    const known = admissions.of(client);
    return known !== undefined && may(known.caller, action, name);
  };
  aedes.authenticate = (client, _user, _password, done) => {
    const answer = (connection: Connection | undefined): void => {
      const isIn = connection !== undefined && admissions.add(client, connection);
      if (isIn) done(null, true);
      else done(new NotAllowedError(client.id), false);
    };
    admit(client, registry).then(answer, (error: unknown) => {
      onFault(error);
      answer(undefined);
    });
  };
  aedes.authorizePublish = (client, { topic, retain, payload }, done) => {
    const isFine =
      isFree(client, 'iot:Publish', topic) &&
      (!retain || isFree(client, 'iot:RetainPublish', topic)) &&
      payload.length <= MAX_PAYLOAD;
    done(isFine ? null : new NotAllowedError(topic));
  };
  aedes.authorizeSubscribe = (client, subscription, done) =>
    done(null, isFree(client, 'iot:Subscribe', subscription.topic) ? subscription : null);
  aedes.authorizeForward = (client, packet) => (isFree(client, 'iot:Receive', packet.topic) ? packet : null);
};

/**
 * The devices' broker: mutual TLS, and of the policy that is deployed to AWS every word. What it holds may be lost with
 * the process: devices repeat what had no answer, and are told again how things stand when they come back.
 * @throws PortInUseError
 */
export const startBroker = async (options: BrokerOptions): Promise<Broker> => {
  const { authority, onMessage } = options;
  const aedes = await Aedes.createBroker({});
  const admissions = new Admissions();
  const sockets = new Set<TLSSocket>();
  guard(aedes, admissions, options);
  aedes.on('publish', ({ topic, payload }, client) => {
    const known = admissions.of(client);
    if (known) onMessage({ topic, payload: Buffer.from(payload), certificate: known.certificate });
  });
  aedes.on('clientDisconnect', (client) => admissions.delete(client));
  const { key, certificate: cert } = authority.server;
  const server = createServer(
    {
      key,
      cert,
      ca: authority.root,
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      // An answer behind an acknowledgement would wait 40 ms for the one of the other side (Nagle).
      noDelay: true,
    },
    (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      aedes.handle(socket);
    },
  );
  await listen(server, options.port);
  let isStopped = false;
  return {
    port: (server.address() as AddressInfo).port,
    publish: (topic, payload, retain) =>
      new Promise((resolve, reject) => {
        // Nobody is there any more: whoever comes back is told how things stand.
        if (isStopped) return resolve();
        const packet = { cmd: 'publish', topic, payload, retain, qos: 1, dup: false } as const;
        return aedes.publish(packet, (error) => (error ? reject(error) : resolve()));
      }),
    cut: (certificate) => admissions.cut(certificate),
    disconnect: (clientId) => admissions.end(({ caller }) => caller.clientId === clientId),
    stop: async () => {
      isStopped = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};
