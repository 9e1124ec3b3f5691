import { evaluate, type ClockDeps, type StretchRef } from '../../functions/clock/evaluate.ts';
import { clockReaction, startClock } from '../../functions/clock/start-clock.ts';
import { RUNNING, type SupervisionRow } from '../../functions/supervision/views.ts';
import type { CaseNo, TenantCode } from '../../shared/kernel/ids.ts';
import { epochMsOf } from '../../shared/kernel/instant.ts';
import type { Views } from '../../shared/ports/views.ts';
import { limitTo, type Subscriber } from './feed-delivery.ts';
import { localWorkflows, type LocalWorkflows } from './workflows.ts';

/** The clocks of all running cases. */
export interface Clocks {
  /** Starts and moves them as the log grows. */
  readonly subscriber: Subscriber;
  readonly workflows: LocalWorkflows;
  /** Starts those that an earlier process left running. */
  resume(halls: readonly TenantCode[]): Promise<void>;
}

export interface ClocksOptions {
  /** Asked for when the first clock starts: the streams are opened after the feed. */
  readonly deps: () => ClockDeps;
  readonly views: Views;
  readonly speed: number;
  readonly onFault: (error: unknown) => void;
}

const PAGE = 200;
const RESUMED_AT_ONCE = 8;

/** Running cases of the hall and of those below it, with the hall of each. */
const runningCases = async (
  views: Views,
  hall: TenantCode,
): Promise<readonly (readonly [CaseNo, TenantCode])[]> => {
  const found: (readonly [CaseNo, TenantCode])[] = [];
  let cursor: string | undefined;
  do {
    const query = { list: 'list3', partition: RUNNING, limit: PAGE } as const;
    const page = await views.for(hall).list(cursor === undefined ? query : { ...query, cursor });
    for (const { key, data } of page.items)
      found.push([key as CaseNo, (data as unknown as SupervisionRow).tenant]);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
};

export const openClocks = ({ deps, views, speed, onFault }: ClocksOptions): Clocks => {
  const workflows = localWorkflows({
    tasks: { clock: (input) => evaluate(deps(), input as unknown as StretchRef) as never },
    realMsUntil: (instant) => (epochMsOf(instant) - epochMsOf(deps().clock.now())) / speed,
    onFault,
  });
  const starting = () => ({ ...deps(), workflows });
  return {
    subscriber: { name: 'clock', take: (commit) => clockReaction(starting())(commit) },
    workflows,
    resume: async (halls) => {
      const limit = limitTo(RESUMED_AT_ONCE);
      const left = await Promise.all(halls.map((hall) => runningCases(views, hall)));
      const cases = new Map(left.flat());
      await Promise.all(
        [...cases].map(([caseNo, hall]) => limit(() => startClock(starting(), hall, caseNo))),
      );
    },
  };
};
