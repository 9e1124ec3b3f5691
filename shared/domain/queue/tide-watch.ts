import { epochMsOf, type Instant } from '../../kernel/instant.ts';
import { isHalfHourOpen } from './arrivals.ts';
import type { QueueEvent, TideProposed } from './events.ts';
import { loadsOf, steadyMinutes, type Load } from './load.ts';
import type { QueueState, QueueWindow } from './state.ts';
import type { Tide } from './tide.ts';
import type { TideRules } from './tide-rules.ts';
import type { QueueZone } from './zone.ts';

const MINUTE_MS = 60_000;
/** Whoever declined is not asked again at once. */
const QUIET_MS = 15 * MINUTE_MS;
/** So long after an accepted proposal its effect is measured. */
const EFFECT_MS = 15 * MINUTE_MS;

/** What a look at the zone rests on. */
interface Look {
  readonly zone: QueueZone;
  readonly state: QueueState;
  readonly rules: TideRules;
  readonly now: Instant;
  readonly loads: readonly Load[];
}

type Proposal = Omit<TideProposed, 'id'>;

/** Too many people for each open window, or too long a wait for whoever comes now. */
const isCrowded = ({ figures }: Load, { tidePeople, tideMinutes }: TideRules): boolean =>
  figures.waiting > tidePeople * Math.max(1, figures.windows) || figures.waitMinutes > tideMinutes;

/** With one window less nobody would wait long, as far as a full half hour tells. */
const isCalmWithout = ({ figures }: Load, { state, rules, now }: Look): boolean =>
  figures.waiting === 0 &&
  isHalfHourOpen(state.since, now) &&
  steadyMinutes(figures, figures.windows - 1) < rules.tideCalmMinutes;

const isShared = (window: QueueWindow, { open }: Load): boolean =>
  window.services.every((code) =>
    open.some(({ id, services }) => id !== window.id && services.includes(code)),
  );

/** A closed window of the zone, best one that is arranged for some of these services; it serves what it is arranged for, or these. */
const toOpen = ({ zone, state }: Look, { services, figures: before }: Load): Proposal | undefined => {
  const closed = zone.windows.filter(({ id }) => (state.windows.get(id)?.status ?? 'closed') === 'closed');
  const own = closed.find((window) => window.services.some((code) => services.includes(code)));
  const window = own ?? closed[0];
  return window && { kind: 'open', window: window.id, services: own ? own.services : services, before };
};

/** An open window of services that nobody waits for helps out. */
const toWiden = ({ loads }: Look, { services, figures: before }: Load): Proposal | undefined => {
  const idle = loads
    .filter(({ figures, services: own }) => figures.waiting === 0 && own !== services)
    .flatMap(({ open }) => open)
    .find(({ current }) => current === undefined);
  return (
    idle && {
      kind: 'widen',
      window: idle.id,
      services: [...new Set([...idle.services, ...services])],
      before,
    }
  );
};

/** Best a window that was opened for a tide. */
const toClose = ({ state }: Look, load: Load): Proposal | undefined => {
  const opened = [...state.tides.values()].filter(
    ({ kind, status }) => kind === 'open' && status === 'accepted',
  );
  const forTide = new Set(opened.map(({ window }) => window));
  const free = load.open
    .filter((window) => window.current === undefined && isShared(window, load))
    .toSorted((left, right) => Number(forTide.has(left.id)) - Number(forTide.has(right.id)));
  const window = free.at(-1);
  return window && { kind: 'close', window: window.id, services: window.services, before: load.figures };
};

const isQuiet = ({ state, now }: Look, kind: Tide['kind']): boolean =>
  [...state.tides.values()].some(
    (tide) =>
      tide.status === 'declined' &&
      (tide.kind === 'close') === (kind === 'close') &&
      epochMsOf(now) - epochMsOf(tide.decidedAt ?? now) < QUIET_MS,
  );

/** The longest wait first; windows are closed only where nobody needs help. Before the first window opens nothing is proposed. */
const proposalOf = (look: Look): Proposal | undefined => {
  const { loads, rules } = look;
  if (loads.every(({ open }) => open.length === 0)) return undefined;
  const crowded = loads
    .filter((load) => isCrowded(load, rules))
    .toSorted((left, right) => right.figures.waitMinutes - left.figures.waitMinutes);
  for (const load of crowded) {
    const proposal = toOpen(look, load) ?? toWiden(look, load);
    if (proposal) return isQuiet(look, proposal.kind) ? undefined : proposal;
  }
  const calm = loads.find(({ open, ...load }) => open.length > 1 && isCalmWithout({ open, ...load }, look));
  const proposal = crowded.length === 0 && calm ? toClose(look, calm) : undefined;
  return proposal && !isQuiet(look, 'close') ? proposal : undefined;
};

const loadOf = (loads: readonly Load[], { services }: Tide): Load | undefined =>
  loads.find((load) => load.services.some((code) => services.includes(code)));

/** Half of what makes a proposal keeps it: it must not come and go with every single number. */
const keeping = ({ tidePeople, tideMinutes, tideCalmMinutes }: TideRules): TideRules => ({
  tidePeople: tidePeople / 2,
  tideMinutes: tideMinutes / 2,
  tideCalmMinutes,
});

/** It does not hold any more: the people are gone, or come again, or the window was opened or closed without it. */
const isOver = (look: Look, tide: Tide): boolean => {
  const { state, rules, loads } = look;
  const status = state.windows.get(tide.window)?.status ?? 'closed';
  if (status !== (tide.kind === 'open' ? 'closed' : 'open')) return true;
  const [first] = loads.filter(({ services }) => tide.services.some((code) => services.includes(code)));
  if (!first) return true;
  return tide.kind === 'close'
    ? first.figures.waiting >= first.figures.windows
    : !loads.some(
        (load) =>
          isCrowded(load, keeping(rules)) && load.services.some((code) => tide.services.includes(code)),
      );
};

const measured = ({ state, now, loads }: Look): readonly QueueEvent[] =>
  [...state.tides.values()].flatMap((tide): QueueEvent[] => {
    const { id, status, effect, decidedAt = now } = tide;
    const isDue = epochMsOf(now) - epochMsOf(decidedAt) >= EFFECT_MS;
    const load = status === 'accepted' && !effect && isDue ? loadOf(loads, tide) : undefined;
    return load ? [{ type: 'TideMeasured', data: { id, figures: load.figures } }] : [];
  });

/**
 * What a look at the zone brings (C21): the effect of what was accepted a while ago; a proposal that does not hold any more lapses;
 * and where none is pending, the next one. Nothing changes without a person.
 */
export const watch = (
  zone: QueueZone,
  state: QueueState,
  rules: TideRules,
  now: Instant,
): readonly QueueEvent[] => {
  const look: Look = { zone, state, rules, now, loads: loadsOf(zone, state, rules, now) };
  const pending = [...state.tides.values()].find(({ status }) => status === 'pending');
  if (pending)
    return isOver(look, pending)
      ? [...measured(look), { type: 'TideLapsed', data: { id: pending.id } }]
      : measured(look);
  const next = proposalOf(look);
  const id = `T${state.tides.size + 1}`;
  return next ? [...measured(look), { type: 'TideProposed', data: { id, ...next } }] : measured(look);
};
