import { changesCalendar } from '../../shared/domain/tenant/state.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { epochMsOf, instantOf, type Instant } from '../../shared/kernel/instant.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { Views } from '../../shared/ports/views.ts';
import type { Workflows } from '../../shared/ports/workflows.ts';
import { KEPT_FACTS_MS, loadHall } from '../runtime/hall.ts';
import { runningLimits, type RunningLimit } from '../runtime/running-limits.ts';
import { caseClock, OTHER_CLOCKS } from './clocks.ts';
import { evaluate } from './evaluate.ts';
import type { ClockDeps } from './limits.ts';

export type RedateDeps = ClockDeps & { readonly views: Views };

/** How far a walk has come: the hall whose calendar changed, and the place in its list of running limits. */
export interface WalkRef {
  readonly tenant: TenantCode;
  readonly cursor?: string;
}

/** What the state machine goes on with: without `wakeAt` the walk is over. */
export type Walked = WalkRef & { readonly wakeAt?: Instant };

const PAGE = 100;
const AT_ONCE = 8;

/** Moves what the calendar puts elsewhere. Of a case the list itself tells whether there is anything to move. */
const redate = async (deps: RedateDeps, row: RunningLimit): Promise<void> => {
  const { tenant } = row;
  if ('aggregate' in row) {
    const { aggregate, id } = row;
    const current = await OTHER_CLOCKS[aggregate].current(deps, tenant, id);
    if (current) await evaluate(deps, { ...current, aggregate }, { afterChange: true });
    return;
  }
  const { received, stretch } = row.state;
  const hall = await loadHall(deps, tenant);
  if (!caseClock.hasMoved(row.state, hall, deps.clock.now())) return;
  await evaluate(deps, { tenant, caseNo: received.caseNo, stretch }, { afterChange: true });
};

/**
 * One page of the walk: what has a day, or a warning, that the calendar now puts elsewhere gets its one commit, the rest
 * is only looked at. May be done again at any time: what was moved stands where it belongs and is not written again.
 */
export const redatePage = async (deps: RedateDeps, { tenant, cursor }: WalkRef): Promise<Walked> => {
  const { items, next } = await runningLimits(deps.views, tenant, PAGE, cursor);
  const left = [...items];
  const work = async (): Promise<void> => {
    for (let row = left.shift(); row; row = left.shift()) await redate(deps, row);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { tenant, ...(next === undefined ? {} : { cursor: next, wakeAt: deps.clock.now() }) };
};

/** Until then a function may still work by the calendar before, and what it does stand in no list. */
const settledAfter = (at: Instant): Instant => instantOf(epochMsOf(at) + 2 * KEPT_FACTS_MS);

/** A hall whose calendar changed has its running limits, and those below it, walked through. */
export const startWalk = async (
  { workflows }: { readonly workflows: Workflows },
  { tenant, version, at, events }: Commit,
): Promise<void> => {
  if (!events.some(({ type }) => changesCalendar(type))) return;
  await workflows.start('clock', `${tenant}-calendar-${version}`, { tenant, wakeAt: settledAfter(at) });
};
