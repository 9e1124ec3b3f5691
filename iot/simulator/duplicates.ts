import { MqttClient } from 'mqtt';
import type { Random } from './random.ts';

/** A copy arrives up to this much after its original, and so after what came later. */
const LATE_MS = 2_000;

interface Counts {
  /** Messages that devices published, and how many of them carried an id that had been published before. */
  sent: number;
  repeated: number;
}

type Method = (this: MqttClient, ...args: unknown[]) => unknown;

const idOf = (payload: unknown): string =>
  typeof payload === 'string' ? ((JSON.parse(payload) as { id?: string }).id ?? '') : '';

/**
 * Counts what the devices of this process publish, and lets a share of all messages, up and down, come a second time:
 * what "at least once" allows every line and every queue to do.
 */
export const duplicate = (random: Random, share: number): Readonly<Counts> => {
  const counts: Counts = { sent: 0, repeated: 0 };
  const known = new Set<string>();
  const client = MqttClient.prototype as unknown as Record<'publish' | 'emit', Method>;
  const { publish, emit } = client;
  const count = (payload: unknown): void => {
    const id = idOf(payload);
    counts.sent += 1;
    if (known.has(id)) counts.repeated += 1;
    known.add(id);
  };
  const later = (run: () => unknown): void => {
    if (random.isTrue(share)) setTimeout(run, random.between(0, LATE_MS));
  };
  client.publish = function (...args) {
    count(args[1]);
    later(() => {
      if (!this.connected) return;
      count(args[1]);
      publish.apply(this, args);
    });
    return publish.apply(this, args);
  };
  client.emit = function (...args) {
    if (args[0] === 'message') later(() => emit.apply(this, args));
    return emit.apply(this, args);
  };
  return counts;
};
