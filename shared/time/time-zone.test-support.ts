import { createHash } from 'node:crypto';
import type { Day } from '../kernel/instant.ts';
import { latestBookingDay } from './booking.ts';
import { createCalendar } from './calendar.ts';
import { explainLimit } from './explain.ts';
import { dueDay, isOverdue, remainingDays } from './limits.ts';
import { randomCase, SEASONAL } from './random-limits.test-support.ts';
import { addWorkingMinutes, workingMinutesBetween } from './working-minutes.ts';

/** Run in a process of its own by the time-zone test: prints the host's wall clock and a digest of many answers. */
const calendar = createCalendar(SEASONAL);
const answers = Array.from({ length: 200 }, (_, seed) => {
  const { limit, asOf, assumedEnd } = randomCase(seed);
  const options = assumedEnd === undefined ? { until: asOf } : { until: asOf, assumedEnd };
  return [
    dueDay(calendar, limit, assumedEnd),
    remainingDays(calendar, limit, asOf),
    isOverdue(calendar, limit, asOf),
    explainLimit(calendar, limit, options),
    addWorkingMinutes(calendar, limit.start, 20),
    workingMinutesBetween(calendar, limit.start, asOf),
    latestBookingDay(calendar, asOf.slice(0, 10) as Day),
  ];
});

process.stdout.write(
  JSON.stringify({
    wallClock: new Date(0).toString(),
    digest: createHash('sha256').update(JSON.stringify(answers)).digest('hex'),
  }),
);
