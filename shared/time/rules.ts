import { isDay, type Day } from '../kernel/instant.ts';
import { ok, refuse, type Refusal, type Result } from '../kernel/result.ts';

/** A stretch of opening hours, wall-clock time in Asia/Shanghai, `HH:MM`, `from` before `to`. */
export interface Session {
  readonly from: string;
  readonly to: string;
}

/** 1 Monday … 7 Sunday (ISO 8601). */
export type Weekday = '1' | '2' | '3' | '4' | '5' | '6' | '7';

/** The State Council's notice of one year as this hall applies it: replaces the published one of that year. */
export interface YearOverride {
  readonly year: number;
  readonly holidays: readonly { readonly day: Day; readonly name: string }[];
  /** Saturdays and Sundays that are worked (调休上班). */
  readonly workdays: readonly Day[];
}

/** The hall is shut on a day, or before or after noon of it. A day shut entirely is no working day of this hall. */
export interface Closure {
  readonly day: Day;
  readonly half?: 'morning' | 'afternoon';
  /** Why, in Chinese, for the public: `大雪`. */
  readonly reason: string;
}

/** The working calendar of one hall as plain JSON: it is kept in the hall's log. */
export interface CalendarRules {
  /** Opening hours of a working day, in order, not overlapping. */
  readonly hours: readonly Session[];
  /** Weekdays with hours of their own, e.g. a shorter Friday. A make-up Saturday is weekday 6. */
  readonly weekdays?: Readonly<Partial<Record<Weekday, readonly Session[]>>>;
  /** 夏令作息: hours of every working day from `from` to `to` (`MM-DD`, both included, within one year). */
  readonly summer?: { readonly from: string; readonly to: string; readonly hours: readonly Session[] };
  readonly overrides?: readonly YearOverride[];
  readonly closures?: readonly Closure[];
}

export type CalendarRefusal = Refusal<'invalid-calendar'>;

interface Fault {
  readonly path: string;
  readonly message: string;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

const sessionFaults = (path: string, sessions: readonly Session[]): Fault[] => {
  if (sessions.length === 0) return [{ path, message: '至少要有一个开放时段' }];
  const isBad = sessions.some(
    ({ from, to }, index) =>
      !TIME.test(from) || !TIME.test(to) || from >= to || from < (sessions[index - 1]?.to ?? '00:00'),
  );
  return isBad ? [{ path, message: '开放时段应为 HH:MM，先后有序且不重叠' }] : [];
};

const summerFaults = (summer: CalendarRules['summer']): Fault[] => {
  if (!summer) return [];
  const { from, to } = summer;
  const isRange = isDay(`2000-${from}`) && isDay(`2000-${to}`) && from <= to;
  const range = isRange ? [] : [{ path: 'summer', message: '夏令起止应为 MM-DD，且起不晚于止' }];
  return [...range, ...sessionFaults('summer.hours', summer.hours)];
};

const overrideFaults = ({ year, holidays, workdays }: YearOverride, index: number): Fault[] => {
  const days = [...holidays.map(({ day }) => day), ...workdays];
  const isForeign = days.some((day) => !isDay(day) || !day.startsWith(`${year}-`));
  const isDouble = new Set<string>(days).size < days.length;
  const path = `overrides[${index}]`;
  return [
    ...(isForeign ? [{ path, message: `日期必须是 ${year} 年的日期` }] : []),
    ...(isDouble ? [{ path, message: '同一日期只能出现一次' }] : []),
  ];
};

const closureFaults = ({ day }: Closure, index: number): Fault[] =>
  isDay(day) ? [] : [{ path: `closures[${index}]`, message: '日期不存在' }];

const doubleYears = (overrides: readonly YearOverride[]): Fault[] =>
  new Set(overrides.map(({ year }) => year)).size < overrides.length
    ? [{ path: 'overrides', message: '同一年份只能有一份安排' }]
    : [];

/** Whether a calendar can be worked with; all faults at once. */
export const checkCalendarRules = (rules: CalendarRules): Result<CalendarRules, CalendarRefusal> => {
  const { weekdays = {}, overrides = [], closures = [] } = rules;
  const faults = [
    ...sessionFaults('hours', rules.hours),
    ...Object.entries(weekdays).flatMap(([weekday, sessions]) =>
      sessionFaults(`weekdays.${weekday}`, sessions),
    ),
    ...summerFaults(rules.summer),
    ...overrides.flatMap(overrideFaults),
    ...doubleYears(overrides),
    ...closures.flatMap(closureFaults),
  ];
  return faults.length === 0 ? ok(rules) : refuse('invalid-calendar', '工作日历有误', faults);
};
