import { epochMsOf, type Instant } from '../../kernel/instant.ts';
import { countRecent, measuredMs } from './arrivals.ts';
import { meanWaitOf } from './erlang.ts';
import { NO_FIGURES, type QueueState, type QueueWindow } from './state.ts';
import type { LoadFigures, TideRules } from './tide-rules.ts';
import { serviceMs } from './waits.ts';
import type { QueueZone } from './zone.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** No hall opens more windows than this for one line. */
const MOST_WINDOWS = 500;

export interface Load {
  readonly services: readonly string[];
  readonly open: readonly QueueWindow[];
  readonly figures: LoadFigures;
}

interface Pool {
  readonly services: readonly string[];
  readonly open: readonly QueueWindow[];
}

export const oneDigit = (value: number): number => Math.round(value * 10) / 10;

const share = (pool: Pool, services: readonly string[]): boolean =>
  pool.services.some((code) => services.includes(code));

/** Services that share open windows, directly or by way of others, are one pool: the same clerks call them. */
const poolsOf = ({ services }: QueueZone, { windows }: QueueState): readonly Pool[] => {
  const open = [...windows.values()].filter(({ status }) => status === 'open');
  const alone: readonly Pool[] = services.map(({ code }) => ({ services: [code], open: [] }));
  return open.reduce((pools, window) => {
    const joined = pools.filter((pool) => share(pool, window.services));
    if (joined.length === 0) return pools;
    const merged = {
      services: joined.flatMap((pool) => pool.services),
      open: [...joined.flatMap((pool) => pool.open), window],
    };
    return [...pools.filter((pool) => !joined.includes(pool)), merged];
  }, alone);
};

/** Who waits for each service; a booked one only from its slot on. */
const waitingBy = ({ lines, tickets }: QueueState, now: Instant): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const [{ place }, no] of lines.entries()) {
    const service = tickets.get(no)?.service;
    if (service === undefined || (place[0] ?? 0) > epochMsOf(now)) continue;
    counts.set(service, (counts.get(service) ?? 0) + 1);
  }
  return counts;
};

/** What serving one takes, by the mixture of services that is asked for. */
const meanServiceMs = (state: QueueState, weights: readonly (readonly [string, number])[]): number => {
  const all = weights.reduce((sum, [, weight]) => sum + weight, 0);
  const even = weights.map(([code]) => [code, 1] as const);
  return all === 0
    ? meanServiceMs(state, even)
    : weights.reduce((sum, [code, weight]) => sum + weight * serviceMs(state, code), 0) / all;
};

/** What is known of a pool: all that M/M/c wants. */
interface Demand {
  readonly waiting: number;
  readonly perMs: number;
  readonly serviceTime: number;
}

/** The long-run wait with so many windows, in minutes. */
export const steadyMinutes = ({ perHour, serviceMinutes }: LoadFigures, servers: number): number =>
  meanWaitOf({ arrivalRate: perHour / 60, serviceTime: serviceMinutes, servers });

type Limits = Pick<TideRules, 'tidePeople' | 'tideMinutes'>;

/** The fewest windows with which neither who waits now nor the long run goes beyond the limits. */
export const neededFor = (
  { waiting, perMs, serviceTime }: Demand,
  { tidePeople, tideMinutes }: Limits,
): number => {
  const limitMs = tideMinutes * MINUTE_MS;
  const isEnough = (servers: number): boolean =>
    waiting <= tidePeople * servers &&
    (waiting * serviceTime) / servers <= limitMs &&
    meanWaitOf({ arrivalRate: perMs, serviceTime, servers }) <= limitMs;
  let servers = 1;
  while (servers < MOST_WINDOWS && !isEnough(servers)) servers += 1;
  return servers;
};

const figuresOf = (demand: Demand, windows: number, limits: Limits): LoadFigures => {
  const { waiting, perMs, serviceTime } = demand;
  const steady = meanWaitOf({ arrivalRate: perMs, serviceTime, servers: windows });
  return {
    waiting,
    waitMinutes: oneDigit((waiting * serviceTime) / Math.max(1, windows) / MINUTE_MS),
    perHour: oneDigit(perMs * HOUR_MS),
    serviceMinutes: oneDigit(serviceTime / MINUTE_MS),
    windows,
    needed: neededFor(demand, limits),
    ...(Number.isFinite(steady) ? { steadyMinutes: oneDigit(steady / MINUTE_MS) } : {}),
  };
};

/**
 * The load of a zone now, by services that share windows: arrivals of the last half hour, service times of late, who
 * waits (C21, D27).
 */
export const loadsOf = (
  zone: QueueZone,
  state: QueueState,
  limits: Limits,
  now: Instant,
): readonly Load[] => {
  const waitingFor = waitingBy(state, now);
  const measured = measuredMs(state.since, now);
  return poolsOf(zone, state).map(({ services, open }) => {
    const came = services.map(
      (code) => [code, countRecent((state.figures.get(code) ?? NO_FIGURES).arrivals, now)] as const,
    );
    const weights = came.map(([code, count]) => [code, count + (waitingFor.get(code) ?? 0)] as const);
    const demand = {
      waiting: services.reduce((sum, code) => sum + (waitingFor.get(code) ?? 0), 0),
      perMs: came.reduce((sum, [, count]) => sum + count, 0) / measured,
      serviceTime: meanServiceMs(state, weights),
    };
    return { services, open, figures: figuresOf(demand, open.length, limits) };
  });
};
