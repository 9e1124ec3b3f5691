import { epochMsOf, type Instant } from '../../kernel/instant.ts';
import { comparePlaces, headOf, type Waiting } from './lines.ts';
import type { QueueRules } from './rules.ts';
import { linesServed, type QueueState, type QueueWindow } from './state.ts';

/** The first of all lines of one kind that the window serves. */
const earliest = (state: QueueState, window: QueueWindow, isPriority: boolean): Waiting | undefined =>
  linesServed(window)
    .map((name) => headOf(state.lines, { isPriority, name }))
    .reduce<Waiting | undefined>(
      (first, head) => (head && (!first || comparePlaces(head.place, first.place) < 0) ? head : first),
      undefined,
    );

/** Walk-ins of a line that the window serves have been passed by often enough. */
const isOwedAWalkIn = ({ passed, lines }: QueueState, window: QueueWindow, rules: QueueRules): boolean =>
  linesServed(window).some(
    (name) => (passed.get(name) ?? 0) >= rules.priorityCalls && headOf(lines, { isPriority: false, name }),
  );

/**
 * Who is called next at a window: the green ones and those whose slot has come, in the order of their time; but a
 * waiting walk-in is passed by at most `priorityCalls` times by the windows that could have called it. A booked number
 * before its slot is called only when nobody else waits. Never the newest first. Nobody: undefined.
 */
export const nextAt = (
  state: QueueState,
  window: QueueWindow,
  rules: QueueRules,
  now: Instant,
): string | undefined => {
  const priority = earliest(state, window, true);
  const walkIn = earliest(state, window, false);
  if (!priority || !walkIn) return (priority ?? walkIn)?.no;
  const isDue = (priority.place[0] ?? 0) <= epochMsOf(now);
  return isDue && !isOwedAWalkIn(state, window, rules) ? priority.no : walkIn.no;
};
