import type { MatterCode, TenantCode } from '../../kernel/ids.ts';
import type { Day, Instant } from '../../kernel/instant.ts';
import type { CalendarRules, Closure, YearOverride } from '../../time/rules.ts';
import type { CommitMeta } from '../decider.ts';
import type { CalendarChange, CalendarFacts } from './calendar-changes.ts';
import type { Hours, TenantEvent } from './events.ts';
import {
  DEFAULT_SETTINGS,
  type Delegation,
  type Department,
  type HallProfile,
  type HallSettings,
  type Seal,
  type Zone,
} from './hall.ts';

export interface OpenHall extends HallProfile {
  readonly status: 'open';
  readonly code: TenantCode;
  readonly hours?: Hours;
  readonly overrides: readonly YearOverride[];
  readonly closures: readonly Closure[];
  /** Oldest first. */
  readonly calendarChanges: readonly CalendarChange[];
  readonly settings: Partial<HallSettings>;
  readonly departments: readonly Department[];
  readonly zones: readonly Zone[];
  /** E18: how many windows the plan of the hall has. */
  readonly plannedWindows?: number;
  /** In use. Stopped ones are in the log. */
  readonly seals: readonly Seal[];
  readonly delegations: readonly Delegation[];
}

export type TenantState = { readonly status: 'none' } | OpenHall;

export const initialTenant: TenantState = { status: 'none' };

const opened = (data: Extract<TenantEvent, { type: 'HallOpened' }>['data']): OpenHall => ({
  ...data,
  status: 'open',
  overrides: [],
  closures: [],
  calendarChanges: [],
  settings: {},
  departments: [],
  zones: [],
  seals: [],
  delegations: [],
});

/** The list with `item` in the place of the one that has the same key, or at the end. */
const put = <Item>(items: readonly Item[], item: Item, keyOf: (item: Item) => unknown): readonly Item[] =>
  items.some((known) => keyOf(known) === keyOf(item))
    ? items.map((known) => (keyOf(known) === keyOf(item) ? item : known))
    : [...items, item];

type Evolve = {
  readonly [Type in TenantEvent['type']]: (
    hall: OpenHall,
    data: Extract<TenantEvent, { type: Type }>['data'],
  ) => OpenHall;
};

const evolveBy: Evolve = {
  HallOpened: (_, data) => opened(data),
  HoursSet: (hall, hours) => ({ ...hall, hours }),
  ClosureDeclared: (hall, closure) => ({
    ...hall,
    closures: put(hall.closures, closure, ({ day, half }) => `${day}${half ?? ''}`),
  }),
  HolidayNoticePublished: (hall, notice) => ({
    ...hall,
    overrides: put(hall.overrides, notice, ({ year }) => year),
  }),
  SettingsChanged: (hall, { settings }) => ({ ...hall, settings: { ...hall.settings, ...settings } }),
  DepartmentRegistered: (hall, department) => ({
    ...hall,
    departments: put(hall.departments, department, ({ name }) => name),
  }),
  DepartmentLeft: (hall, left) => ({
    ...hall,
    departments: hall.departments.filter(({ name }) => name !== left.name),
  }),
  ZoneArranged: (hall, zone) => ({ ...hall, zones: put(hall.zones, zone, ({ code }) => code) }),
  WindowsPlanned: (hall, { windows }) => ({ ...hall, plannedWindows: windows }),
  SealRegistered: (hall, seal) => ({ ...hall, seals: put(hall.seals, seal, ({ id }) => id) }),
  SealStopped: (hall, stopped) => ({ ...hall, seals: hall.seals.filter(({ id }) => id !== stopped.id) }),
  DelegationGranted: (hall, delegation) => ({
    ...hall,
    delegations: put(hall.delegations, delegation, ({ id }) => id),
  }),
  DelegationRevoked: (hall, revoked) => ({
    ...hall,
    delegations: hall.delegations.filter(({ id }) => id !== revoked.id),
  }),
};

export const evolveTenant = (state: TenantState, event: TenantEvent): TenantState => {
  if (event.type === 'HallOpened') return opened(event.data);
  if (state.status === 'none') return state;
  const evolve = evolveBy[event.type] as (hall: OpenHall, data: TenantEvent['data']) => OpenHall;
  return evolve(state, event.data);
};

type EventOf<Type extends TenantEvent['type']> = Extract<TenantEvent, { type: Type }>;

/** Used while neither the hall nor the one above it has announced its hours. */
const DEFAULT_HOURS: Hours = {
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '14:00', to: '17:30' },
  ],
};

const NO_FACTS: CalendarFacts = { overrides: [], closures: [] };

/** The hours are one announcement: a hall has all of its own or all of the hall above it. */
const factsOf = (hall: TenantState): CalendarFacts => {
  if (hall.status === 'none') return NO_FACTS;
  const { hours, overrides, closures } = hall;
  return { ...hours, overrides, closures };
};

/**
 * Hours come from the hall or the one above it, notices of a year from both (the hall's own wins), closures are the
 * hall's own: snow in the town does not shut the county.
 */
const rulesFrom = (own: CalendarFacts, above: CalendarFacts): CalendarRules => {
  const inherited = above.overrides.filter(({ year }) => !own.overrides.some((known) => known.year === year));
  const { hours = DEFAULT_HOURS.hours, weekdays, summer } = own.hours ? own : above;
  return {
    hours,
    ...(weekdays && { weekdays }),
    ...(summer && { summer }),
    overrides: [...inherited, ...own.overrides],
    closures: own.closures,
  };
};

