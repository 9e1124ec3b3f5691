import type { CommandContext } from '../../shared/domain/case/commands.ts';
import type { MatterVersion } from '../../shared/domain/matter/matter.ts';
import { TENANT_STREAM, tenantAggregate } from '../../shared/domain/tenant/decide.ts';
import type { Department, HallSettings } from '../../shared/domain/tenant/hall.ts';
import type { CalendarChange } from '../../shared/domain/tenant/calendar-changes.ts';
import {
  calendarChangesOf,
  calendarRulesOf,
  calendarRulesUntil,
  delegationFor as delegationIn,
  departmentOf,
  initialTenant,
  sealOf as sealIn,
  settingsOf,
  type OpenHall,
  type TenantState,
} from '../../shared/domain/tenant/state.ts';
import { parentOf, type MatterCode, type TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf, epochMsOf, instantOf, type Instant } from '../../shared/kernel/instant.ts';
import { createCalendar, type WorkingCalendar } from '../../shared/time/calendar.ts';
import type { Deps } from './deps.ts';
import type { DocumentAgency, DocumentHall, Remedies } from './documents/document-data.ts';
import { notFound, RefusedError } from './problems.ts';

/** How old what a decision leans on from other streams (calendar, authorisations, catalogue) may be. */
export const KEPT_FACTS_MS = 5_000;

/** What a hall brings to every command on its cases. */
export type HallContext = Pick<CommandContext, 'calendar' | 'cards' | 'summonsMinutes'>;

/** A hall as its cases need it: what it has not set itself comes from the hall above it (C69). */
export interface Hall {
  readonly code: TenantCode;
  readonly name: string;
  readonly calendar: WorkingCalendar;
  /** What has changed in it so far, oldest first. */
  readonly calendarChanges: readonly CalendarChange[];
  /** The calendar by which something that was worked out at `at` may have been, if it is another one by now. */
  calendarUntil(at: Instant): WorkingCalendar | undefined;
  readonly settings: HallSettings;
  readonly forDocuments: DocumentHall;
  readonly remedies: Remedies;
  /** Other names of the units, by the catalogue's name. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  agencyOf(department: string): DocumentAgency;
  /** What a command on a case of the unit works with: the calendar, the levels of supervision, whether the unit is called in. */
  contextOf(department: string): HallContext;
}

const aliasesOf = (departments: readonly Department[]): Hall['aliases'] =>
  Object.fromEntries(departments.map(({ name, shortName, fullName }) => [name, [shortName, fullName]]));

const remediesOf = (own: OpenHall, above: OpenHall | undefined): Remedies => {
  const place = above?.place ?? own.place;
  return {
    reconsideration: own.reconsideration ?? above?.reconsideration ?? `${place}人民政府`,
    court: own.court ?? above?.court ?? `${place}人民法院`,
  };
};

/** Calendars of before, each made once. */
const earlierCalendars = (own: OpenHall, parent: TenantState): Hall['calendarUntil'] => {
  const made = new Map<string, WorkingCalendar>();
  return (at) => {
    // Whoever worked it out may have known the calendar of a moment before.
    const rules = calendarRulesUntil(own, parent, instantOf(epochMsOf(at) - 2 * KEPT_FACTS_MS));
    if (!rules) return undefined;
    const key = JSON.stringify(rules);
    const calendar = made.get(key) ?? createCalendar(rules);
    made.set(key, calendar);
    return calendar;
  };
};

const makeHall = (own: OpenHall, parent: TenantState): Hall => {
  const above = parent.status === 'open' ? parent : undefined;
  const phone = own.phone ?? above?.phone ?? '';
  const calendar = createCalendar(calendarRulesOf(own, parent));
  const settings = settingsOf(own, parent);
  return {
    code: own.code,
    name: own.name,
    calendar,
    calendarChanges: calendarChangesOf(own, parent),
    calendarUntil: earlierCalendars(own, parent),
    settings,
    forDocuments: { name: own.name, address: own.place, phone, complaintPhone: phone },
    remedies: remediesOf(own, above),
    aliases: aliasesOf([...own.departments, ...(above?.departments ?? [])]),
    contextOf: (department) => ({
      calendar,
      cards: settings.cards,
      ...(departmentOf(department, own, parent)?.mode === '综合窗口接件' && {
        summonsMinutes: settings.summonsMinutes,
      }),
    }),
    agencyOf: (department) => {
      const unit = departmentOf(department, own, parent);
      const seal = sealIn(department, own, parent);
      const fullName = unit?.fullName ?? department;
      return {
        name: fullName,
        seal: seal?.wording ?? `${fullName}行政审批专用章`,
      };
    },
  };
};

/** All that knowing a hall needs. */
type HallDeps = Pick<Deps, 'streams'>;

/** The stream of a hall, at most `KEPT_FACTS_MS` old. */
export const loadTenant = async (deps: HallDeps, tenant: TenantCode): Promise<TenantState> =>
  (await deps.streams.load(tenant, tenantAggregate, TENANT_STREAM, KEPT_FACTS_MS)).state;

const loadParent = (deps: HallDeps, tenant: TenantCode): Promise<TenantState> | TenantState => {
  const parent = parentOf(tenant);
  return parent === undefined ? initialTenant : loadTenant(deps, parent);
};

/** Halls made from the same states are the same: a calendar is built once per change, not once per request. */
const madeFrom = new WeakMap<OpenHall, { parent: TenantState; hall: Hall }>();

/** The hall, 404 when nobody opened it. */
export const loadHall = async (deps: HallDeps, tenant: TenantCode): Promise<Hall> => {
  const [own, parent] = await Promise.all([loadTenant(deps, tenant), loadParent(deps, tenant)]);
  if (own.status === 'none') throw notFound();
  const known = madeFrom.get(own);
  if (known?.parent === parent) return known.hall;
  const hall = makeHall(own, parent);
  madeFrom.set(own, { parent, hall });
  return hall;
};

/** The seal in use that a decision of the department carries (A08). */
export const sealFor = async (
  deps: Deps,
  tenant: TenantCode,
  { department }: MatterVersion,
): Promise<string> => {
  const [own, parent] = await Promise.all([loadTenant(deps, tenant), loadParent(deps, tenant)]);
  const seal = sealIn(department, own, parent);
  if (!seal) throw new RefusedError({ code: 'no-seal', message: `${department}没有在用的行政审批专用章` });
  return seal.id;
};

/** Id of the delegation under which `receiver` may receive a case of the matter for `handler`, or none (通办, C68). */
export const delegationFor = async (
  deps: Deps,
  handler: TenantCode,
  receiver: TenantCode,
  matter: string,
): Promise<string | undefined> => {
  const own = await loadTenant(deps, handler);
  return delegationIn(own, receiver, matter as MatterCode, dayOf(deps.clock.now()))?.id;
};
