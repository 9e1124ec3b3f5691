import mqtt, { type MqttClient } from 'mqtt';
import type { AgentConfig } from './config.ts';
import { delayBefore } from './delays.ts';

const RECONNECT = { first: 1_000, max: 30_000 };
const KEEPALIVE_SECONDS = 30;

export interface LineOptions {
  readonly config: AgentConfig;
  /** What is subscribed to whenever the line comes up. */
  readonly filters: () => readonly string[];
  /** Topic and text of the last will. */
  readonly will: { readonly topic: string; readonly payload: string };
  /** The line stands and the filters are subscribed to. */
  readonly onUp: () => void;
  readonly onDown: () => void;
  readonly onMessage: (topic: string, payload: string, isRetained: boolean) => void;
  readonly onFault: (error: Error) => void;
}

/** Handed to `tls.connect`. Without it a message behind an acknowledgement waits 40 ms for the one of the broker (Nagle). */
export const AT_ONCE = { noDelay: true } as const;

/** The one connection of a device: mutual TLS, MQTT 3.1.1, QoS 1; it comes back by itself. */
export class Line {
  readonly #client: MqttClient;
  #isUp = false;
  #failures = 0;

  constructor(options: LineOptions) {
    const { config, will, onMessage, onFault } = options;
    this.#client = mqtt.connect(config.endpoint, {
      protocolVersion: 4,
      clientId: config.clientId,
      key: config.key,
      cert: config.certificate,
      ca: config.ca,
      keepalive: KEEPALIVE_SECONDS,
      reconnectPeriod: RECONNECT.first,
      resubscribe: false,
      ...AT_ONCE,
      will: { topic: will.topic, payload: Buffer.from(will.payload), qos: 1, retain: false },
    });
    this.#client.on('connect', () => this.#subscribe(options));
    this.#client.on('close', () => this.#down(options));
    this.#client.on('error', onFault);
    this.#client.on('message', (topic, payload, { retain }) => onMessage(topic, payload.toString(), retain));
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** Hands it to the broker if the line stands; whoever needs to know waits for the hall's answer. */
  publish(topic: string, message: object): void {
    if (this.#isUp) this.#client.publish(topic, JSON.stringify(message), { qos: 1 });
  }

  /** Says goodbye after all that is under way. */
  async close(): Promise<void> {
    await this.#client.endAsync(!this.#isUp);
  }

  #subscribe({ filters, onUp, onFault }: LineOptions): void {
    this.#client.subscribe([...filters()], { qos: 1 }, (error) => {
      if (error) {
        onFault(error);
        this.#client.stream.destroy();
        return;
      }
      this.#isUp = true;
      this.#failures = 0;
      onUp();
    });
  }

  #down({ onDown }: LineOptions): void {
    this.#client.options.reconnectPeriod = delayBefore(this.#failures, RECONNECT);
    this.#failures += 1;
    if (!this.#isUp) return;
    this.#isUp = false;
    onDown();
  }
}
