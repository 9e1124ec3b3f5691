import type { ActorRecord } from '../../kernel/actor.ts';
import type { Subject } from '../../kernel/ids.ts';
import { epochMsOf, type Instant } from '../../kernel/instant.ts';
import type { CommitMeta } from '../decider.ts';
import { withArrival } from './arrivals.ts';
import type { QueueEvent, TicketIssued, TideEvent } from './events.ts';
import { headOf, placeBehind } from './lines.ts';
import { seriesOf } from './numbers.ts';
import { count, enter, freed, leave, putTicket, putWindow, without } from './state-changes.ts';
import { lineOf, linesServed, type QueueState, type QueueWindow, type Ticket } from './state.ts';
import { evolveTides } from './tide.ts';

/** Weight of the newest service time in the moving average: about the last ten count. */
const RECENT_WEIGHT = 0.2;

/** The next number of its series is given; one that a kiosk printed offline is of no series. */
const givenAfter = ({ given }: QueueState, { lane, takenAt }: TicketIssued): QueueState['given'] => {
  if (takenAt !== undefined) return given;
  const series = seriesOf(lane, given);
  return { ...given, [series]: given[series] + 1 };
};

const issue = (state: QueueState, data: TicketIssued, at: Instant): QueueState => {
  const issuedAt = data.takenAt ?? at;
  const startsAt = data.slotAt !== undefined && data.slotAt > issuedAt ? data.slotAt : issuedAt;
  const ticket: Ticket = {
    ...data,
    status: 'waiting',
    issuedAt,
    place: [epochMsOf(startsAt), state.serial],
    calls: 0,
    reinserted: false,
    cases: [],
    running: [],
  };
  const counted = count(state, data.service, ({ issued, arrivals }) => ({
    issued: issued + 1,
    arrivals: withArrival(arrivals, issuedAt),
  }));
  return enter({ ...counted, given: givenAfter(state, data), lastIssued: data.no }, ticket);
};

/** The walk-ins of the window's lines were passed by once more; or one of them was called, and its line starts anew. */
const passOver = (state: QueueState, ticket: Ticket, window: QueueWindow): QueueState['passed'] => {
  const { isPriority, name } = lineOf(ticket);
  if (!isPriority) return state.passed.without(name);
  return linesServed(window)
    .filter((line) => headOf(state.lines, { isPriority: false, name: line }) !== undefined)
    .reduce((passed, line) => passed.with(line, (passed.get(line) ?? 0) + 1), state.passed);
};

const call = (state: QueueState, ticket: Ticket, window: QueueWindow, at: Instant): QueueState => {
  const called: Ticket = { ...ticket, status: 'called', window: window.id, calls: 1, calledAt: at };
  const passed = passOver(state, ticket, window);
  const seated = putWindow(putTicket(leave(state, ticket), called), {
    ...window,
    current: ticket.no,
    last: ticket.no,
  });
  const waited = Math.max(0, epochMsOf(at) - epochMsOf(ticket.issuedAt));
  const isFirst = ticket.calledAt === undefined;
  const counted = isFirst
    ? count(seated, ticket.service, (known) => ({ called: known.called + 1, waitMs: known.waitMs + waited }))
    : seated;
  return { ...counted, passed };
};

/** A caller on the desk acts for whoever sits there. */
const servedBy = ({ windows }: QueueState, { window }: Ticket, actor: ActorRecord): Subject => {
  const clerk = window === undefined ? undefined : windows.get(window)?.clerk;
  return actor.device === undefined ? actor.sub : (clerk ?? actor.sub);
};

const finish = (
  state: QueueState,
  ticket: Ticket,
  { at, actor }: CommitMeta,
  cases: Ticket['cases'] = [],
): QueueState => {
  const tookMs = Math.max(0, epochMsOf(at) - epochMsOf(ticket.startedAt ?? ticket.calledAt ?? at));
  const done: Ticket = {
    ...ticket,
    status: 'done',
    endedAt: at,
    servedBy: servedBy(state, ticket, actor),
    cases: [...new Set([...ticket.cases, ...cases])],
    running: [],
  };
  return count(freed(putTicket(state, done), ticket.window, ticket.no), ticket.service, (known) => ({
    served: known.served + 1,
    recentMs: known.served === 0 ? tookMs : known.recentMs * (1 - RECENT_WEIGHT) + tookMs * RECENT_WEIGHT,
  }));
};

const reinsert = (state: QueueState, ticket: Ticket, behind: string | undefined, at: Instant): QueueState => {
  const other = behind === undefined ? undefined : state.tickets.get(behind);
  const place = other ? placeBehind(other.place, state.serial) : [epochMsOf(at), state.serial];
  return enter(state, { ...ticket, place, reinserted: true });
};

