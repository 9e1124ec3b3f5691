import { Temporal } from 'temporal-polyfill';
import type { Day, Instant } from '../kernel/instant.ts';
import type { Limit } from './limits.ts';
import type { Closure } from './rules.ts';

/**
 * A second, naive implementation of the limits: one day after the other, with its own copy of the two notices
 * (国务院办公厅关于2025年、2026年部分节假日安排的通知) and the zone rules of the tz database.
 * It shares nothing with the real one but the types.
 */
const OFF = [
  ['2025-01-01', '2025-01-01'],
  ['2025-01-28', '2025-02-04'],
  ['2025-04-04', '2025-04-06'],
  ['2025-05-01', '2025-05-05'],
  ['2025-05-31', '2025-06-02'],
  ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
  ['2027-01-01', '2027-01-01'],
  ['2027-05-01', '2027-05-02'],
  ['2027-10-01', '2027-10-03'],
] as const;

const ON = new Set([
  '2025-01-26',
  '2025-02-08',
  '2025-04-27',
  '2025-09-28',
  '2025-10-11',
  '2026-01-04',
  '2026-02-14',
  '2026-02-28',
  '2026-05-09',
  '2026-09-20',
  '2026-10-10',
]);

interface NaiveDay {
  readonly day: string;
  readonly works: boolean;
  readonly closesAt: number;
}

export interface OracleAnswer {
  /** The due day, or none while the clock stands still for good. */
  readonly due: string | undefined;
  readonly elapsed: number;
  readonly remaining: number;
  readonly overdue: boolean;
}

export class Oracle {
  readonly #closures: ReadonlyMap<string, Closure>;
  readonly #closes: (date: string) => string;
  readonly #days = new Map<string, NaiveDay>();
  readonly #next = new Map<string, string>();
  readonly #dayByHour = new Map<string, string>();

  constructor(closures: readonly Closure[], closes: (date: string) => string) {
    this.#closures = new Map(closures.map((closure) => [closure.day, closure]));
    this.#closes = closes;
  }

  /** Everything about a limit; an open pause ends at `assumedEnd` for the due day and never for the rest. */
  answer(limit: Limit, asOf: Instant, assumedEnd: Instant | undefined): OracleAnswer {
    const total = limit.days + (limit.extension ?? 0);
    const open = spansOf(limit, undefined);
    const now = Date.parse(asOf);
    const today = this.localDay(asOf);
    let counted = 0;
    let elapsed = 0;
    let spent = total === 0 ? this.localDay(limit.start) : undefined;
    for (let day = this.#after(this.localDay(limit.start)); day <= today; day = this.#after(day)) {
      const { works, closesAt } = this.#naive(day);
      if (!works || isStill(open, closesAt)) continue;
      counted += 1;
      if (counted === total) spent = day;
      if (closesAt <= now) elapsed += 1;
    }
    const overdue = spent !== undefined && spent < today;
    const left = total - elapsed;
    return {
      due: this.#due(limit, total, assumedEnd),
      elapsed,
      remaining: overdue ? Math.min(-1, left) : left,
      overdue,
    };
  }

  #due(limit: Limit, total: number, assumedEnd: Instant | undefined): string | undefined {
    const spans = spansOf(limit, assumedEnd);
    let day = this.localDay(limit.start);
    for (let counted = 0; counted < total;) {
      day = this.#after(day);
      if (day > '2027-12-31') return undefined;
      const { works, closesAt } = this.#naive(day);
      if (works && !isStill(spans, closesAt)) counted += 1;
    }
    return day;
  }

  /** The zone is whole hours from UTC, so every instant of an hour has the same day. */
  localDay(instant: Instant): string {
    const hour = instant.slice(0, 13);
    const known = this.#dayByHour.get(hour);
    if (known !== undefined) return known;
    const day = Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();
    this.#dayByHour.set(hour, day);
    return day;
  }

  #after(day: string): string {
    const known = this.#next.get(day);
    if (known !== undefined) return known;
    const next = Temporal.PlainDate.from(day).add({ days: 1 }).toString();
    this.#next.set(day, next);
    return next;
  }

  #naive(day: string): NaiveDay {
    const known = this.#days.get(day);
    if (known) return known;
    const weekend = Temporal.PlainDate.from(day).dayOfWeek > 5;
    const off = OFF.some(([first, last]) => first <= day && day <= last);
    const closure = this.#closures.get(day);
    const works = !off && (!weekend || ON.has(day)) && !(closure && closure.half === undefined);
    const closes = closure?.half === 'afternoon' ? '12:00' : this.#closes(day.slice(5));
    const closesAt = Temporal.PlainDateTime.from(`${day}T${closes}`).toZonedDateTime(
      'Asia/Shanghai',
    ).epochMilliseconds;
    const naive = { day, works, closesAt };
    this.#days.set(day, naive);
    return naive;
  }
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const spansOf = ({ pauses }: Limit, assumedEnd: Instant | undefined): Span[] =>
  pauses.map(({ from, to = assumedEnd }) => ({
    from: Date.parse(from),
    to: to === undefined ? Infinity : Date.parse(to),
  }));

const isStill = (spans: readonly Span[], at: number): boolean =>
  spans.some(({ from, to }) => from <= at && at < to);

/** Closures of the random cases. */
export const CLOSURES: readonly Closure[] = [
  { day: '2025-11-20' as Day, reason: '大雪' },
  { day: '2026-01-22' as Day, reason: '大雪' },
  { day: '2026-07-30' as Day, half: 'afternoon', reason: '暴雨' },
  { day: '2026-08-04' as Day, half: 'morning', reason: '停电' },
];
