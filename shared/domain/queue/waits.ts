import { comparePlaces, inLine, type Place } from './lines.ts';
import type { QueueRules } from './rules.ts';
import { linesServed, lineOf, type QueueState, type QueueWindow, type Ticket } from './state.ts';

const MINUTE_MS = 60_000;
/** Used until the first one has been served. */
const UNKNOWN_SERVICE_MS = 8 * MINUTE_MS;

/** What a person in line wants to know. Minutes are rounded up. */
export interface Expectation {
  readonly ahead: number;
  readonly waitMinutes: number;
}

const openWindowsFor = ({ windows }: QueueState, line: string): readonly QueueWindow[] =>
  [...windows.values()].filter(
    ({ id, status, services }) => status === 'open' && linesServed({ id, status, services }).includes(line),
  );

/** All lines that share windows with this one: who stands in them is called by the same clerks. */
const competing = (servedBy: readonly QueueWindow[], line: string): ReadonlySet<string> =>
  new Set([line, ...servedBy.flatMap(linesServed)]);

const countBefore = (
  { lines }: QueueState,
  isPriority: boolean,
  names: ReadonlySet<string>,
  place?: Place,
): number => {
  let count = 0;
  for (const name of names) {
    for (const waiting of inLine(lines, { isPriority, name })) {
      if (place && comparePlaces(waiting.place, place) >= 0) break;
      count += 1;
    }
  }
  return count;
};

/**
 * How many will be called before this place: those before it in its own kind of line, and of the other kind as many as
 * the fairness rule lets in between.
 */
const countAhead = (
  state: QueueState,
  isPriority: boolean,
  names: ReadonlySet<string>,
  { priorityCalls }: QueueRules,
  place?: Place,
): number => {
  const own = countBefore(state, isPriority, names, place);
  const others = countBefore(state, !isPriority, names);
  const between = isPriority ? Math.floor(own / Math.max(1, priorityCalls)) : priorityCalls * (own + 1);
  return own + Math.min(others, between);
};

/** What serving one takes of late, in milliseconds. */
export const serviceMs = ({ figures }: Pick<QueueState, 'figures'>, service: string): number => {
  const known = figures.get(service);
  return known && known.served > 0 ? known.recentMs : UNKNOWN_SERVICE_MS;
};

const expectationAt = (
  state: QueueState,
  rules: QueueRules,
  { isPriority, name }: { isPriority: boolean; name: string },
  service: string,
  place?: Place,
): Expectation => {
  const servedBy = openWindowsFor(state, name);
  const ahead = countAhead(state, isPriority, competing(servedBy, name), rules, place);
  const perWindow = ahead / Math.max(1, servedBy.length);
  return { ahead, waitMinutes: Math.ceil((perWindow * serviceMs(state, service)) / MINUTE_MS) };
};

/** People ahead of a number and its expected wait, from the service times of late; nothing once it is called. */
export const expectationOf = (state: QueueState, ticket: Ticket, rules: QueueRules): Expectation =>
  ticket.status === 'waiting'
    ? expectationAt(state, rules, lineOf(ticket), ticket.service, ticket.place)
    : { ahead: 0, waitMinutes: 0 };

/** What a walk-in who came now would have to expect. */
export const expectationFor = (state: QueueState, service: string, rules: QueueRules): Expectation =>
  expectationAt(state, rules, { isPriority: false, name: service }, service);
