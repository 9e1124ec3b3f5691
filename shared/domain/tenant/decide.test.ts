import { describe, expect, it } from 'vitest';
import type { MatterCode, Subject, TenantCode } from '../../kernel/ids.ts';
import type { Day } from '../../kernel/instant.ts';
import { createCalendar } from '../../time/calendar.ts';
import { tenantAggregate, type OpenHallCommand, type TenantCommand } from './decide.ts';
import type { Department, Zone } from './hall.ts';
import {
  calendarRulesOf,
  delegationFor,
  departmentOf,
  evolveTenant,
  initialTenant,
  sealOf,
  settingsOf,
  type OpenHall,
  type TenantState,
} from './state.ts';

const { decide } = tenantAggregate.decider;
const COUNTY = '411323' as TenantCode;
const TOWN = '411323101' as TenantCode;
const day = (text: string) => text as Day;

const opening = (overrides: Partial<OpenHallCommand> = {}): OpenHallCommand => ({
  type: 'open',
  code: COUNTY,
  profile: { name: '西峡县政务服务中心', place: '西峡县', level: 4 },
  ...overrides,
});

const after = (...commands: readonly TenantCommand[]): OpenHall => {
  const state = commands.reduce<TenantState>((known, command) => {
    const decided = decide(command, known);
    if (!decided.ok) throw new Error(decided.refusal.code);
    return decided.value.reduce(evolveTenant, known);
  }, initialTenant);
  if (state.status !== 'open') throw new Error('not open');
  return state;
};

const refusalOf = (command: TenantCommand, state: TenantState) => {
  const decided = decide(command, state);
  return decided.ok ? undefined : decided.refusal.code;
};

const civil: Department = {
  id: 'minzheng',
  name: '县民政局',
  shortName: '县民政局',
  fullName: '西峡县民政局',
  class: '政府部门',
  mode: '人员进驻',
  subUnits: ['婚姻登记管理中心'],
};
const seal = {
  id: 'seal-1',
  department: '县民政局',
  wording: '西峡县民政局行政审批专用章',
  keeper: 'minzheng.chief' as Subject,
};
const zone = (code: string, windows: readonly string[]): Zone => ({
  code,
  name: `${code}区`,
  prefix: code,
  services: [],
  windows: windows.map((id) => ({ id, services: [] })),
});

const registering: TenantCommand = { type: 'register-department', department: civil };
const sealing: TenantCommand = { type: 'register-seal', seal };

describe('a hall', () => {
  it('opens once, with everything it brings, in one commit', () => {
    const hall = after(opening({ departments: [civil], seals: [seal], zones: [zone('A', ['A01'])] }));
    expect([hall.departments.length, hall.seals.length, hall.zones.length]).toEqual([1, 1, 1]);
    expect(decide(opening(), hall)).toEqual({ ok: true, value: [] });
  });

  it('does not open with a part that breaks a rule', () => {
    expect(refusalOf(opening({ seals: [seal] }), initialTenant)).toBe('not-found');
  });

  it('must be open before anything else', () => {
    expect(refusalOf(registering, initialTenant)).toBe('not-found');
  });
});

describe('units and seals', () => {
  const hall = after(opening(), registering);

  it('A13: units enter, change and leave at any time', () => {
    const changed = { ...civil, mode: '综合窗口接件' } as const;
    const state = after(opening(), registering, { type: 'register-department', department: changed });
    expect(departmentOf('县民政局', state)?.mode).toBe('综合窗口接件');
    const gone = after(opening(), registering, {
      type: 'remove-department',
      name: '县民政局',
      reason: '机构调整',
    });
    expect(departmentOf('县民政局', gone)).toBeUndefined();
  });

  it('D35: a seal says the full name of the unit and 行政审批专用章, to the letter', () => {
    expect(refusalOf(sealing, hall)).toBeUndefined();
    for (const wording of ['西峡县民政局审批专用章', '民政局行政审批专用章', '西峡县民政局行政审批专用章 ']) {
      expect(refusalOf({ type: 'register-seal', seal: { ...seal, wording } }, hall)).toBe('seal-wording');
    }
  });

  it('A08: a unit has one seal in use; the next is registered when the old one is stopped', () => {
    const sealed = after(opening(), registering, sealing);
    const next: TenantCommand = { type: 'register-seal', seal: { ...seal, id: 'seal-2' } };
    expect(refusalOf(next, sealed)).toBe('seal-exists');
    const renewed = after(
      opening(),
      registering,
      sealing,
      { type: 'stop-seal', id: 'seal-1', reason: '破损' },
      next,
    );
    expect(sealOf('县民政局', renewed)?.id).toBe('seal-2');
  });

  it('numbers no window twice', () => {
    const state = after(opening(), { type: 'arrange-zone', zone: zone('A', ['A01']) });
    expect(refusalOf({ type: 'arrange-zone', zone: zone('B', ['A01']) }, state)).toBe('duplicate-window');
    expect(refusalOf({ type: 'arrange-zone', zone: zone('A', ['A01', 'A02']) }, state)).toBeUndefined();
  });

  it('gives one letter to one zone: a number is of one queue', () => {
    const state = after(opening(), { type: 'arrange-zone', zone: zone('A', ['A01']) });
    const second = { ...zone('B', ['B01']), prefix: 'A' };
    expect(refusalOf({ type: 'arrange-zone', zone: second }, state)).toBe('duplicate-prefix');
    expect(refusalOf({ type: 'arrange-zone', zone: { ...second, prefix: 'B' } }, state)).toBeUndefined();
  });
});

