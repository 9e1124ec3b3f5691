import type { Instant } from '../../kernel/instant.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import { remainingOf } from '../case/card.ts';
import type { Planned } from '../theme/graph.ts';
import type { JointClock } from './state.ts';

/** 行政许可法 第26条、第42条 第二款: joint handling, and its one extension. */
export const JOINT_STATUTORY_DAYS = 45;
export const JOINT_EXTENSION_DAYS = 15;

/** Working days of the longest way through the plan: what one after the other takes at least. */
const longestWay = (plan: readonly Planned[], daysOf: (name: string) => number): number => {
  const known = new Map(plan.map((node) => [node.name, node]));
  const lengths = new Map<string, number>();
  const lengthOf = (name: string): number => {
    const kept = lengths.get(name);
    if (kept !== undefined) return kept;
    const length = Math.max(0, ...(known.get(name)?.after ?? []).map(lengthOf)) + daysOf(name);
    lengths.set(name, length);
    return length;
  };
  return Math.max(0, ...plan.map(({ name }) => lengthOf(name)));
};

/** Both limits of a bundle. Without a promise of its own the theme promises what its matters add up to, within the law. */
export const jointLimits = (
  promised: number | null,
  plan: readonly Planned[],
  daysOf: (name: string) => number,
): { readonly promisedDays: number; readonly statutoryDays: number } => ({
  promisedDays: Math.min(promised ?? longestWay(plan, daysOf), JOINT_STATUTORY_DAYS),
  statutoryDays: JOINT_STATUTORY_DAYS,
});

/** Working days of the joint promise that are left, negative when it has passed. A bundle that is over keeps its number. */
export const jointRemaining = (clock: JointClock, calendar: WorkingCalendar, now: Instant): number =>
  remainingOf({ ...clock, pauses: [], running: clock.endedAt === undefined, epoch: 0 }, calendar, now);
