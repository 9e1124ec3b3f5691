import {
  DAY_MS,
  dayNumberAt,
  epochMsOf,
  instantAt,
  instantOf,
  type Day,
  type Instant,
} from '../kernel/instant.ts';
import type { WorkingCalendar } from './calendar.ts';
import type { DayTable } from './day-table.ts';

/** The clock stands still from `from` (included) to `to` (excluded); without `to` it still does. */
export interface Pause {
  readonly from: Instant;
  readonly to?: Instant;
  /** Chinese, for people, e.g. the kind of the special procedure: 专家评审. */
  readonly reason: string;
}

/**
 * A limit in working days. A working day counts if and only if the clock was running at that day's close of
 * business; the day on which the limit starts does not count. A limit of 0 days is due on that day itself.
 */
export interface Limit {
  readonly start: Instant;
  readonly days: number;
  readonly pauses: readonly Pause[];
  /** Working days added by an extension (行政许可法 第42条). */
  readonly extension?: number;
}

/** A due day was asked for while the clock stands still and nobody said until when. */
export class OpenPauseError extends Error {
  override readonly name = 'OpenPauseError';
}

/** Days from `first` to `last`, in day numbers, at whose close the clock stood still. */
interface Still {
  readonly first: number;
  readonly last: number;
}

const FOREVER = Number.POSITIVE_INFINITY;

const totalOf = ({ days, extension = 0 }: Limit): number => days + extension;

/** First day that closes at the instant or later. */
const firstClosingFrom = (table: DayTable, instant: Instant): number => {
  const day = dayNumberAt(instant);
  return table.closeMsOf(day) >= epochMsOf(instant) ? day : day + 1;
};

/** The stretches in which the clock stood still, in order and apart. An open pause lasts until `assumedEnd`. */
const stillOf = (table: DayTable, pauses: readonly Pause[], assumedEnd: Instant | undefined): Still[] => {
  const spans = pauses
    .map(({ from, to = assumedEnd }) => ({
      first: firstClosingFrom(table, from),
      last: to === undefined ? FOREVER : firstClosingFrom(table, to) - 1,
    }))
    .filter(({ first, last }) => first <= last)
    .sort((a, b) => a.first - b.first);
  return spans.reduce<Still[]>((merged, span) => {
    const previous = merged.at(-1);
    if (!previous || span.first > previous.last) return [...merged, span];
    return [...merged.slice(0, -1), { first: previous.first, last: Math.max(previous.last, span.last) }];
  }, []);
};

/** The day on which the `count`-th day of the limit counts, or none when the clock stands still before. */
const dayOfCount = (
  table: DayTable,
  start: number,
  count: number,
  still: readonly Still[],
): number | undefined => {
  let day = start;
  let rest = count;
  for (const { first, last } of still) {
    if (last <= day) continue;
    const before = table.countBetween(day, first - 1);
    if (before >= rest) break;
    if (last === FOREVER) return undefined;
    rest -= before;
    day = last;
  }
  return table.workingAfter(day, rest);
};

const assumedDay = (
  { table }: WorkingCalendar,
  limit: Limit,
  count: number,
  assumedEnd?: Instant,
): number => {
  const still = limit.pauses.length === 0 ? [] : stillOf(table, limit.pauses, assumedEnd);
  const day = dayOfCount(table, dayNumberAt(limit.start), count, still);
  if (day === undefined)
    throw new OpenPauseError('the limit is paused and has no due day without an assumed end');
  return day;
};

/**
 * The last day of the limit. A pause that is still open is taken to last until `assumedEnd`: `announcedEnd`, or now
 * when the procedure takes longer than announced.
 * @throws OpenPauseError when an open pause has no assumed end and the limit is not over before it.
 */
export const dueDay = (calendar: WorkingCalendar, limit: Limit, assumedEnd?: Instant): Day =>
  calendar.table.dayAt(assumedDay(calendar, limit, totalOf(limit), assumedEnd));

/**
 * When a pause that starts at `from` ends if exactly `days` working days do not count: 行政许可法 第45条, the time
 * that the applicant was told. It is 00:00 after the last of them.
 */
export const announcedEnd = ({ table }: WorkingCalendar, from: Instant, days: number): Instant => {
  if (days === 0) return from;
  const last = table.workingAfter(firstClosingFrom(table, from) - 1, days);
  return instantAt(table.dayAt(last + 1), '00:00');
};

/** Days of the limit that have run: counting days whose close of business has passed. */
export const elapsedDays = ({ table }: WorkingCalendar, limit: Limit, asOf: Instant): number => {
  const start = dayNumberAt(limit.start);
  const today = dayNumberAt(asOf);
  const upTo = table.closeMsOf(today) <= epochMsOf(asOf) ? today : today - 1;
  return stillOf(table, limit.pauses, undefined).reduce(
    (count, { first, last }) => count - table.countBetween(Math.max(start, first - 1), Math.min(upTo, last)),
    table.countBetween(start, upTo),
  );
};

/** The last day of the limit is over; it runs until 24:00. A limit that stands still does not become overdue. */
export const isOverdue = ({ table }: WorkingCalendar, limit: Limit, asOf: Instant): boolean => {
  const still = stillOf(table, limit.pauses, undefined);
  const due = dayOfCount(table, dayNumberAt(limit.start), totalOf(limit), still);
  return due !== undefined && dayNumberAt(asOf) > due;
};

/**
 * Working days left: the whole limit at the start, 1 on the last day, 0 after its close of business. Negative if and
 * only if the limit is overdue: −1 from 00:00 after the last day, one less at each counting close from the second on.
 */
export const remainingDays = (calendar: WorkingCalendar, limit: Limit, asOf: Instant): number => {
  const left = totalOf(limit) - elapsedDays(calendar, limit, asOf);
  return isOverdue(calendar, limit, asOf) ? Math.min(-1, left) : left;
};

/**
 * The close of business at which `days` working days are left, for waking up in time; the start for the whole limit.
 * `days` from 0 to the length of the limit.
 * @throws OpenPauseError as `dueDay`.
 */
export const instantWhenRemaining = (
  calendar: WorkingCalendar,
  limit: Limit,
  days: number,
  assumedEnd?: Instant,
): Instant => {
  const count = totalOf(limit) - days;
  if (count <= 0) return limit.start;
  return instantOf(calendar.table.closeMsOf(assumedDay(calendar, limit, count, assumedEnd)));
};

/** The first instant at which the limit is overdue: 00:00 after the due day. @throws OpenPauseError as `dueDay`. */
export const overdueFrom = (calendar: WorkingCalendar, limit: Limit, assumedEnd?: Instant): Instant => {
  const due = dueDay(calendar, limit, assumedEnd);
  return instantOf(epochMsOf(instantAt(due, '00:00')) + DAY_MS);
};
