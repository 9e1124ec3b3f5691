import { oneDigit } from '../../shared/domain/queue/load.ts';
import type { PlannedDay } from '../../shared/domain/queue/planning.ts';
import { queueAggregate, queueStream } from '../../shared/domain/queue/queue.ts';
import type { Department } from '../../shared/domain/tenant/hall.ts';
import { parentOf, type TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf, epochMsOf, instantAt, type Day } from '../../shared/kernel/instant.ts';
import type { WorkingCalendar } from '../../shared/time/calendar.ts';
import type { Deps } from '../runtime/deps.ts';
import { KEPT_FACTS_MS, loadTenant } from '../runtime/hall.ts';
import { endedCases, receivedCases, type CaseDays } from '../runtime/served-rows.ts';

const openMsOn = (calendar: WorkingCalendar, day: Day): number =>
  calendar
    .sessionsOf(day)
    .reduce((sum, { from, to }) => sum + epochMsOf(instantAt(day, to)) - epochMsOf(instantAt(day, from)), 0);

/** The zone's queues of these days; a day that is over changes no more, so a kept state will do. */
export const queuesOf = (
  { streams }: Pick<Deps, 'streams'>,
  tenant: TenantCode,
  zone: string,
  days: readonly Day[],
  calendar: WorkingCalendar,
): Promise<readonly PlannedDay[]> =>
  Promise.all(
    days.map(async (day) => {
      const { state } = await streams.load(tenant, queueAggregate, queueStream(zone, day), KEPT_FACTS_MS);
      return { queue: state, openMs: openMsOn(calendar, day) };
    }),
  );

/** The unit behind a service, where there is one: services of units are named by the unit's id. */
export const unitsBy = async (
  deps: Pick<Deps, 'streams'>,
  tenant: TenantCode,
): Promise<ReadonlyMap<string, string>> => {
  const parent = parentOf(tenant);
  const halls = await Promise.all(
    [...(parent === undefined ? [] : [parent]), tenant].map((code) => loadTenant(deps, code)),
  );
  const departments = halls.flatMap((hall): readonly Department[] =>
    hall.status === 'none' ? [] : hall.departments,
  );
  return new Map(departments.map(({ id, name }) => [id, name]));
};

export interface CasesOfDays {
  readonly received: readonly CaseDays[];
  readonly ended: readonly CaseDays[];
}

export const casesOf = async (
  { views }: Pick<Deps, 'views'>,
  tenant: TenantCode,
  days: readonly Day[],
): Promise<CasesOfDays> => {
  const own = views.for(tenant);
  const [received, ended] = await Promise.all([
    Promise.all(days.map((day) => receivedCases(own, day))),
    Promise.all(days.map((day) => endedCases(own, day))),
  ]);
  return { received: received.flat(), ended: ended.flat() };
};

const byType = (cases: readonly CaseDays[]) => {
  const counts = new Map<string, number>();
  for (const { matterType } of cases)
    if (matterType !== undefined) counts.set(matterType, (counts.get(matterType) ?? 0) + 1);
  return [...counts]
    .map(([type, count]) => ({ type, cases: count }))
    .toSorted((left, right) => right.cases - left.cases);
};

/** What the cases of a unit say to the size of its windows; working days by the calendar of the hall. */
export const caseLoadOf = (
  { received, ended }: CasesOfDays,
  department: string | undefined,
  days: number,
  calendar: WorkingCalendar,
) => {
  const own = received.filter((each) => each.department === department);
  const took = ended.flatMap(({ department: unit, acceptedAt, decidedAt }) =>
    unit === department && acceptedAt && decidedAt
      ? [calendar.workingDaysBetween(dayOf(acceptedAt), dayOf(decidedAt))]
      : [],
  );
  const sum = took.reduce((total, value) => total + value, 0);
  return {
    casesPerDay: oneDigit(own.length / Math.max(1, days)),
    matterTypes: byType(own),
    ...(took.length === 0 ? {} : { approvalDays: oneDigit(sum / took.length) }),
  };
};
