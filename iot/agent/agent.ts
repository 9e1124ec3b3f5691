import { appendFileSync, mkdirSync } from 'node:fs';
import { ulid } from 'ulid';
import manifest from '../../package.json' with { type: 'json' };
import {
  DeviceConfig,
  DownInvitation,
  type UpCall,
  type UpEvaluation,
  type UpTicket,
} from '../../shared/contracts/mqtt.ts';
import {
  boardTopic,
  DOWN_KINDS,
  downTopic,
  upTopic,
  type UpKind,
} from '../../shared/contracts/mqtt-topics.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { answerOf, type Answer } from './answers.ts';
import { stateFile, type AgentConfig } from './config.ts';
import { PRIVATE, readKept, replaceFile } from './durable-file.ts';
import { HallClock } from './hall-clock.ts';
import { Line } from './line.ts';
import { Outbox } from './outbox.ts';
import { Questions } from './questions.ts';
import { Spool, type Kept } from './spool.ts';

const STATUS_MS = 600_000;

type Head = 'id' | 'at' | 'v';
type Questioned =
  { kind: 'ticket'; fields: Omit<UpTicket, Head> } | { kind: 'call'; fields: Omit<UpCall, Head> };
type Keepable =
  { kind: 'ticket'; fields: Omit<UpTicket, Head> } | { kind: 'evaluation'; fields: Omit<UpEvaluation, Head> };

export interface Listeners {
  /** A display and a caller hear the boards of their zone, or of the hall. */
  readonly onBoard?: ((payload: unknown) => void) | undefined;
  /** An evaluator hears whose service has just ended. */
  readonly onInvitation?: ((invitation: DownInvitation) => void) | undefined;
  readonly onChange: () => void;
  readonly onFault: (error: Error) => void;
}

/** What every device does alike: the line, the clock, the spool, what it is told to offer. */
export class Agent {
  readonly #config: AgentConfig;
  readonly #clock: HallClock;
  readonly #spool: Spool;
  readonly #outbox: Outbox;
  readonly #questions = new Questions();
  #line: Line | undefined;
  #status: NodeJS.Timeout | undefined;
  #offer: DeviceConfig | undefined;
  #hasPaper: boolean | undefined;
  #onChange: () => void = () => undefined;
  #onInvitation: Listeners['onInvitation'];

  /** Takes up what it has kept. `machine` is the clock of the machine in epoch milliseconds. */
  constructor(config: AgentConfig, machine: () => number = Date.now) {
    mkdirSync(config.state, { recursive: true, mode: 0o700 });
    this.#config = config;
    this.#clock = new HallClock(this.#file('clock.json'), machine);
    this.#spool = new Spool(this.#file('spool.jsonl'));
    this.#offer = readKept(this.#file('config.json'), DeviceConfig);
    this.#outbox = new Outbox(this.#spool, (kept) => this.#publish(kept.kind, kept.message));
  }

