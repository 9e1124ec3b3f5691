import type { RedateDeps } from '../../functions/clock/redate.ts';
import { startClock, startOther } from '../../functions/clock/start-clock.ts';
import { wake, type Waiting } from '../../functions/clock/wake.ts';
import { runningLimits, type RunningLimit } from '../../functions/runtime/running-limits.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { epochMsOf } from '../../shared/kernel/instant.ts';
import type { Views } from '../../shared/ports/views.ts';
import { limitTo } from './feed-delivery.ts';
import { localWorkflows, type LocalWorkflows } from './workflows.ts';

/** The clocks of everything that has a limit. */
export interface Clocks {
  readonly workflows: LocalWorkflows;
  /**
   * Starts those that an earlier process left running. Each is evaluated on the way, so that a walk after a change of the
   * calendar that was cut off ends here.
   */
  resume(halls: readonly TenantCode[]): Promise<void>;
}

export interface ClocksOptions {
  /** Asked for when the first clock starts: the streams are opened after the feed. */
  readonly deps: () => RedateDeps;
  readonly speed: number;
  readonly onFault: (error: unknown) => void;
}

const PAGE = 200;
const RESUMED_AT_ONCE = 8;

const nameOf = (row: RunningLimit): string =>
  'aggregate' in row ? `${row.tenant} ${row.aggregate} ${row.id}` : row.state.received.caseNo;

/** Running limits of the hall and of those below it, by name: a county sees those of its townships as well. */
const allRunning = async (
  views: Views,
  hall: TenantCode,
): Promise<readonly (readonly [string, RunningLimit])[]> => {
  const found: (readonly [string, RunningLimit])[] = [];
  let cursor: string | undefined;
  do {
    const page = await runningLimits(views, hall, PAGE, cursor);
    for (const row of page.items) found.push([nameOf(row), row]);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
};

export const openClocks = ({ deps, speed, onFault }: ClocksOptions): Clocks => {
  const workflows = localWorkflows({
    tasks: { clock: (input) => wake(deps(), input as unknown as Waiting) },
    realMsUntil: (instant) => (epochMsOf(instant) - epochMsOf(deps().clock.now())) / speed,
    onFault,
  });
  const starting = () => ({ ...deps(), workflows });
  return {
    workflows,
    resume: async (halls) => {
      const limit = limitTo(RESUMED_AT_ONCE);
      const { views } = deps();
      const left = await Promise.all(halls.map((hall) => allRunning(views, hall)));
      const rows = new Map(left.flat());
      await Promise.all(
        [...rows.values()].map((row) =>
          limit(() =>
            'aggregate' in row
              ? startOther(starting(), row)
              : startClock(starting(), row.tenant, row.state.received.caseNo),
          ),
        ),
      );
    },
  };
};
