import type { Shape } from '../api/shapes.ts';

type ClockDay = Shape<'ClockExplanation'>['days'][number];

/** A square of the calendar: a day of the limit, or one beside it, which says nothing. */
export interface CalendarCell {
  readonly day: string;
  readonly date: number;
  readonly of?: ClockDay;
}

export interface CalendarMonth {
  readonly key: string;
  readonly year: string;
  readonly month: string;
  /** Weeks from Monday on; squares outside the month are empty. */
  readonly weeks: readonly (readonly (CalendarCell | undefined)[])[];
}

const DAY_MS = 86_400_000;
const isoOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const cellsOf = (key: string, days: ReadonlyMap<string, ClockDay>): (CalendarCell | undefined)[] => {
  const first = Date.parse(`${key}-01`);
  const lead = (new Date(first).getUTCDay() + 6) % 7;
  const cells: (CalendarCell | undefined)[] = Array.from({ length: lead }, () => undefined);
  for (let ms = first; isoOf(ms).startsWith(key); ms += DAY_MS) {
    const day = isoOf(ms);
    const found = days.get(day);
    cells.push({ day, date: Number(day.slice(8)), ...(found ? { of: found } : {}) });
  }
  return cells;
};

const weeksOf = <Cell>(cells: readonly (Cell | undefined)[]): (Cell | undefined)[][] =>
  Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_unused, day) => cells[week * 7 + day]),
  );

type Week = CalendarMonth['weeks'][number];
const isConcerned = (week: Week): boolean => week.some((cell) => cell?.of !== undefined);

/** Without the weeks before the limit begins and after it ends. */
const trimmed = (weeks: readonly Week[]): readonly Week[] =>
  weeks.slice(weeks.findIndex(isConcerned), weeks.findLastIndex(isConcerned) + 1);

/** The days of a limit as the months they lie in, each week from Monday on. */
export const calendarMonths = (days: readonly ClockDay[]): readonly CalendarMonth[] => {
  const byDay = new Map(days.map((day) => [day.day, day]));
  const keys = [...new Set(days.map(({ day }) => day.slice(0, 7)))].sort();
  return keys.map((key) => ({
    key,
    year: key.slice(0, 4),
    month: String(Number(key.slice(5))),
    weeks: trimmed(weeksOf(cellsOf(key, byDay))),
  }));
};
