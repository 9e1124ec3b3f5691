import { DAY_MS, epochMsOf, type Instant } from '../../kernel/instant.ts';
import { neededFor, oneDigit } from './load.ts';
import { NO_FIGURES, type QueueState, type QueueWindow, type Ticket } from './state.ts';
import type { TideRules } from './tide-rules.ts';
import type { QueueZone } from './zone.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SHANGHAI_MS = 8 * HOUR_MS;

/** The queue of a zone on one day, and for how long the hall was open that day, in milliseconds. */
export interface PlannedDay {
  readonly queue: QueueState;
  readonly openMs: number;
}

/** What one service asks of the windows. */
export interface ServiceDemand {
  readonly code: string;
  readonly name: string;
  readonly numbersPerDay: number;
  /** Most numbers of one hour. */
  readonly peakPerHour: number;
  readonly serviceMinutes?: number;
  readonly waitMinutes?: number;
  /** Windows that are arranged for it. */
  readonly windows: number;
  /** With so many for it alone, nobody would wait longer than the hall wants in the hour of the peak (M/M/c). */
  readonly needed: number;
}

export interface WindowLoad {
  readonly id: QueueWindow['id'];
  readonly servedPerDay: number;
  /** Of the opening hours, how much went into serving. */
  readonly busyPercent: number;
}

export interface ZonePlan {
  readonly days: number;
  readonly services: readonly ServiceDemand[];
  readonly windows: readonly WindowLoad[];
  /** For all services together, by windows that serve every one of them. */
  readonly needed: number;
}

type Limits = Pick<TideRules, 'tidePeople' | 'tideMinutes'>;

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Of a number that is done: from its being served, or called, to the end. */
const servedMs = ({ status, startedAt, calledAt, endedAt }: Ticket): number | undefined => {
  const from = startedAt ?? calledAt;
  return status === 'done' && from !== undefined && endedAt !== undefined
    ? Math.max(0, epochMsOf(endedAt) - epochMsOf(from))
    : undefined;
};

const hourOf = (at: Instant): number => Math.floor(((epochMsOf(at) + SHANGHAI_MS) % DAY_MS) / HOUR_MS);

const mostOfAnHour = (tickets: readonly Ticket[]): number => {
  const counts = new Map<number, number>();
  for (const { issuedAt } of tickets) counts.set(hourOf(issuedAt), (counts.get(hourOf(issuedAt)) ?? 0) + 1);
  return Math.max(0, ...counts.values());
};

/** Numbers day by day: how many, the fullest hour of them, what serving one took, how many windows that wants. */
const demandOf = (byDay: readonly (readonly Ticket[])[], limits: Limits) => {
  const took = byDay.flat().flatMap((ticket) => servedMs(ticket) ?? []);
  const serviceMs = took.length === 0 ? undefined : sumOf(took) / took.length;
  const peak = Math.max(0, ...byDay.map(mostOfAnHour));
  const demand = { waiting: 0, perMs: peak / HOUR_MS, serviceTime: serviceMs ?? 0 };
  return {
    numbersPerDay: oneDigit(sumOf(byDay.map(({ length }) => length)) / Math.max(1, byDay.length)),
    peakPerHour: peak,
    ...(serviceMs === undefined ? {} : { serviceMinutes: oneDigit(serviceMs / MINUTE_MS) }),
    needed: peak === 0 ? 0 : neededFor(demand, limits),
  };
};

const meanWait = (days: readonly PlannedDay[], code: string) => {
  const figures = days.map(({ queue }) => queue.figures.get(code) ?? NO_FIGURES);
  const called = sumOf(figures.map((each) => each.called));
  const waited = sumOf(figures.map(({ waitMs }) => waitMs));
  return called === 0 ? {} : { waitMinutes: oneDigit(waited / called / MINUTE_MS) };
};

const loadOf = (id: string, days: readonly PlannedDay[]): WindowLoad => {
  const took = days.flatMap(({ queue }) =>
    [...queue.tickets.values()].flatMap((ticket) => (ticket.window === id ? (servedMs(ticket) ?? []) : [])),
  );
  const openMs = sumOf(days.map((day) => day.openMs));
  return {
    id,
    servedPerDay: oneDigit(took.length / Math.max(1, days.length)),
    busyPercent: openMs === 0 ? 0 : oneDigit((sumOf(took) / openMs) * 100),
  };
};

/** How the windows of a zone suit what was asked of them (D24): daily volume, service times, load of each window. */
export const planOf = (
  { services, windows }: QueueZone,
  days: readonly PlannedDay[],
  limits: Limits,
): ZonePlan => {
  const tickets = days.map(({ queue }) => [...queue.tickets.values()]);
  const ofService = (code: string) => tickets.map((each) => each.filter(({ service }) => service === code));
  return {
    days: days.length,
    services: services.map(({ code, name }) => ({
      code,
      name,
      ...demandOf(ofService(code), limits),
      ...meanWait(days, code),
      windows: windows.filter((window) => window.services.includes(code)).length,
    })),
    windows: windows.map(({ id }) => loadOf(id, days)),
    needed: demandOf(tickets, limits).needed,
  };
};
