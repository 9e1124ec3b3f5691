import { DAY_MS, dayFromNumber, epochMsOf, instantAt, type Day } from '../kernel/instant.ts';
import type { CalendarRules, Closure, Session, Weekday } from './rules.ts';
import { noticeOf, type YearNotice } from './year-notice.ts';

/** What one day is for the hall. */
interface DayFacts {
  readonly working: boolean;
  /** Chinese, for people. */
  readonly why: string;
  /** Name of the festival, on a day off of the notice. */
  readonly festival?: string;
  readonly sessions: readonly Session[];
}

/** One year, worked out once: indices are days of the year from 0. */
export interface YearTable {
  /** Number of 1 January since 1970-01-01. */
  readonly first: number;
  readonly length: number;
  readonly provisional: boolean;
  readonly facts: readonly DayFacts[];
  readonly labels: readonly Day[];
  /** Close of business in milliseconds since 1970; a day without business closes at 24:00 (民法典 第203条). */
  readonly closeMs: Float64Array;
  /** `rank[i]` = working days among the first `i` days of the year; one entry more than days. */
  readonly rank: Uint16Array;
  /** Numbers of the working days, in order. */
  readonly workingDays: Int32Array;
}

const NOON = '12:00';
const HALF_NAME = { morning: '上午', afternoon: '下午' } as const;

/** 1970-01-01 was a Thursday. */
const weekdayOf = (dayNumber: number): Weekday => String(((((dayNumber + 3) % 7) + 7) % 7) + 1) as Weekday;

const hoursOf = (
  { hours, weekdays, summer }: CalendarRules,
  day: Day,
  weekday: Weekday,
): readonly Session[] => {
  const date = day.slice(5);
  if (summer && date >= summer.from && date <= summer.to) return summer.hours;
  return weekdays?.[weekday] ?? hours;
};

/** What is left of the hours when a half-day is taken away; noon divides. */
const withoutHalf = (sessions: readonly Session[], half: 'morning' | 'afternoon'): readonly Session[] =>
  half === 'morning'
    ? sessions.filter(({ to }) => to > NOON).map(({ from, to }) => ({ from: from > NOON ? from : NOON, to }))
    : sessions.filter(({ from }) => from < NOON).map(({ from, to }) => ({ from, to: to < NOON ? to : NOON }));

const dayOff = (why: string, festival?: string): DayFacts =>
  festival === undefined
    ? { working: false, why, sessions: [] }
    : { working: false, why, festival, sessions: [] };

const closed = (why: string, sessions: readonly Session[], closures: readonly Closure[]): DayFacts => {
  const left = closures.reduce<readonly Session[]>(
    (open, { half }) => (half ? withoutHalf(open, half) : []),
    sessions,
  );
  const reasons = closures.map(({ reason }) => reason).join('、');
  if (left.length === 0) return dayOff(`闭馆：${reasons}`);
  const halves = closures.map(({ half }) => (half ? HALF_NAME[half] : '')).join('');
  return { working: true, why: `${why}（${halves}闭馆：${reasons}）`, sessions: left };
};

const factsOf = (rules: CalendarRules, notice: YearNotice, dayNumber: number): DayFacts => {
  const day = dayFromNumber(dayNumber);
  const weekday = weekdayOf(dayNumber);
  const mark = notice.provisional ? '（暂定）' : '';
  const festival = notice.holidays.get(day);
  if (festival !== undefined) return dayOff(`${festival}${mark}`, festival);
  const isMadeUp = notice.workdays.has(day);
  if (Number(weekday) > 5 && !isMadeUp) return dayOff(`周末${mark}`);
  const why = `${isMadeUp ? '调休上班' : '工作日'}${mark}`;
  const sessions = hoursOf(rules, day, weekday);
  const closures = (rules.closures ?? []).filter((closure) => closure.day === day);
  return closures.length === 0 ? { working: true, why, sessions } : closed(why, sessions, closures);
};

const closeMsOf = (day: Day, sessions: readonly Session[]): number => {
  const last = sessions.at(-1);
  return last ? epochMsOf(instantAt(day, last.to)) : epochMsOf(instantAt(day, '00:00')) + DAY_MS;
};

/** Number of 1 January: leap years by the Gregorian rule, counted from 1970. */
export const firstDayOf = (year: number): number =>
  365 * (year - 1970) +
  Math.floor((year - 1969) / 4) -
  Math.floor((year - 1901) / 100) +
  Math.floor((year - 1601) / 400);

export const buildYearTable = (rules: CalendarRules, year: number): YearTable => {
  const notice = noticeOf(year, rules.overrides);
  const first = firstDayOf(year);
  const numbers = Array.from({ length: firstDayOf(year + 1) - first }, (_, index) => first + index);
  const labels = numbers.map(dayFromNumber);
  const facts = numbers.map((number) => factsOf(rules, notice, number));
  const rank = new Uint16Array(numbers.length + 1);
  facts.forEach(({ working }, index) => {
    rank[index + 1] = (rank[index] ?? 0) + Number(working);
  });
  return {
    first,
    length: numbers.length,
    provisional: notice.provisional,
    facts,
    labels,
    closeMs: Float64Array.from(labels, (day, index) => closeMsOf(day, facts[index]?.sessions ?? [])),
    rank,
    workingDays: Int32Array.from(numbers.filter((_, index) => facts[index]?.working)),
  };
};
