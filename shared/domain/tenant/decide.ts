import type { TenantCode } from '../../kernel/ids.ts';
import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import { checkCalendarRules, type CalendarRules, type Closure, type YearOverride } from '../../time/rules.ts';
import type { Decider } from '../decider.ts';
import { isSameContent } from '../same-content.ts';
import type { Hours, TenantEvent } from './events.ts';
import {
  type Delegation,
  type Department,
  type HallProfile,
  type HallSettings,
  type Seal,
  type Zone,
} from './hall.ts';
import { settingFaults } from './setting-faults.ts';
import {
  calendarRulesOf,
  evolveHall,
  evolveTenant,
  initialTenant,
  type OpenHall,
  type TenantState,
} from './state.ts';

/** What a hall may bring along when it opens; all of it can be changed later, one by one. */
export interface OpenHallCommand {
  readonly type: 'open';
  readonly code: TenantCode;
  readonly profile: HallProfile;
  readonly hours?: Hours;
  readonly settings?: Partial<HallSettings>;
  readonly departments?: readonly Department[];
  readonly zones?: readonly Zone[];
  readonly plannedWindows?: number;
  readonly seals?: readonly Seal[];
}

export type TenantCommand =
  | OpenHallCommand
  | { readonly type: 'set-hours'; readonly hours: Hours }
  | { readonly type: 'declare-closure'; readonly closure: Closure }
  | { readonly type: 'publish-holiday-notice'; readonly override: YearOverride }
  | { readonly type: 'change-settings'; readonly settings: Partial<HallSettings> }
  | { readonly type: 'register-department'; readonly department: Department }
  | { readonly type: 'remove-department'; readonly name: string; readonly reason: string }
  | { readonly type: 'arrange-zone'; readonly zone: Zone }
  | { readonly type: 'plan-windows'; readonly windows: number }
  | { readonly type: 'register-seal'; readonly seal: Seal }
  | { readonly type: 'stop-seal'; readonly id: string; readonly reason: string }
  | { readonly type: 'grant-delegation'; readonly delegation: Delegation }
  | { readonly type: 'revoke-delegation'; readonly id: string; readonly reason: string };

export type TenantRefusal = Refusal<
  | 'not-found'
  | 'bad-input'
  | 'invalid-calendar'
  | 'seal-exists'
  | 'seal-wording'
  | 'duplicate-window'
  | 'duplicate-prefix'
>;
type Decision = Result<readonly TenantEvent[], TenantRefusal>;
type CommandOf<Type extends TenantCommand['type']> = Extract<TenantCommand, { type: Type }>;

const emit = (...events: readonly TenantEvent[]): Decision => ok(events);
const nothing: Decision = ok([]);
const notFound = (message: string): Decision => refuse('not-found', message);

const changeSettings = ({ settings }: CommandOf<'change-settings'>, hall: OpenHall): Decision => {
  const errors = settingFaults(settings);
  if (errors.length > 0) return refuse('bad-input', '参数有误', errors);
  const isKnown = isSameContent({ ...hall.settings, ...settings }, hall.settings);
  return isKnown ? nothing : emit({ type: 'SettingsChanged', data: { settings } });
};

/** Emits the event if the hall's calendar can be worked with afterwards. */
const withCalendar = (hall: OpenHall, event: TenantEvent): Decision => {
  const rules: CalendarRules = calendarRulesOf(evolveTenant(hall, event));
  const checked = checkCalendarRules(rules);
  return checked.ok ? emit(event) : checked;
};

/** D35, DOMAIN_RULES 5.3: the wording is the unit's full name and 行政审批专用章, nothing else. */
export const sealWordingOf = ({ fullName }: Pick<Department, 'fullName'>): string =>
  `${fullName}行政审批专用章`;

const registerSeal = ({ seal }: CommandOf<'register-seal'>, hall: OpenHall): Decision => {
  const department = hall.departments.find(({ name }) => name === seal.department);
  if (!department) return notFound('没有这个进驻单位');
  const known = hall.seals.find((other) => other.department === seal.department || other.id === seal.id);
  if (known && isSameContent(known, seal)) return nothing;
  if (known) return refuse('seal-exists', '一个单位只能有一枚行政审批专用章在用');
  const wording = sealWordingOf(department);
  if (seal.wording !== wording) return refuse('seal-wording', `印文应为“${wording}”`);
  return emit({ type: 'SealRegistered', data: seal });
};

const arrangeZone = ({ zone }: CommandOf<'arrange-zone'>, hall: OpenHall): Decision => {
  const others = hall.zones.filter(({ code }) => code !== zone.code);
  const ids = [...others, zone].flatMap(({ windows }) => windows.map(({ id }) => id));
  if (new Set(ids).size < ids.length) return refuse('duplicate-window', '窗口编号重复');
  // Otherwise two people would hold the same number.
  const same = others.find(({ prefix }) => prefix === zone.prefix);
  if (same) return refuse('duplicate-prefix', `排队号字母已用于${same.name}`);
  const known = hall.zones.find(({ code }) => code === zone.code);
  return isSameContent(known, zone) ? nothing : emit({ type: 'ZoneArranged', data: zone });
};

const planWindows = ({ windows }: CommandOf<'plan-windows'>, hall: OpenHall): Decision =>
  windows === hall.plannedWindows ? nothing : emit({ type: 'WindowsPlanned', data: { windows } });

