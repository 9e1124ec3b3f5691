import { dayNumberOf, instantOf, type Day, type Instant } from '../kernel/instant.ts';
import { DayTable } from './day-table.ts';
import { checkCalendarRules, type CalendarRules, type Session } from './rules.ts';

/** Rules that `checkCalendarRules` refuses reached the calendar. */
export class CalendarRulesError extends Error {
  override readonly name = 'CalendarRulesError';
}

export interface DayReason {
  readonly working: boolean;
  /** Chinese, for people: 周末, 国庆节, 调休上班, 工作日, 闭馆：大雪; `（暂定）` while the year's notice is not out. */
  readonly why: string;
}

/** The working days and opening hours of one hall (行政许可法 第82条). Immutable. */
export interface WorkingCalendar {
  isWorkingDay(day: Day): boolean;
  reasonOf(day: Day): DayReason;
  /** No notice is known for the year, so its days may still change. */
  isProvisional(year: number): boolean;
  /** Opening hours, none on a day that is not worked. */
  sessionsOf(day: Day): readonly Session[];
  /** Close of business; a day that is not worked closes at 24:00. */
  closeOf(day: Day): Instant;
  /** The `count`-th working day after `day`, before it for a negative count, `day` itself for 0. */
  addWorkingDays(day: Day, count: number): Day;
  /** Working days in `(after, upTo]`. */
  workingDaysBetween(after: Day, upTo: Day): number;
  /** The same in day numbers, for arithmetic. */
  readonly table: DayTable;
}

/** @throws CalendarRulesError for rules that `checkCalendarRules` refuses. */
export const createCalendar = (rules: CalendarRules): WorkingCalendar => {
  const checked = checkCalendarRules(rules);
  if (!checked.ok) throw new CalendarRulesError(JSON.stringify(checked.refusal.errors));
  const table = new DayTable(rules);
  return {
    table,
    isWorkingDay: (day) => table.isWorking(dayNumberOf(day)),
    reasonOf: (day) => {
      const { working, why } = table.facts(dayNumberOf(day));
      return { working, why };
    },
    isProvisional: (year) => table.year(year).provisional,
    sessionsOf: (day) => table.facts(dayNumberOf(day)).sessions,
    closeOf: (day) => instantOf(table.closeMsOf(dayNumberOf(day))),
    addWorkingDays: (day, count) => {
      const number = dayNumberOf(day);
      return table.dayAt(count < 0 ? table.workingBefore(number, -count) : table.workingAfter(number, count));
    },
    workingDaysBetween: (after, upTo) => table.countBetween(dayNumberOf(after), dayNumberOf(upTo)),
  };
};