/** What the hall's `createCalendar` works with. */
export const calendarRulesOf = (hall: TenantState, parent: TenantState = initialTenant): CalendarRules =>
  rulesFrom(factsOf(hall), factsOf(parent));

const factsUntil = (hall: TenantState, since: Instant): CalendarFacts | undefined =>
  hall.status === 'none' ? undefined : hall.calendarChanges.find(({ at }) => at > since)?.before;

/** The calendar by which the hall worked until its first change after `since`; none: it still works by that one. */
export const calendarRulesUntil = (
  hall: TenantState,
  parent: TenantState,
  since: Instant,
): CalendarRules | undefined => {
  const [own, above] = [factsUntil(hall, since), factsUntil(parent, since)];
  return own || above ? rulesFrom(own ?? factsOf(hall), above ?? factsOf(parent)) : undefined;
};

/** What the public is told of each event that changes the calendar. */
const CHANGES = {
  HoursSet: () => ({ reason: '开放时间调整', ownOnly: false }),
  ClosureDeclared: ({ reason, day }: EventOf<'ClosureDeclared'>['data']) => ({
    reason: `闭馆：${reason}（${day}）`,
    ownOnly: true,
  }),
  HolidayNoticePublished: ({ year }: EventOf<'HolidayNoticePublished'>['data']) => ({
    reason: `${year}年放假安排公布`,
    ownOnly: false,
  }),
} as const;

const changeOf = (event: TenantEvent): Omit<CalendarChange, 'at' | 'before'> | undefined => {
  if (event.type === 'HoursSet') return CHANGES.HoursSet();
  if (event.type === 'ClosureDeclared') return CHANGES.ClosureDeclared(event.data);
  return event.type === 'HolidayNoticePublished' ? CHANGES.HolidayNoticePublished(event.data) : undefined;
};

/** Whether an event of this type changes the calendar of a hall. */
export const changesCalendar = (type: string): boolean => Object.hasOwn(CHANGES, type);

/** The hall after an event, with what became of its calendar and when; what it opens with changes nothing. */
export const evolveHall = (
  state: TenantState,
  event: TenantEvent,
  { at, version }: Pick<CommitMeta, 'at' | 'version'>,
): TenantState => {
  const hall = evolveTenant(state, event);
  const change = changeOf(event);
  if (hall.status === 'none' || !change || version === 0) return hall;
  const made: CalendarChange = { at, ...change, before: factsOf(state) };
  return { ...hall, calendarChanges: [...hall.calendarChanges, made] };
};

/** Every change of the calendar that the hall works by, its own and those of the hall above it, oldest first. */
export const calendarChangesOf = (
  hall: TenantState,
  parent: TenantState = initialTenant,
): readonly CalendarChange[] => {
  const own = hall.status === 'open' ? hall.calendarChanges : [];
  const above = parent.status === 'open' ? parent.calendarChanges.filter(({ ownOnly }) => !ownOnly) : [];
  return [...above, ...own].toSorted((one, other) => (one.at < other.at ? -1 : 1));
};

/** The hall's settings; what it has not set comes from the hall above it (C69), then from the defaults. */
export const settingsOf = (hall: TenantState, parent: TenantState = initialTenant): HallSettings => ({
  ...DEFAULT_SETTINGS,
  ...(parent.status === 'open' ? parent.settings : {}),
  ...(hall.status === 'open' ? hall.settings : {}),
});

/** The unit by the name that the catalogue uses, in this hall or in the one above it. */
export const departmentOf = (
  name: string,
  hall: TenantState,
  parent: TenantState = initialTenant,
): Department | undefined =>
  [hall, parent]
    .flatMap((known) => (known.status === 'open' ? known.departments : []))
    .find((department) => department.name === name);

/** The seal that a decision of the department carries, of this hall or of the one above it (A08). */
export const sealOf = (
  department: string,
  hall: TenantState,
  parent: TenantState = initialTenant,
): Seal | undefined =>
  [hall, parent]
    .flatMap((known) => (known.status === 'open' ? known.seals : []))
    .find((seal) => seal.department === department);

/** E18: the windows of all zones together, beside what the plan has. */
export const windowCountOf = ({ zones, plannedWindows }: OpenHall) => ({
  arranged: zones.reduce((sum, { windows }) => sum + windows.length, 0),
  ...(plannedWindows === undefined ? {} : { planned: plannedWindows }),
});

/** E19: the units of a zone; where it does not say, those that are registered for it. */
export const unitsOf = ({ departments }: OpenHall, { code, units }: Zone): readonly string[] =>
  units ?? departments.filter(({ zone }) => zone === code).map(({ name }) => name);

/** The delegation under which `to` may receive a case of the matter for this hall that day, or none (通办). */
export const delegationFor = (
  hall: TenantState,
  to: TenantCode,
  matter: MatterCode,
  day: Day,
): Delegation | undefined =>
  hall.status === 'none'
    ? undefined
    : hall.delegations.find(
        (known) =>
          known.to === to &&
          known.from <= day &&
          (known.until === undefined || day <= known.until) &&
          (known.matters?.includes(matter) ?? true),
      );