describe('the calendar of a hall', () => {
  const hours = {
    hours: [
      { from: '08:30', to: '12:00' },
      { from: '14:00', to: '17:00' },
    ],
  };
  const snow = { day: day('2026-12-01'), reason: '大雪' };
  const county = after(opening(), { type: 'set-hours', hours }, { type: 'declare-closure', closure: snow });

  it('D20, E45: has its own hours and closures', () => {
    const calendar = createCalendar(calendarRulesOf(county));
    expect(calendar.sessionsOf(day('2026-11-30'))).toEqual(hours.hours);
    expect(calendar.reasonOf(day('2026-12-01'))).toMatchObject({ working: false });
  });

  it("C69: a township has the county's hours and notices, but not its closures", () => {
    const notice = { year: 2027, holidays: [{ day: day('2027-03-01'), name: '试行假日' }], workdays: [] };
    const above = after(
      opening(),
      { type: 'set-hours', hours },
      { type: 'publish-holiday-notice', override: notice },
      {
        type: 'declare-closure',
        closure: snow,
      },
    );
    const town = after(opening({ code: TOWN }));
    const calendar = createCalendar(calendarRulesOf(town, above));
    expect(calendar.sessionsOf(day('2026-11-30'))).toEqual(hours.hours);
    expect(calendar.isWorkingDay(day('2027-03-01'))).toBe(false);
    expect(calendar.isWorkingDay(day('2026-12-01'))).toBe(true);
  });

  it('refuses hours that no day can have', () => {
    const wrong = { hours: [{ from: '14:00', to: '12:00' }] };
    expect(refusalOf({ type: 'set-hours', hours: wrong }, county)).toBe('invalid-calendar');
  });
});

describe('the settings of a hall', () => {
  it('X9: the deadline of a change order is three working days, or what the hall sets', () => {
    expect(settingsOf(after(opening())).changeOrderDays).toBe(3);
    const set = after(opening(), { type: 'change-settings', settings: { changeOrderDays: 10 } });
    expect(settingsOf(set).changeOrderDays).toBe(10);
  });

  it("C69: a township's own setting wins over the county's, the county's over the default", () => {
    const county = after(opening({ settings: { changeOrderDays: 10, supplementDays: 5 } }));
    const town = after(opening({ code: TOWN, settings: { supplementDays: 7 } }));
    expect(settingsOf(town, county)).toMatchObject({
      changeOrderDays: 10,
      supplementDays: 7,
      termMonths: 24,
    });
  });

  it.each([{ changeOrderDays: 0 }, { summonsMinutes: 1.5 }, { awardSharePercent: 101 }])(
    'refuses %j',
    (settings) => {
      expect(refusalOf({ type: 'change-settings', settings }, after(opening()))).toBe('bad-input');
    },
  );
});

describe('delegations', () => {
  const delegation = {
    id: 'd1',
    to: TOWN,
    matters: ['M1' as MatterCode],
    from: day('2026-01-01'),
    until: day('2026-12-31'),
  };
  const granted = after(opening(), { type: 'grant-delegation', delegation });

  it('C68: another hall receives only under a delegation that covers matter and day', () => {
    expect(delegationFor(granted, TOWN, 'M1' as MatterCode, day('2026-12-31'))?.id).toBe('d1');
    expect(delegationFor(granted, TOWN, 'M2' as MatterCode, day('2026-12-31'))).toBeUndefined();
    expect(delegationFor(granted, TOWN, 'M1' as MatterCode, day('2027-01-01'))).toBeUndefined();
    expect(
      delegationFor(granted, '411323102' as TenantCode, 'M1' as MatterCode, day('2026-06-01')),
    ).toBeUndefined();
    expect(delegationFor(initialTenant, TOWN, 'M1' as MatterCode, day('2026-06-01'))).toBeUndefined();
  });

  it('ends when it is revoked', () => {
    const revoked = after(
      opening(),
      { type: 'grant-delegation', delegation },
      { type: 'revoke-delegation', id: 'd1', reason: '到期' },
    );
    expect(delegationFor(revoked, TOWN, 'M1' as MatterCode, day('2026-06-01'))).toBeUndefined();
  });

  it('is not given to the hall itself, nor for a time that ends before it begins', () => {
    expect(refusalOf({ type: 'grant-delegation', delegation: { ...delegation, to: COUNTY } }, granted)).toBe(
      'bad-input',
    );
    const backwards = { ...delegation, until: day('2025-01-01') };
    expect(refusalOf({ type: 'grant-delegation', delegation: backwards }, granted)).toBe('bad-input');
  });
});
