import { headOf } from './lines.ts';
import {
  lineOf,
  NO_FIGURES,
  type QueueState,
  type QueueWindow,
  type ServiceFigures,
  type Ticket,
} from './state.ts';

export const putTicket = (state: QueueState, ticket: Ticket): QueueState => ({
  ...state,
  tickets: state.tickets.with(ticket.no, ticket),
});

export const putWindow = (state: QueueState, window: QueueWindow): QueueState => ({
  ...state,
  windows: state.windows.with(window.id, window),
});

export const count = (
  state: QueueState,
  service: string,
  change: (known: ServiceFigures) => Partial<ServiceFigures>,
): QueueState => {
  const known = state.figures.get(service) ?? NO_FIGURES;
  return { ...state, figures: state.figures.with(service, { ...known, ...change(known) }) };
};

/** Into its line, as waiting. A line of walk-ins that was empty owes nobody a call. */
export const enter = (state: QueueState, ticket: Ticket): QueueState => {
  const line = lineOf(ticket);
  const isFirstWalkIn = !line.isPriority && headOf(state.lines, line) === undefined;
  return {
    ...putTicket(state, { ...ticket, status: 'waiting' }),
    lines: state.lines.with({ ...line, place: ticket.place }, ticket.no),
    passed: isFirstWalkIn ? state.passed.without(line.name) : state.passed,
  };
};

export const leave = (state: QueueState, ticket: Ticket): QueueState => ({
  ...state,
  lines: state.lines.without({ ...lineOf(ticket), place: ticket.place }),
});

export const without = <From extends object, Key extends keyof From>(
  from: From,
  ...keys: Key[]
): Omit<From, Key> =>
  Object.fromEntries(Object.entries(from).filter(([key]) => !(keys as string[]).includes(key))) as Omit<
    From,
    Key
  >;

/** The window has nobody any more. */
export const freed = (state: QueueState, id: string | undefined, no: string): QueueState => {
  const window = id === undefined ? undefined : state.windows.get(id);
  return window?.current === no ? putWindow(state, without(window, 'current')) : state;
};
