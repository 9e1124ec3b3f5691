import { movedDays } from '../../shared/domain/case/move-dues.ts';
import { changesCalendar } from '../../shared/domain/tenant/state.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { epochMsOf, instantOf, type Instant } from '../../shared/kernel/instant.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import type { Views } from '../../shared/ports/views.ts';
import type { Workflows } from '../../shared/ports/workflows.ts';
import { KEPT_FACTS_MS, loadHall } from '../runtime/hall.ts';
import { runningCases } from '../runtime/running-cases.ts';
import { evaluate, type ClockDeps } from './evaluate.ts';

export type RedateDeps = ClockDeps & { readonly views: Views };

/** How far a walk has come: the hall whose calendar changed, and the place in its list of running cases. */
export interface WalkRef {
  readonly tenant: TenantCode;
  readonly cursor?: string;
}

/** What the state machine goes on with: without `wakeAt` the walk is over. */
export type Walked = WalkRef & { readonly wakeAt?: Instant };

const PAGE = 100;
const AT_ONCE = 8;

/**
 * One page of the walk: cases with a day that the calendar now puts elsewhere get their one commit, the others are only
 * looked at. May be done again at any time: what was moved stands where it belongs and is not written a second time.
 */
export const redatePage = async (deps: RedateDeps, { tenant, cursor }: WalkRef): Promise<Walked> => {
  const { items, next } = await runningCases(deps.views, tenant, PAGE, cursor);
  const left = [...items];
  const work = async (): Promise<void> => {
    for (let row = left.shift(); row; row = left.shift()) {
      const { tenant: hall, state } = row;
      const { calendar } = await loadHall(deps, hall);
      if (movedDays(state, calendar))
        await evaluate(deps, { tenant: hall, caseNo: state.received.caseNo, stretch: state.stretch });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { tenant, ...(next === undefined ? {} : { cursor: next, wakeAt: deps.clock.now() }) };
};

/** Until then a function may still work by the calendar before, and what it does stand in no list. */
const settledAfter = (at: Instant): Instant => instantOf(epochMsOf(at) + 2 * KEPT_FACTS_MS);

/** A hall whose calendar changed has its running cases, and those below it, walked through. */
export const startWalk = async (
  { workflows }: { readonly workflows: Workflows },
  { tenant, version, at, events }: Commit,
): Promise<void> => {
  if (!events.some(({ type }) => changesCalendar(type))) return;
  await workflows.start('clock', `${tenant}-calendar-${version}`, { tenant, wakeAt: settledAfter(at) });
};