  /** Goes on the line. */
  start({ onBoard, onInvitation, onChange, onFault }: Listeners): void {
    this.#onChange = onChange;
    this.#onInvitation = onInvitation;
    this.#line = new Line({
      config: this.#config,
      filters: () => this.#filters(onBoard !== undefined),
      will: { topic: this.#up('status'), payload: JSON.stringify(this.#statusMessage(false)) },
      onUp: () => this.#onUp(),
      onDown: () => this.#onDown(),
      onMessage: (topic, payload, isRetained) => {
        if (topic.endsWith('/board')) onBoard?.(JSON.parse(payload));
        else this.#hear(topic, JSON.parse(payload), isRetained);
      },
      onFault,
    });
    this.#status = setInterval(() => this.#reportStatus(), STATUS_MS);
  }

  get isOnline(): boolean {
    return this.#line?.isUp ?? false;
  }

  /** What the hall has told the device to offer, also of before a restart. */
  get offer(): DeviceConfig | undefined {
    return this.#offer;
  }

  /** Messages that wait for the hall's answer, oldest first. */
  get waiting(): readonly Kept[] {
    return this.#spool.pending();
  }

  /** The hall's time. */
  now(): Instant {
    return this.#clock.now();
  }

  /** On disk when this returns; the hall gets it however long that takes. */
  keep({ kind, fields }: Keepable, at = this.now()): void {
    const message = { ...this.#head(at), ...fields };
    this.#outbox.put({ kind, message } as Kept);
    this.#onChange();
  }

  /** Asks now or never: undefined when the line is cut or no answer came in ten seconds. */
  async ask(question: Questioned): Promise<Answer | undefined> {
    if (!this.isOnline) return undefined;
    const { kind, fields } = question;
    const message = { ...this.#head(), ...fields };
    const answer = await this.#questions.ask(message.id, () => this.#publish(kind, message));
    if (!answer) this.#giveUp(question, message);
    return answer;
  }

  /** The hall may have acted all the same: a number that it gave so is in nobody's hand, and goes back. */
  #giveUp({ kind, fields }: Questioned, { id: returns, at }: { id: string; at: Instant }): void {
    this.#note('unanswered.jsonl', { id: returns, kind });
    if (kind === 'ticket') this.keep({ kind, fields: { ...fields, returns } }, at);
  }

  /** A printer says whether it could print. */
  notePaper(hasPaper: boolean): void {
    if (this.#hasPaper === hasPaper) return;
    this.#hasPaper = hasPaper;
    this.#reportStatus();
  }

  #reportStatus(): void {
    this.#line?.publish(this.#up('status'), this.#statusMessage(true));
  }

  async close(): Promise<void> {
    clearInterval(this.#status);
    this.#questions.giveUp();
    this.#line?.publish(this.#up('status'), this.#statusMessage(false));
    await this.#line?.close();
    // Last: what was asked and not answered has gone into the spool meanwhile.
    this.#outbox.stop();
    this.#spool.close();
  }

  #file(name: string): string {
    return stateFile(this.#config, name);
  }

  #up(kind: UpKind): string {
    return upTopic(this.#config.tenant, this.#config.device, kind);
  }

  #filters(hearsBoards: boolean): string[] {
    const { tenant, device } = this.#config;
    const own = DOWN_KINDS.map((kind) => downTopic(tenant, device, kind));
    return hearsBoards ? [...own, boardTopic(tenant, this.#offer?.zone ?? '+')] : own;
  }

  #head(at = this.now()) {
    return { id: ulid(Date.parse(at)), at, v: 1 as const };
  }

  #statusMessage(online: boolean) {
    const paper = this.#hasPaper === undefined ? {} : { paper: this.#hasPaper ? 'ok' : 'out' };
    return { ...this.#head(), online, version: manifest.version, spool: this.#spool.size, ...paper };
  }

  #publish(kind: UpKind, message: object): void {
    this.#line?.publish(this.#up(kind), message);
  }

  #onUp(): void {
    this.#reportStatus();
    this.#outbox.restart();
    this.#onChange();
  }

  #onDown(): void {
    this.#questions.giveUp();
    this.#onChange();
  }

  #hear(topic: string, payload: unknown, isRetained: boolean): void {
    const kind = topic.slice(topic.lastIndexOf('/') + 1);
    if (kind === 'config') this.#take(DeviceConfig.parse(payload), isRetained);
    else if (kind === 'invitation') this.#onInvitation?.(DownInvitation.parse(payload));
    else this.#settle(answerOf(kind, payload));
  }

  #settle(answer: Answer | undefined): void {
    if (!answer) return;
    const { replyTo, problem } = answer;
    // What the hall does not take stays readable for whoever looks after the device.
    if (this.#outbox.answered(replyTo) && problem)
      this.#note('refused.jsonl', { id: replyTo, problem: problem.type });
    this.#questions.answered(replyTo, answer);
    this.#onChange();
  }

  #note(file: string, what: object): void {
    appendFileSync(this.#file(file), `${JSON.stringify({ at: this.now(), ...what })}\n`, { mode: PRIVATE });
  }

  #take(offer: DeviceConfig, isRetained: boolean): void {
    this.#offer = offer;
    replaceFile(this.#file('config.json'), JSON.stringify(offer));
    if (!isRetained) this.#clock.hear(offer.at);
    this.#onChange();
  }
}
