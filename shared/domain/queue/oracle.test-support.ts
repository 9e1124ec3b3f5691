import { epochMsOf } from '../../kernel/instant.ts';
import type { QueueCommand } from './commands.ts';
import type { TicketStatus } from './state.ts';

/** A number as a child would keep it: who waits stands in a plain list. */
export interface OracleTicket {
  readonly no: string;
  service: string;
  readonly isPriority: boolean;
  status: TicketStatus;
  readonly issuedMs: number;
  /** When it is due by its number: issued, or its slot. */
  readonly dueMs: number;
  forWindow?: string | undefined;
  further: string[];
  calls: number;
  reinserted: boolean;
}

interface OracleWindow {
  status: 'open' | 'paused' | 'closed';
  services: readonly string[];
  current?: OracleTicket | undefined;
}

const START = { 'walk-in': 1, appointment: 701, green: 901 } as const;
const END = { 'walk-in': 699, appointment: 899, green: 999 } as const;
/** `2026-11-23 morning`, by the clock on a wall in Shanghai. */
const halfDay = (ms: number): string => {
  const wall = new Date(ms + 8 * 3_600_000);
  return `${wall.toISOString().slice(0, 10)} ${wall.getUTCHours() < 12 ? 'morning' : 'afternoon'}`;
};

/**
 * The queue told a second time, as plainly as possible: one list of all in the order in which they would stand, moved
 * about by hand, searched from the front every time. Answers with the slug of a refusal, or nothing.
 */
export class OracleQueue {
  /** Everybody who was ever there, in the order of their places. */
  readonly all: OracleTicket[] = [];
  readonly windows = new Map<string, OracleWindow>();
  readonly #given = { 'walk-in': 0, appointment: 0, green: 0, common: 0 };
  /** For every line of walk-ins: priority calls since it was served. */
  readonly #passed = new Map<string, number>();

