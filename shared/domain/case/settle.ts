import type { CaseCommand } from './commands.ts';
import type { CaseEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { cardsCured, cardsDue } from './standing-cards.ts';
import type { CaseState, OpenedCase } from './state.ts';

/**
 * The events of an act with the cards around it: what was due before it goes up, so that no card depends on the clock's
 * having woken in time, and what the act cures comes down, all in one commit.
 */
export const withCards = (
  command: CaseCommand,
  state: OpenedCase,
  events: readonly CaseEvent[],
): readonly CaseEvent[] => {
  const { cards: rules, calendar, now, actor } = command;
  if (!rules) return events;
  const fold = (from: CaseState, more: readonly CaseEvent[]): CaseState =>
    more.reduce((before, event) => evolve(before, event, { at: now, actor, version: 0 }), from);
  const raised = cardsDue(state, calendar, rules, now);
  const after = fold(fold(state, raised), events);
  if (after.status === 'none') return events;
  return [...raised, ...cardsCured(after, calendar, rules, now), ...events];
};
