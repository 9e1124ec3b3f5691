import { ingest } from '../../functions/ingest/ingest.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import type { DeviceHub } from '../../shared/ports/device-hub.ts';
import type { Closing } from './closing.ts';
import { openAuthority } from './mqtt-authority.ts';
import { startBroker, type Broker, type UpPacket } from './mqtt-broker.ts';
import { localHub, registryOf } from './mqtt-hub.ts';

/** The devices of the halls: their broker, and where they connect. */
export interface Devices {
  readonly hub: DeviceHub;
  /** Settles when devices can connect. @throws PortInUseError */
  readonly broker: Promise<Broker>;
}

export interface DevicesOptions {
  /** Folder of the certificates and keys of the authorities. */
  readonly folder: string;
  readonly port: number;
  /** The feed is opened before what its reactions work with: they wait for it. */
  readonly deps: Promise<Deps>;
  readonly onFault: (error: unknown) => void;
  readonly closing: Closing;
}

/** Messages under way, so that the end waits for their answers. */
class UnderWay {
  readonly #working = new Set<Promise<void>>();

  add(work: Promise<unknown>, onFault: (error: unknown) => void): void {
    const tracked: Promise<void> = work
      .then(() => undefined, onFault)
      .finally(() => this.#working.delete(tracked));
    this.#working.add(tracked);
  }

  async idle(): Promise<void> {
    while (this.#working.size > 0) await Promise.all(this.#working);
  }
}

/**
 * Nothing is stored between the broker and the log: a message that was not answered is sent again by its device, whatever
 * happened to this process.
 */
export const openDevices = ({ folder, port, deps, onFault, closing }: DevicesOptions): Devices => {
  const underWay = new UnderWay();
  const authority = openAuthority(folder);
  const start = async (): Promise<Broker> => {
    const own = { ...(await deps), messages: hub };
    const take = ingest(own);
    const onMessage = ({ topic, payload, certificate }: UpPacket): void =>
      underWay.add(take({ topic, certificate, payload: payload.toString('utf8') }), onFault);
    const registry = registryOf(own.streams);
    const broker = await startBroker({ port, authority: await authority, registry, onMessage, onFault });
    closing.add(async () => {
      await broker.stop();
      await underWay.idle();
    });
    return broker;
  };
  // The hub and the broker need one another: whoever speaks to a device waits until the broker is there.
  const broker = Promise.withResolvers<Broker>();
  const hub = localHub(authority, broker.promise);
  broker.resolve(start());
  return {
    hub,
    broker: broker.promise,
  };
};