  #waitingFor(line: string, isPriority: boolean): OracleTicket[] {
    return this.all.filter(
      (ticket) =>
        ticket.status === 'waiting' && ticket.isPriority === isPriority && this.#lineOf(ticket) === line,
    );
  }

  #lineOf({ service, forWindow }: OracleTicket): string {
    return forWindow === undefined ? service : `only ${forWindow}`;
  }

  #wait(ticket: OracleTicket): void {
    const line = this.#lineOf(ticket);
    if (!ticket.isPriority && this.#waitingFor(line, false).length === 0) this.#passed.delete(line);
    ticket.status = 'waiting';
  }

  /** Numbers that were printed offline, and tides, are told by tests of their own. */
  run(command: QueueCommand): string | undefined {
    if (command.type === 'issue') return this.#issue(command);
    if (command.type === 'cancel') return this.#cancel(command.no);
    if (!('window' in command)) return 'not-told';
    if (command.type === 'open') return this.#open(command);
    const window = this.windows.get(command.window);
    if (!window) return 'window-not-open';
    switch (command.type) {
      case 'pause':
        return this.#pause(window);
      case 'close':
        return this.#close(window, command.window);
      case 'call-next':
        return this.#callNext(window, command);
      case 'recall':
      case 'skip':
      case 'transfer':
      case 'start':
      case 'finish':
        return window.current ? this.#atCurrent(window, window.current, command) : 'wrong-status';
    }
  }

  #issue(command: Extract<QueueCommand, { type: 'issue' }>): string | undefined {
    const { lane, now, slotAt, service, further = [], zone } = command;
    if (![service, ...further].every((code) => zone.services.some((known) => known.code === code)))
      return 'bad-input';
    const fits = START[lane] + this.#given[lane] <= END[lane];
    const number = fits ? START[lane] + this.#given[lane]++ : 1001 + this.#given.common++;
    const ms = epochMsOf(now);
    const ticket: OracleTicket = {
      no: `${zone.prefix}${number < 100 ? String(number + 1000).slice(1) : String(number)}`,
      service,
      isPriority: lane !== 'walk-in',
      status: 'done',
      issuedMs: ms,
      dueMs: Math.max(ms, slotAt === undefined ? 0 : epochMsOf(slotAt)),
      further: [...further],
      calls: 0,
      reinserted: false,
    };
    this.#wait(ticket);
    const later = this.all.findIndex((each) => this.#dueMs(each) > this.#dueMs(ticket));
    this.all.splice(later < 0 ? this.all.length : later, 0, ticket);
    return undefined;
  }

  #cancel(no: string): string | undefined {
    const ticket = this.all.find((each) => each.no === no);
    if (!ticket) return 'not-found';
    if (ticket.status === 'cancelled') return undefined;
    if (ticket.status !== 'waiting' && ticket.status !== 'called') return 'wrong-status';
    ticket.status = 'cancelled';
    for (const window of this.windows.values()) if (window.current === ticket) window.current = undefined;
    return undefined;
  }

  #open({ window: id, services, zone }: Extract<QueueCommand, { type: 'open' }>): string | undefined {
    const arranged = zone.windows.find((each) => each.id === id);
    if (!arranged) return 'not-found';
    const known = this.windows.get(id);
    const own = services ?? (known?.status === 'paused' ? known.services : arranged.services);
    if (own.length === 0 || !own.every((code) => zone.services.some((known) => known.code === code)))
      return 'bad-input';
    this.windows.set(id, { ...known, status: 'open', services: own });
    return undefined;
  }

  #pause(window: OracleWindow): string | undefined {
    if (window.status === 'closed') return 'window-not-open';
    if (window.status === 'paused') return undefined;
    if (window.current?.status === 'called') {
      this.#wait(window.current);
      window.current = undefined;
    }
    window.status = 'paused';
    return undefined;
  }

  #close(window: OracleWindow, id: string): string | undefined {
    if (window.status === 'closed') return undefined;
    if (window.current?.forWindow === undefined && window.current) this.#wait(window.current);
    const own = (isPriority: boolean) => this.#waitingFor(`only ${id}`, isPriority);
    const handedOn = [...own(true), ...own(false), ...(window.current?.forWindow ? [window.current] : [])];
    for (const ticket of handedOn) {
      ticket.status = 'done';
      ticket.forWindow = undefined;
      if (ticket.further[0] === ticket.service) ticket.further.shift();
      this.#wait(ticket);
    }
    window.current = undefined;
    window.status = 'closed';
    return undefined;
  }

  #finish(window: OracleWindow, ticket: OracleTicket): void {
    ticket.status = 'done';
    window.current = undefined;
    const next = ticket.further.shift();
    if (next === undefined) return;
    ticket.service = next;
    ticket.forWindow = undefined;
    this.#wait(ticket);
  }

  #callNext(
    window: OracleWindow,
    { window: id, now, rules }: Extract<QueueCommand, { type: 'call-next' }>,
  ): string | undefined {
    if (window.status !== 'open') return 'window-not-open';
    const lines = [...window.services, `only ${id}`];
    const waiting = this.all.filter(
      (ticket) => ticket.status === 'waiting' && lines.includes(this.#lineOf(ticket)),
    );
    const priority = waiting.find(({ isPriority }) => isPriority);
    const walkIn = waiting.find(({ isPriority }) => !isPriority);
    const owed = waiting.some(
      (ticket) => !ticket.isPriority && (this.#passed.get(this.#lineOf(ticket)) ?? 0) >= rules.priorityCalls,
    );
    const isDue = priority !== undefined && this.#dueMs(priority) <= epochMsOf(now);
    const next = walkIn && (owed || !isDue) ? walkIn : (priority ?? walkIn);
    if (window.current) this.#finish(window, window.current);
    if (!next) return undefined;
    this.#countPassed(next, lines);
    next.status = 'called';
    next.calls = 1;
    window.current = next;
    return undefined;
  }

  readonly #dues = new Map<OracleTicket, number>();
  #dueMs(ticket: OracleTicket): number {
    return this.#dues.get(ticket) ?? ticket.dueMs;
  }

  #countPassed(next: OracleTicket, lines: readonly string[]): void {
    if (!next.isPriority) {
      this.#passed.delete(this.#lineOf(next));
      return;
    }
    for (const line of lines) {
      if (this.#waitingFor(line, false).length > 0) this.#passed.set(line, (this.#passed.get(line) ?? 0) + 1);
    }
  }

  #atCurrent(
    window: OracleWindow,
    ticket: OracleTicket,
    command: Extract<QueueCommand, { type: 'recall' | 'skip' | 'transfer' | 'start' | 'finish' }>,
  ): string | undefined {
    switch (command.type) {
      case 'recall':
        if (ticket.status !== 'called') return 'wrong-status';
        if (ticket.calls >= command.rules.maxCalls) return 'calls-used';
        ticket.calls += 1;
        return undefined;
      case 'skip':
        return this.#skip(window, ticket, command);
      case 'start':
        ticket.status = 'serving';
        return undefined;
      case 'finish':
        this.#finish(window, ticket);
        return undefined;
      case 'transfer':
        return this.#transfer(window, ticket, command);
    }
  }

  #skip(
    window: OracleWindow,
    ticket: OracleTicket,
    { rules, now }: Extract<QueueCommand, { type: 'skip' }>,
  ): string | undefined {
    if (ticket.status !== 'called') return 'wrong-status';
    window.current = undefined;
    ticket.status = 'missed';
    const nowMs = epochMsOf(now);
    if (rules.missedPlaces === 0 || ticket.reinserted || halfDay(nowMs) !== halfDay(ticket.issuedMs))
      return undefined;
    const line = this.#waitingFor(this.#lineOf(ticket), ticket.isPriority);
    const behind = line[Math.min(rules.missedPlaces, line.length) - 1];
    this.all.splice(this.all.indexOf(ticket), 1);
    if (behind) {
      this.all.splice(this.all.indexOf(behind) + 1, 0, ticket);
      this.#dues.set(ticket, this.#dueMs(behind));
    } else {
      const later = this.all.findIndex((each) => this.#dueMs(each) > nowMs);
      this.all.splice(later < 0 ? this.all.length : later, 0, ticket);
      this.#dues.set(ticket, nowMs);
    }
    ticket.reinserted = true;
    this.#wait(ticket);
    return undefined;
  }

  #transfer(
    window: OracleWindow,
    ticket: OracleTicket,
    { service, to, window: id, zone }: Extract<QueueCommand, { type: 'transfer' }>,
  ): string | undefined {
    const next = service ?? ticket.service;
    if (service === undefined && to === undefined) return 'bad-input';
    if (!zone.services.some(({ code }) => code === next) || to === id) return 'bad-input';
    if (to !== undefined && this.windows.get(to)?.status !== 'open') return 'window-not-open';
    if (to === undefined && next === ticket.service) return 'bad-input';
    window.current = undefined;
    ticket.status = 'done';
    ticket.service = next;
    ticket.forWindow = to;
    if (ticket.further[0] === next) ticket.further.shift();
    this.#wait(ticket);
    return undefined;
  }
}