/** With its place kept; the next service of a visit is no longer a further one. */
const transfer = (state: QueueState, ticket: Ticket, service: string, forWindow?: string): QueueState => {
  const [next, ...rest] = ticket.further ?? [];
  const { further, ...kept } = without(ticket, 'forWindow', 'startedAt');
  const still = next === service ? rest : further;
  const moved: Ticket = {
    ...kept,
    service,
    ...(still && still.length > 0 ? { further: still } : {}),
    ...(forWindow === undefined ? {} : { forWindow }),
  };
  const left = ticket.status === 'waiting' ? leave(state, ticket) : freed(state, ticket.window, ticket.no);
  return enter(left, moved);
};

const onTicket = (
  state: QueueState,
  event: Exclude<
    QueueEvent,
    | TideEvent
    | { type: 'TicketIssued' | 'OfflineNumbersLeased' | 'WindowOpened' | 'WindowPaused' | 'WindowClosed' }
  >,
  ticket: Ticket,
  meta: CommitMeta,
): QueueState => {
  switch (event.type) {
    case 'TicketCalled': {
      const window = state.windows.get(event.data.window);
      return window ? call(state, ticket, window, meta.at) : state;
    }
    case 'TicketRecalled':
      return putTicket(state, { ...ticket, calls: ticket.calls + 1 });
    case 'TicketMissed':
      return freed(
        putTicket(state, { ...ticket, status: 'missed', endedAt: meta.at }),
        ticket.window,
        ticket.no,
      );
    case 'TicketReinserted':
      return reinsert(state, without(ticket, 'endedAt'), event.data.behind, meta.at);
    case 'TicketTransferred':
      return transfer(state, without(ticket, 'endedAt'), event.data.service, event.data.window);
    case 'TicketReturned':
      return enter(freed(state, ticket.window, ticket.no), without(ticket, 'startedAt'));
    case 'TicketCancelled': {
      const left = ticket.status === 'waiting' ? leave(state, ticket) : state;
      return freed(
        putTicket(left, { ...ticket, status: 'cancelled', endedAt: meta.at }),
        ticket.window,
        ticket.no,
      );
    }
    case 'CaseLinked': {
      const { caseNo } = event.data;
      const running = ticket.status === 'done' ? [] : [...ticket.running, caseNo];
      return putTicket(state, { ...ticket, cases: [...ticket.cases, caseNo], running });
    }
    case 'ServiceStarted':
      return putTicket(state, { ...ticket, status: 'serving', startedAt: meta.at });
    case 'ServiceFinished':
      return finish(state, ticket, meta, event.data.cases);
    default:
      return event satisfies never;
  }
};

const setWindow = (state: QueueState, id: string, change: Partial<QueueWindow>): QueueState => {
  const known: QueueWindow = state.windows.get(id) ?? { id, status: 'closed', services: [] };
  return putWindow(state, { ...known, ...change });
};

const evolveBy = (state: QueueState, event: QueueEvent, meta: CommitMeta): QueueState => {
  switch (event.type) {
    case 'TicketIssued':
      return issue(state, event.data, meta.at);
    case 'WindowOpened':
      return setWindow(state, event.data.window, {
        status: 'open',
        services: event.data.services,
        ...(meta.actor.device === undefined ? { clerk: event.data.clerk ?? meta.actor.sub } : {}),
      });
    case 'OfflineNumbersLeased':
      return { ...state, offline: state.offline.with(event.data.device, event.data) };
    case 'WindowPaused':
      return setWindow(state, event.data.window, { status: 'paused' });
    case 'WindowClosed':
      return setWindow(state, event.data.window, { status: 'closed' });
    case 'TideProposed':
    case 'TideAccepted':
    case 'TideDeclined':
    case 'TideLapsed':
    case 'TideMeasured':
      return { ...state, tides: evolveTides(state.tides, event, meta) };
    case 'TicketCalled':
    case 'TicketRecalled':
    case 'TicketMissed':
    case 'TicketReinserted':
    case 'TicketTransferred':
    case 'TicketReturned':
    case 'TicketCancelled':
    case 'CaseLinked':
    case 'ServiceStarted':
    case 'ServiceFinished': {
      const ticket = state.tickets.get(event.data.no);
      return ticket ? onTicket(state, event, ticket, meta) : state;
    }
    default:
      return event satisfies never;
  }
};

const beginsDay = ({ type }: QueueEvent): boolean => type === 'TicketIssued' || type === 'WindowOpened';

export const evolveQueue = (state: QueueState, event: QueueEvent, meta: CommitMeta): QueueState => ({
  ...evolveBy(state, event, meta),
  ...(state.since === undefined && beginsDay(event) ? { since: meta.at } : {}),
  serial: state.serial + 1,
});
