import type { Day } from '../kernel/instant.ts';
import type { CalendarRules } from './rules.ts';
import { buildYearTable, firstDayOf, type YearTable } from './year-table.ts';

/** A calculation ran out of the calendar: the years 1949 to 9998. */
export class CalendarRangeError extends RangeError {
  override readonly name = 'CalendarRangeError';
}

const FIRST_YEAR = 1949;
const LAST_YEAR = 9998;
const DAYS_A_YEAR = 365.2425;

/**
 * The calendar in day numbers (days since 1970-01-01): counting and stepping cost a look-up a year.
 * Years are worked out when first asked for; the rules are fixed, so nothing a caller sees ever changes.
 */
export class DayTable {
  readonly #rules: CalendarRules;
  readonly #years = new Map<number, YearTable>();

  constructor(rules: CalendarRules) {
    this.#rules = rules;
  }

  year(year: number): YearTable {
    const known = this.#years.get(year);
    if (known) return known;
    if (!(year >= FIRST_YEAR && year <= LAST_YEAR))
      throw new CalendarRangeError(`no calendar for the year ${year}`);
    const table = buildYearTable(this.#rules, year);
    this.#years.set(year, table);
    return table;
  }

  facts(day: number): YearTable['facts'][number] {
    const table = this.year(yearOf(day));
    return table.facts[day - table.first] ?? missing(day);
  }

  isWorking(day: number): boolean {
    return this.facts(day).working;
  }

  dayAt(day: number): Day {
    const table = this.year(yearOf(day));
    return table.labels[day - table.first] ?? missing(day);
  }

  /** Close of business in milliseconds since 1970; a day without business closes at 24:00. */
  closeMsOf(day: number): number {
    const table = this.year(yearOf(day));
    return table.closeMs[day - table.first] ?? missing(day);
  }

  /** Working days in `(after, upTo]`. */
  countBetween(after: number, upTo: number): number {
    if (upTo <= after) return 0;
    const fromYear = yearOf(after);
    const toYear = yearOf(upTo);
    let count = this.#rankOf(upTo, toYear) - this.#rankOf(after, fromYear);
    for (let year = fromYear; year < toYear; year += 1) count += this.year(year).workingDays.length;
    return count;
  }

  /** The `count`-th working day after `day`, `day` itself for 0. */
  workingAfter(day: number, count: number): number {
    if (count === 0) return day;
    let year = yearOf(day);
    let rest = count + this.#rankOf(day, year);
    for (;;) {
      const { workingDays } = this.year(year);
      if (rest <= workingDays.length) return workingDays[rest - 1] ?? missing(day);
      rest -= workingDays.length;
      year += 1;
    }
  }

  /** The `count`-th working day before `day`, `day` itself for 0. */
  workingBefore(day: number, count: number): number {
    if (count === 0) return day;
    let year = yearOf(day);
    let rest = this.#rankOf(day - 1, yearOf(day - 1)) - count;
    if (yearOf(day - 1) < year) year -= 1;
    while (rest < 0) {
      year -= 1;
      rest += this.year(year).workingDays.length;
    }
    return this.year(year).workingDays[rest] ?? missing(day);
  }

  /** Working days of the year up to and including the day. */
  #rankOf(day: number, year: number): number {
    const table = this.year(year);
    return table.rank[day - table.first + 1] ?? missing(day);
  }
}

/** The year of a day number: a guess by the mean length, corrected by at most one. */
const yearOf = (day: number): number => {
  const guess = 1970 + Math.floor(day / DAYS_A_YEAR);
  if (day < firstDayOf(guess)) return guess - 1;
  return day < firstDayOf(guess + 1) ? guess : guess + 1;
};

/** Every day of a year is in its table: an index outside is a fault of this module. */
const missing = (day: number): never => {
  throw new CalendarRangeError(`day ${day} is not where it belongs`);
};
