import type { Instant } from '../../kernel/instant.ts';
import type { CalendarRules } from '../../time/rules.ts';

/** A change of the working calendar, and why, for whoever is told that a day has moved. */
export interface CalendarChange {
  readonly at: Instant;
  /** Chinese: 闭馆：大雪（2026-12-01）. */
  readonly reason: string;
  /** Closures are the hall's own; the halls below work on. */
  readonly ownOnly: boolean;
  /** The hall's own part of the calendar until then. */
  readonly before: CalendarFacts;
}

/** What a hall itself has said of its calendar. */
export interface CalendarFacts extends Partial<Pick<CalendarRules, 'hours' | 'weekdays' | 'summer'>> {
  readonly overrides: NonNullable<CalendarRules['overrides']>;
  readonly closures: NonNullable<CalendarRules['closures']>;
}

/** What was announced since then, in one sentence; an act that did not know yet of the last change rests on it too. */
export const changesSince = (changes: readonly CalendarChange[], since: Instant): string => {
  const later = changes.filter(({ at }) => at >= since);
  const found = later.length > 0 ? later : changes.slice(-1);
  return [...new Set(found.map(({ reason }) => reason))].join('；') || '工作日历调整';
};
