import type { CaseNo, Subject } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { byText, SortedMap } from '../sorted-map.ts';
import type { Arrivals } from './arrivals.ts';
import type { OfflineNumbers, TicketIssued } from './events.ts';
import { NO_LINES, type Line, type Lines, type Place } from './lines.ts';
import { NONE_GIVEN, type Given } from './numbers.ts';
import type { Tides } from './tide.ts';

export const TICKET_STATUSES = ['waiting', 'called', 'serving', 'done', 'missed', 'cancelled'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

export interface Ticket extends TicketIssued {
  readonly status: TicketStatus;
  readonly issuedAt: Instant;
  readonly place: Place;
  /** The window that called it last. */
  readonly window?: string;
  /** Handed to this window: nobody else calls it. */
  readonly forWindow?: string;
  readonly calls: number;
  readonly reinserted: boolean;
  readonly calledAt?: Instant;
  readonly startedAt?: Instant;
  /** Who served it, for the evaluation. */
  readonly servedBy?: Subject;
  readonly endedAt?: Instant;
  /** Handed in under the number. */
  readonly cases: readonly CaseNo[];
  /** Of these, what the service that runs has to do with. */
  readonly running: readonly CaseNo[];
}

export interface QueueWindow {
  readonly id: string;
  readonly status: 'open' | 'paused' | 'closed';
  readonly services: readonly string[];
  /** The number at the window, called or being served. */
  readonly current?: string;
  /** The number that was at the window last, or still is. */
  readonly last?: string;
  /** Who opened it: serves there, whoever presses the buttons. */
  readonly clerk?: Subject;
}

/** Counts of one service so far today; times in milliseconds. */
export interface ServiceFigures {
  readonly issued: number;
  readonly arrivals: Arrivals;
  /** First calls, and how long they had been waited for. */
  readonly called: number;
  readonly waitMs: number;
  readonly served: number;
  /** Moving average of what serving one took of late. */
  readonly recentMs: number;
}

export const NO_FIGURES: ServiceFigures = {
  issued: 0,
  arrivals: [],
  called: 0,
  waitMs: 0,
  served: 0,
  recentMs: 0,
};

/** The queue of one zone on one day. Every part is shared between states: an event costs a path, not a copy. */
export interface QueueState {
  /** Events so far. */
  readonly serial: number;
  readonly given: Given;
  readonly lastIssued?: string;
  /** The first number or window of the day. */
  readonly since?: Instant;
  readonly tickets: SortedMap<string, Ticket>;
  readonly lines: Lines;
  readonly windows: SortedMap<string, QueueWindow>;
  /** Priority calls that passed the walk-ins of a line since one of them was called. */
  readonly passed: SortedMap<string, number>;
  readonly figures: SortedMap<string, ServiceFigures>;
  /** Leased for the time when the line is cut, by device. */
  readonly offline: SortedMap<string, OfflineNumbers>;
  readonly tides: Tides;
}

export const initialQueue: QueueState = {
  serial: 0,
  given: NONE_GIVEN,
  tickets: SortedMap.empty(byText),
  lines: NO_LINES,
  windows: SortedMap.empty(byText),
  passed: SortedMap.empty(byText),
  figures: SortedMap.empty(byText),
  offline: SortedMap.empty(byText),
  tides: SortedMap.empty(byText),
};

/** Name of the line of those who were handed to this window alone. Codes of services have no spaces: the two never meet. */
export const windowLine = (window: string): string => `window ${window}`;

/** The line in which a number waits. */
export const lineOf = ({ lane, service, forWindow }: Ticket): Line => ({
  isPriority: lane !== 'walk-in',
  name: forWindow === undefined ? service : windowLine(forWindow),
});

/** Names of the lines that a window calls from. */
export const linesServed = ({ id, services }: QueueWindow): readonly string[] => [
  ...services,
  windowLine(id),
];
