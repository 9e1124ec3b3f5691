import { delayBefore } from './delays.ts';
import type { Kept, Spool } from './spool.ts';

const REPEAT = { first: 5_000, max: 60_000 };

/** Publishes it if the line stands. */
export type Publish = (kept: Kept) => void;

/** Sends what the spool holds, one after the other, each again and again until it is answered. */
export class Outbox {
  readonly #spool: Spool;
  readonly #publish: Publish;
  #attempt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(spool: Spool, publish: Publish) {
    this.#spool = spool;
    this.#publish = publish;
  }

  /** On disk first; then on its way, unless others stand before it. */
  put(kept: Kept): void {
    this.#spool.put(kept);
    if (this.#spool.size === 1) this.restart();
  }

  /** The answer to the message has come: the next one goes. Answers whether the message stood here. */
  answered(id: string): boolean {
    const isOurs = this.#spool.remove(id);
    if (isOurs) this.restart();
    return isOurs;
  }

  /** From the beginning: a new message, or a new line. */
  restart(): void {
    this.#attempt = 0;
    this.#send();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #send(): void {
    this.stop();
    const first = this.#spool.first();
    if (!first) return;
    this.#publish(first);
    this.#timer = setTimeout(() => this.#send(), delayBefore(this.#attempt, REPEAT));
    this.#attempt += 1;
  }
}
