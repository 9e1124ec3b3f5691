import { randomBytes } from 'node:crypto';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { DeviceHub } from '../../shared/ports/device-hub.ts';

export interface Published {
  readonly topic: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly retain: boolean;
}

/** A broker that nobody is connected to. */
export interface InMemoryHub extends DeviceHub {
  readonly published: Published[];
  readonly active: Set<string>;
  /** Things whose connection was cut. */
  readonly cut: string[];
}

export const inMemoryHub = (): InMemoryHub => {
  const published: Published[] = [];
  const active = new Set<string>();
  const cut: string[] = [];
  const done = Promise.resolve();
  return {
    published,
    active,
    cut,
    issue: ({ name }) =>
      Promise.resolve({
        id: randomBytes(32).toString('hex'),
        certificate: `certificate of ${name}`,
        privateKey: 'key',
        ca: 'root',
        expires: '2028-11-22T00:00:00.000Z' as Instant,
      }),
    activate: (id) => {
      active.add(id);
      return done;
    },
    withdraw: (id) => {
      active.delete(id);
      return done;
    },
    disconnect: (thing) => {
      cut.push(thing);
      return done;
    },
    endpoint: () => Promise.resolve('mqtts://hall.invalid:8883'),
    publish: (topic, payload, { retain } = { retain: false }) => {
      published.push({ topic, payload: payload as Published['payload'], retain });
      return done;
    },
  };
};