const registerDepartment = ({ department }: CommandOf<'register-department'>, hall: OpenHall): Decision => {
  const known = hall.departments.find(({ name }) => name === department.name);
  return known && isSameContent(known, department)
    ? nothing
    : emit({ type: 'DepartmentRegistered', data: department });
};

const grantDelegation = ({ delegation }: CommandOf<'grant-delegation'>, hall: OpenHall): Decision => {
  const { id, to, from, until } = delegation;
  if (to === hall.code) return refuse('bad-input', '不能委托给本大厅', [{ path: 'to', message: '是本大厅' }]);
  if (until !== undefined && until < from) {
    return refuse('bad-input', '委托期限有误', [{ path: 'until', message: '终止日早于起始日' }]);
  }
  const known = hall.delegations.find((other) => other.id === id);
  return known && isSameContent(known, delegation)
    ? nothing
    : emit({ type: 'DelegationGranted', data: delegation });
};

const decideOpen = (command: Exclude<TenantCommand, OpenHallCommand>, hall: OpenHall): Decision => {
  switch (command.type) {
    case 'set-hours':
      return withCalendar(hall, { type: 'HoursSet', data: command.hours });
    case 'declare-closure':
      return withCalendar(hall, { type: 'ClosureDeclared', data: command.closure });
    case 'publish-holiday-notice':
      return withCalendar(hall, { type: 'HolidayNoticePublished', data: command.override });
    case 'change-settings':
      return changeSettings(command, hall);
    case 'register-department':
      return registerDepartment(command, hall);
    case 'arrange-zone':
      return arrangeZone(command, hall);
    case 'plan-windows':
      return planWindows(command, hall);
    case 'register-seal':
      return registerSeal(command, hall);
    case 'grant-delegation':
      return grantDelegation(command, hall);
    case 'remove-department':
    case 'stop-seal':
    case 'revoke-delegation':
      return remove(command, hall);
    default:
      return command satisfies never;
  }
};

const remove = (
  command: CommandOf<'remove-department' | 'stop-seal' | 'revoke-delegation'>,
  { departments, seals, delegations }: OpenHall,
): Decision => {
  switch (command.type) {
    case 'remove-department': {
      const { name, reason } = command;
      const isKnown = departments.some((known) => known.name === name);
      return isKnown
        ? emit({ type: 'DepartmentLeft', data: { name, reason } })
        : notFound('没有这个进驻单位');
    }
    case 'stop-seal': {
      const { id, reason } = command;
      const isKnown = seals.some((known) => known.id === id);
      return isKnown ? emit({ type: 'SealStopped', data: { id, reason } }) : notFound('没有这枚在用的印章');
    }
    case 'revoke-delegation': {
      const { id, reason } = command;
      const isKnown = delegations.some((known) => known.id === id);
      return isKnown ? emit({ type: 'DelegationRevoked', data: { id, reason } }) : notFound('没有这份委托');
    }
    default:
      return command satisfies never;
  }
};

/** Opens the hall with everything it brings, each part by its own rule; the first refusal stops the opening. */
const open = (command: OpenHallCommand): Decision => {
  const { code, profile, hours, settings, departments = [], zones = [], seals = [] } = command;
  const { plannedWindows: windows } = command;
  const parts: readonly Exclude<TenantCommand, OpenHallCommand>[] = [
    ...(hours ? [{ type: 'set-hours', hours } as const] : []),
    ...(settings ? [{ type: 'change-settings', settings } as const] : []),
    ...departments.map((department) => ({ type: 'register-department', department }) as const),
    ...zones.map((zone) => ({ type: 'arrange-zone', zone }) as const),
    ...(windows === undefined ? [] : [{ type: 'plan-windows', windows } as const]),
    ...seals.map((seal) => ({ type: 'register-seal', seal }) as const),
  ];
  const first: TenantEvent = { type: 'HallOpened', data: { ...profile, code } };
  const events: TenantEvent[] = [first];
  let hall = evolveTenant(initialTenant, first);
  for (const part of parts) {
    const decided = decide(part, hall);
    if (!decided.ok) return decided;
    events.push(...decided.value);
    hall = decided.value.reduce(evolveTenant, hall);
  }
  return ok(events);
};

const decide = (command: TenantCommand, state: TenantState): Decision => {
  if (command.type === 'open') return state.status === 'none' ? open(command) : nothing;
  return state.status === 'none' ? notFound('大厅尚未开设') : decideOpen(command, state);
};

const decider: Decider<TenantState, TenantCommand, TenantEvent, TenantRefusal> = {
  initial: initialTenant,
  decide,
  evolve: evolveHall,
  upcasters: {
    HallOpened: [],
    HoursSet: [],
    ClosureDeclared: [],
    HolidayNoticePublished: [],
    SettingsChanged: [],
    DepartmentRegistered: [],
    DepartmentLeft: [],
    ZoneArranged: [],
    WindowsPlanned: [],
    SealRegistered: [],
    SealStopped: [],
    DelegationGranted: [],
    DelegationRevoked: [],
  },
};

/** The stream of a hall, one per tenant. */
export const tenantAggregate = { name: 'tenant', decider } as const;
/** Its id within the tenant. */
export const TENANT_STREAM = 'hall';
