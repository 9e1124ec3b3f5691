import type { Day, Instant } from '../../kernel/instant.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import { explainLimit, type DayExplanation } from '../../time/explain.ts';
import { announcedEnd } from '../../time/limits.ts';
import { limitsOf } from './limits.ts';
import type { CaseClock, DuesMove, OpenedCase } from './state.ts';

export interface ClockExplained {
  /** From the day of acceptance to the statutory due day, on to today when that is later. */
  readonly days: readonly DayExplanation[];
  readonly promisedDue: Day;
  readonly statutoryDue: Day;
  /** Days that a change of the calendar has moved while the clock ran. */
  readonly moves: readonly DuesMove[];
  /** A year on the way has no published holiday notice yet. */
  readonly provisional: boolean;
}

/** When the special procedure that stops the clock is taken to end: as announced, or now when it takes longer. */
const assumedEndOf = ({ procedures }: OpenedCase, calendar: WorkingCalendar, now: Instant): Instant => {
  const running = procedures.find(({ finishedAt, stopsClock }) => finishedAt === undefined && stopsClock);
  const announced = running ? announcedEnd(calendar, running.startedAt, running.days) : now;
  return announced > now ? announced : now;
};

const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** Both due dates day by day, so that a citizen or a court can follow them: which days counted, which did not and why. */
export const explainClock = (
  state: OpenedCase & { readonly clock: CaseClock },
  calendar: WorkingCalendar,
  now: Instant,
): ClockExplained => {
  const { clock } = state;
  const { promisedDue, statutoryDue, endedAt } = clock;
  const until = endedAt ?? now;
  const assumedEnd = assumedEndOf(state, calendar, now);
  const explained = explainLimit(calendar, limitsOf(clock).statutory, { until, assumedEnd });
  const days = explained.map((each) =>
    each.day === promisedDue && promisedDue !== statutoryDue
      ? { ...each, why: `${each.why}；承诺时限届满` }
      : each,
  );
  const years = [yearOf(promisedDue), yearOf(statutoryDue)];
  return {
    days,
    promisedDue,
    statutoryDue,
    moves: state.moves.filter(({ to }) => to.promisedDue !== undefined || to.statutoryDue !== undefined),
    provisional: years.some((year) => calendar.isProvisional(year)),
  };
};
