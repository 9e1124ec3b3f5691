import type { QueueView, TicketView } from '../../shared/contracts/queues.ts';
import type { QueueRules } from '../../shared/domain/queue/rules.ts';
import { comparePlaces } from '../../shared/domain/queue/lines.ts';
import {
  linesServed,
  NO_FIGURES,
  type QueueState,
  type QueueWindow,
  type ServiceFigures,
  type Ticket,
} from '../../shared/domain/queue/state.ts';
import { expectationFor, expectationOf } from '../../shared/domain/queue/waits.ts';
import type { Zone } from '../../shared/domain/tenant/hall.ts';

const MINUTE_MS = 60_000;

/** A number as its holder and the hall see it. */
export const presentTicket = (
  zone: string,
  ticket: Ticket,
  state: QueueState,
  rules: QueueRules,
): TicketView => {
  const { no, service, lane, status, window, issuedAt, slotAt, calledAt, endedAt, calls, further, cases } =
    ticket;
  return {
    no,
    zone,
    service,
    lane,
    status,
    ...(window === undefined || status === 'waiting' ? {} : { window }),
    ...expectationOf(state, ticket, rules),
    issuedAt,
    ...(slotAt === undefined ? {} : { slotAt }),
    ...(calledAt === undefined ? {} : { calledAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    calls,
    ...(further === undefined ? {} : { further: [...further] }),
    ...(cases.length === 0 ? {} : { cases: [...cases] }),
  };
};

/** A window as it is open, or as it is arranged while it is not. */
const windowIn = ({ windows }: QueueState, zone: Zone, id: string): QueueWindow => {
  const services = zone.windows.find((each) => each.id === id)?.services ?? [];
  return windows.get(id) ?? { id, status: 'closed', services };
};

const meanWait = ({ called, waitMs }: ServiceFigures) =>
  called === 0 ? {} : { meanWaitMinutes: Math.round((waitMs / called / MINUTE_MS) * 10) / 10 };

const callingAt = ({ tickets }: QueueState, { id, current }: QueueWindow): QueueView['calling'] => {
  const ticket = current === undefined ? undefined : tickets.get(current);
  if (!ticket) return [];
  const { no, service, calls } = ticket;
  return [{ no, window: id, service, status: ticket.status === 'serving' ? 'serving' : 'called', calls }];
};

/** Everybody who waits, or whom the window may call: the booked and green ones first, then by their places. */
export const waitingIn = ({ tickets, lines }: QueueState, window?: QueueWindow): readonly Ticket[] => {
  const served = window && new Set(linesServed(window));
  return [...lines.entries()]
    .filter(([{ name }]) => served?.has(name) ?? true)
    .sort(
      ([left], [right]) =>
        Number(right.isPriority) - Number(left.isPriority) || comparePlaces(left.place, right.place),
    )
    .flatMap(([, no]) => tickets.get(no) ?? []);
};

const serviceRows = (
  zone: Zone,
  state: QueueState,
  waiting: readonly Ticket[],
  rules: QueueRules,
): QueueView['services'] =>
  zone.services.map(({ code, name }) => {
    const figures = state.figures.get(code) ?? NO_FIGURES;
    return {
      code,
      name,
      waiting: waiting.filter(({ service }) => service === code).length,
      waitMinutes: expectationFor(state, code, rules).waitMinutes,
      issued: figures.issued,
      called: figures.called,
      served: figures.served,
      ...meanWait(figures),
    };
  });

/**
 * Who waits, who is called, the waits by service. `window`: of those who wait, only whom that window may call; the
 * figures stay those of the zone.
 */
export const presentQueue = (
  zone: Zone,
  state: QueueState,
  {
    day,
    version,
    rules,
    limit,
    window,
  }: {
    readonly day: string;
    readonly version: number;
    readonly rules: QueueRules;
    readonly limit: number;
    readonly window?: string;
  },
): QueueView => {
  const waiting = waitingIn(state);
  const shown = window === undefined ? waiting : waitingIn(state, windowIn(state, zone, window));
  return {
    zone: zone.code,
    name: zone.name,
    day,
    version,
    waitingTotal: waiting.length,
    waiting: shown.slice(0, limit).map(({ no, service, lane, issuedAt, slotAt }) => ({
      no,
      service,
      lane,
      issuedAt,
      ...(slotAt === undefined ? {} : { slotAt }),
    })),
    calling: [...state.windows.values()].flatMap((window) => callingAt(state, window)),
    services: serviceRows(zone, state, waiting, rules),
    windows: zone.windows.map(({ id, services }) => {
      const known = state.windows.get(id);
      return { id, status: known?.status ?? 'closed', services: [...(known?.services ?? services)] };
    }),
  };
};
