import type { ScreenView } from '../../shared/contracts/screen.ts';
import { queueAggregate, queueStream } from '../../shared/domain/queue/queue.ts';
import type { QueueRules } from '../../shared/domain/queue/rules.ts';
import { NO_FIGURES, type QueueState } from '../../shared/domain/queue/state.ts';
import { expectationFor } from '../../shared/domain/queue/waits.ts';
import type { Zone } from '../../shared/domain/tenant/hall.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { DAY_MS, epochMsOf, type Day, type Instant } from '../../shared/kernel/instant.ts';
import type { Deps } from '../runtime/deps.ts';
import { loadHall } from '../runtime/hall.ts';
import { loadZones } from '../runtime/zones.ts';

type Queue = ScreenView['queue'];

/** The queue of a zone as it stands. */
interface ZoneQueue {
  readonly zone: Zone;
  readonly state: QueueState;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SHANGHAI_MS = 8 * HOUR_MS;

const minutes = (ms: number): number => Math.round((ms / MINUTE_MS) * 10) / 10;

const hourOf = (instant: Instant): number =>
  Math.floor(((epochMsOf(instant) + SHANGHAI_MS) % DAY_MS) / HOUR_MS);

const waitingFor = ({ tickets, lines }: QueueState, service: string): number =>
  [...lines.values()].filter((no) => tickets.get(no)?.service === service).length;

const servicesOf = ({ zone, state }: ZoneQueue, rules: QueueRules): Queue['services'] =>
  zone.services.map(({ code, name }) => {
    const { served, recentMs } = state.figures.get(code) ?? NO_FIGURES;
    return {
      zone: zone.name,
      name,
      waiting: waitingFor(state, code),
      waitMinutes: expectationFor(state, code, rules).waitMinutes,
      served,
      ...(served === 0 ? {} : { serviceMinutes: minutes(recentMs) }),
    };
  });

const windowsOf = (queues: readonly ZoneQueue[]): Queue['windows'] => {
  const states = queues.flatMap(({ zone, state }) =>
    zone.windows.map(({ id }) => {
      const known = state.windows.get(id);
      if (known?.status !== 'open') return known?.status ?? 'closed';
      return known.current === undefined ? 'free' : 'busy';
    }),
  );
  const count = (wanted: string): number => states.filter((state) => state === wanted).length;
  return { busy: count('busy'), free: count('free'), paused: count('paused'), closed: count('closed') };
};

/** Numbers taken in each hour, from the first in which somebody came to the last. */
const hoursOf = (queues: readonly ZoneQueue[]): Queue['hours'] => {
  const counts = new Map<number, number>();
  for (const { state } of queues) {
    for (const { issuedAt } of state.tickets.values()) {
      const hour = hourOf(issuedAt);
      counts.set(hour, (counts.get(hour) ?? 0) + 1);
    }
  }
  if (counts.size === 0) return [];
  const first = Math.min(...counts.keys());
  return Array.from({ length: Math.max(...counts.keys()) - first + 1 }, (_, offset) => ({
    hour: first + offset,
    arrivals: counts.get(first + offset) ?? 0,
  }));
};

const sumOf = (queues: readonly ZoneQueue[]) => {
  const figures = queues.flatMap(({ state }) => [...state.figures.values()]);
  const sum = (of: (each: (typeof figures)[number]) => number): number =>
    figures.reduce((total, each) => total + of(each), 0);
  const [issued, served, called] = [sum((f) => f.issued), sum((f) => f.served), sum((f) => f.called)];
  return {
    issued,
    served,
    ...(called === 0 ? {} : { meanWaitMinutes: minutes(sum(({ waitMs }) => waitMs) / called) }),
    ...(served === 0
      ? {}
      : { meanServiceMinutes: minutes(sum((f) => (f.served === 0 ? 0 : f.recentMs * f.served)) / served) }),
  };
};

/** Who waits, what the windows do and when people came, of all zones of a hall today. */
export const screenQueue = async (
  deps: Pick<Deps, 'streams'>,
  tenant: TenantCode,
  day: Day,
): Promise<Queue> => {
  const [zones, { settings }] = await Promise.all([loadZones(deps, tenant), loadHall(deps, tenant)]);
  const queues = await Promise.all(
    zones.map(async (zone) => {
      const { state } = await deps.streams.load(tenant, queueAggregate, queueStream(zone.code, day));
      return { zone, state };
    }),
  );
  return {
    waiting: queues.reduce((sum, { state }) => sum + [...state.lines.values()].length, 0),
    ...sumOf(queues),
    services: queues.flatMap((queue) => servicesOf(queue, settings)),
    windows: windowsOf(queues),
    hours: hoursOf(queues),
  };
};
