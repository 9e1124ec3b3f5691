import { epochMsOf, type Instant } from '../../kernel/instant.ts';
import { refuse } from '../../kernel/result.ts';
import { isSameContent } from '../same-content.ts';
import { badInput, emit, hasService, nothing, type CommandOf, type Decision } from './decision.ts';
import type { WindowAct } from './commands.ts';
import type { QueueEvent } from './events.ts';
import { inLine, nthOf } from './lines.ts';
import { nextAt } from './next.ts';
import { lineOf, windowLine, type QueueState, type QueueWindow, type Ticket } from './state.ts';
import type { QueueZone } from './zone.ts';

const HALF_DAY_MS = 12 * 3_600_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** Morning and afternoon part at noon in Shanghai. */
const halfDayOf = (instant: Instant): number =>
  Math.floor((epochMsOf(instant) + SHANGHAI_OFFSET_MS) / HALF_DAY_MS);

/** What a window serves when nobody says otherwise: after a break the same as before it, else what it is arranged for. */
export const usualServices = (
  zone: QueueZone,
  { windows }: Pick<QueueState, 'windows'>,
  window: string,
): readonly string[] => {
  const known = windows.get(window);
  if (known?.status === 'paused') return known.services;
  return zone.windows.find(({ id }) => id === window)?.services ?? [];
};

/** Opens the window for its own services, or for others of its zone where it helps out (潮汐窗口). */
export const open = (command: CommandOf<'open'>, state: QueueState): Decision => {
  const { window, zone } = command;
  if (!zone.windows.some(({ id }) => id === window)) return refuse('not-found', '本专区没有这个窗口');
  const services = command.services ?? usualServices(zone, state, window);
  const unknown = services.findIndex((code) => !hasService(command, code));
  if (unknown >= 0) return badInput(`services.${unknown}`, '本专区没有这项服务');
  if (services.length === 0) return badInput('services', '窗口没有可办理的服务');
  const known = state.windows.get(window);
  if (known?.status === 'open' && isSameContent(known.services, services)) return nothing;
  return emit({ type: 'WindowOpened', data: { window, services } });
};

const currentAt = ({ tickets }: QueueState, { current }: QueueWindow): Ticket | undefined =>
  current === undefined ? undefined : tickets.get(current);

const returned = (window: string, { no }: Ticket): QueueEvent => ({
  type: 'TicketReturned',
  data: { no, window },
});

/** A break: who was called and has not come yet goes back to his or her place; who is being served stays. */
const pause = (state: QueueState, window: QueueWindow): Decision => {
  if (window.status === 'closed') return refuse('window-not-open', '窗口没有开放');
  if (window.status === 'paused') return nothing;
  const current = currentAt(state, window);
  const back = current?.status === 'called' ? [returned(window.id, current)] : [];
  return emit(...back, { type: 'WindowPaused', data: { window: window.id } });
};

/** Everybody of the window is handed on: who is at it, and who was transferred to it alone. */
export const closing = (state: QueueState, window: QueueWindow): readonly QueueEvent[] => {
  const current = currentAt(state, window);
  const own = [true, false].flatMap((isPriority) => [
    ...inLine(state.lines, { isPriority, name: windowLine(window.id) }),
  ]);
  const handedOn = [...own.map(({ no }) => no), ...(current?.forWindow ? [current.no] : [])].map(
    (no): QueueEvent => ({
      type: 'TicketTransferred',
      data: { no, service: state.tickets.get(no)?.service ?? '' },
    }),
  );
  const back = current && current.forWindow === undefined ? [returned(window.id, current)] : [];
  return [...back, ...handedOn, { type: 'WindowClosed', data: { window: window.id } }];
};

const close = (state: QueueState, window: QueueWindow): Decision =>
  window.status === 'closed' ? nothing : emit(...closing(state, window));

/** The end of what goes on at the window with its cases, and the next service of the visit, if there is one. */
const finishing = (
  window: string,
  { no, further, running }: Ticket,
  named: CommandOf<'finish'>['cases'] = [],
) => {
  const next = further?.[0];
  const cases = [...new Set([...running, ...named])];
  const events: QueueEvent[] = [
    { type: 'ServiceFinished', data: { no, window, ...(cases.length > 0 ? { cases } : {}) } },
  ];
  if (next !== undefined) events.push({ type: 'TicketTransferred', data: { no, service: next } });
  return events;
};

