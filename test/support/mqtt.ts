import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import type { z } from 'zod';
import type { CredentialsView } from '../../shared/contracts/devices.ts';
import { eventually } from './hall.ts';

export type Credentials = z.infer<typeof CredentialsView>;

export interface Heard {
  readonly topic: string;
  readonly retain: boolean;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A device on the line. */
export interface TestDevice {
  readonly client: MqttClient;
  /** All that it has heard, in order. */
  readonly heard: Heard[];
  subscribe(filter: string): Promise<number>;
  send(topic: string, payload: object): Promise<void>;
  /** The first message on the topic that fits. */
  hears(topic: string, fits?: (payload: Heard['payload']) => boolean): Promise<Heard>;
  stop(): Promise<void>;
}

const GRANTED_NOTHING = 128;

/** Connects with what enrolment gave. Rejects when it is not let in. */
export const connectDevice = async (
  { endpoint, certificate, privateKey, ca, clientId }: Credentials,
  change: IClientOptions = {},
): Promise<TestDevice> => {
  const client = mqtt.connect(endpoint, {
    protocolVersion: 4,
    clientId,
    cert: certificate,
    key: privateKey,
    ca,
    reconnectPeriod: 0,
    connectTimeout: 5_000,
    ...change,
  });
  const heard: Heard[] = [];
  client.on('message', (topic, payload, { retain }) =>
    heard.push({ topic, retain, payload: JSON.parse(payload.toString()) as Heard['payload'] }),
  );
  await new Promise<void>((resolve, reject) => {
    client.once('connect', () => resolve());
    client.once('error', reject);
    client.once('close', () => reject(new Error('closed before it was connected')));
  });
  client.on('error', () => undefined);
  return {
    client,
    heard,
    subscribe: (filter) =>
      new Promise((resolve) => {
        client.subscribe(filter, { qos: 1 }, (error, granted) =>
          resolve(error ? GRANTED_NOTHING : (granted?.[0]?.qos ?? GRANTED_NOTHING)),
        );
      }),
    send: async (topic, payload) => {
      await client.publishAsync(topic, JSON.stringify(payload), { qos: 1 });
    },
    hears: (topic, fits = () => true) =>
      eventually(() => {
        const found = heard.find((each) => each.topic === topic && fits(each.payload));
        return found ? Promise.resolve(found) : Promise.reject(new Error(`nothing on ${topic}`));
      }),
    stop: () => client.endAsync(true),
  };
};
