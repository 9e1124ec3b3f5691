import { dayNumberAt, dayNumberOf, instantOf, type Day, type Instant } from '../kernel/instant.ts';
import type { WorkingCalendar } from './calendar.ts';
import { dueDay, type Limit, type Pause } from './limits.ts';

/** What a day is for a limit: `off` the hall is closed, `paused` the clock stands still, `late` it is over the limit. */
type DayKind = 'start' | 'counted' | 'off' | 'paused' | 'late';

/** One day of a limit, for the citizen and the court: `GET …/clock`. */
export interface DayExplanation {
  readonly day: Day;
  readonly counts: boolean;
  readonly kind: DayKind;
  /** Chinese, for people. */
  readonly why: string;
}

const START = '起算当日，不计入';

const pauseAt = (
  pauses: readonly Pause[],
  instant: Instant,
  assumedEnd: Instant | undefined,
): Pause | undefined =>
  pauses.find(({ from, to = assumedEnd }) => from <= instant && (to === undefined || instant < to));

/** What the days of one limit are, asked day after day from the start. */
const explainer = (calendar: WorkingCalendar, limit: Limit, due: number, assumedEnd: Instant | undefined) => {
  const { table } = calendar;
  let counted = 0;
  let overdue = 0;
  return (number: number): Omit<DayExplanation, 'day'> => {
    const { working, why } = table.facts(number);
    if (!working) return { counts: false, kind: 'off', why };
    const pause = pauseAt(limit.pauses, instantOf(table.closeMsOf(number)), assumedEnd);
    if (pause) return { counts: false, kind: 'paused', why: `暂停计时：${pause.reason}` };
    if (number > due) {
      overdue += 1;
      return { counts: false, kind: 'late', why: `${why}，超期第${overdue}日` };
    }
    counted += 1;
    return { counts: true, kind: 'counted', why: `${why}，第${counted}日${number === due ? '，届满' : ''}` };
  };
};

/**
 * Day by day from the start to the due day, and on to the day of `until` when that is later (an overdue case).
 * As many days count as the limit has. Takes open pauses as `dueDay` does.
 * @throws OpenPauseError as `dueDay`.
 */
export const explainLimit = (
  calendar: WorkingCalendar,
  limit: Limit,
  { until, assumedEnd }: { readonly until?: Instant; readonly assumedEnd?: Instant } = {},
): readonly DayExplanation[] => {
  const { table } = calendar;
  const start = dayNumberAt(limit.start);
  const due = dayNumberOf(dueDay(calendar, limit, assumedEnd));
  const last = until === undefined ? due : Math.max(due, dayNumberAt(until));
  const explain = explainer(calendar, limit, due, assumedEnd);
  const rest = Array.from({ length: last - start }, (_, index) => start + 1 + index);
  return [
    {
      day: table.dayAt(start),
      counts: false,
      kind: 'start',
      why: start === due ? '当日办结，起算当日届满' : START,
    },
    ...rest.map((number) => ({ day: table.dayAt(number), ...explain(number) })),
  ];
};