/** Calls the next one. Whoever is still at the window is done with: the clerk has turned to the next. */
const callNext = (
  { window: id, rules, now }: CommandOf<'call-next'>,
  state: QueueState,
  window: QueueWindow,
): Decision => {
  if (window.status !== 'open') return refuse('window-not-open', '窗口没有开放');
  const current = currentAt(state, window);
  const ended = current ? finishing(id, current) : [];
  const no = nextAt(state, window, rules, now);
  return no === undefined
    ? emit(...ended)
    : emit(...ended, { type: 'TicketCalled', data: { no, window: id } });
};

const recall = ({ window, rules }: CommandOf<'recall'>, { no, status, calls }: Ticket): Decision => {
  if (status !== 'called') return refuse('wrong-status', '已开始办理，不能重呼');
  if (calls >= rules.maxCalls) return refuse('calls-used', `已呼叫 ${calls} 次，请按过号处理`);
  return emit({ type: 'TicketRecalled', data: { no, window } });
};

/** 过号: once, and within the half-day, some places behind in its line; otherwise a new number has to be taken. */
const skip = ({ window, rules, now }: CommandOf<'skip'>, state: QueueState, ticket: Ticket): Decision => {
  const { no } = ticket;
  if (ticket.status !== 'called') return refuse('wrong-status', '已开始办理，不能过号');
  const missed: QueueEvent = { type: 'TicketMissed', data: { no, window } };
  const comesAgain =
    rules.missedPlaces > 0 && !ticket.reinserted && halfDayOf(ticket.issuedAt) === halfDayOf(now);
  if (!comesAgain) return emit(missed);
  const behind = nthOf(state.lines, lineOf(ticket), rules.missedPlaces)?.no;
  return emit(missed, {
    type: 'TicketReinserted',
    data: { no, ...(behind === undefined ? {} : { behind }) },
  });
};

const transfer = (command: CommandOf<'transfer'>, state: QueueState, { no, service }: Ticket): Decision => {
  const { to, service: next = service, window } = command;
  if (command.service === undefined && to === undefined) return badInput('service', '请指明转往的服务或窗口');
  if (!hasService(command, next)) return badInput('service', '本专区没有这项服务');
  if (to === window) return badInput('window', '就在本窗口');
  if (to !== undefined && state.windows.get(to)?.status !== 'open')
    return refuse('window-not-open', '转往的窗口没有开放');
  if (to === undefined && next === service) return badInput('service', '正是这项服务');
  return emit({
    type: 'TicketTransferred',
    data: { no, service: next, ...(to === undefined ? {} : { window: to }) },
  });
};

const onCurrent = (
  command: CommandOf<'recall' | 'skip' | 'transfer' | 'start' | 'finish'>,
  state: QueueState,
  ticket: Ticket,
): Decision => {
  const { window } = command;
  const { no, status } = ticket;
  switch (command.type) {
    case 'recall':
      return recall(command, ticket);
    case 'skip':
      return skip(command, state, ticket);
    case 'transfer':
      return transfer(command, state, ticket);
    case 'start':
      return status === 'serving' ? nothing : emit({ type: 'ServiceStarted', data: { no, window } });
    case 'finish':
      return command.no === undefined || command.no === no
        ? emit(...finishing(window, ticket, command.cases))
        : refuse('wrong-status', '窗口的号已经变动，请核对后再办结');
    default:
      return command satisfies never;
  }
};

/** An act at a window that was opened today. */
export const atWindow = (command: CommandOf<Exclude<WindowAct, 'open'>>, state: QueueState): Decision => {
  const window = state.windows.get(command.window);
  if (!window) return refuse('window-not-open', '窗口没有开放');
  switch (command.type) {
    case 'pause':
      return pause(state, window);
    case 'close':
      return close(state, window);
    case 'call-next':
      return callNext(command, state, window);
    case 'recall':
    case 'skip':
    case 'transfer':
    case 'start':
    case 'finish': {
      const ticket = currentAt(state, window);
      return ticket
        ? onCurrent(command, state, ticket)
        : refuse('wrong-status', '窗口没有正在呼叫或办理的号');
    }
    default:
      return command satisfies never;
  }
};
