import { describe, expect, it } from 'vitest';
import { inMemoryLog } from '../../test/support/in-memory-log.ts';
import { matterAggregate } from '../../shared/domain/matter/decide.ts';
import { authorisationInForce, postingAggregate } from '../../shared/domain/posting/posting.ts';
import { TENANT_STREAM, tenantAggregate } from '../../shared/domain/tenant/decide.ts';
import {
  calendarRulesOf,
  departmentOf,
  sealOf,
  settingsOf,
  type OpenHall,
  type TenantState,
} from '../../shared/domain/tenant/state.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { instantAt, type Day } from '../../shared/kernel/instant.ts';
import { Streams } from '../../shared/ports/handle-command.ts';
import { createCalendar } from '../../shared/time/calendar.ts';
import { loadAccounts } from './accounts.ts';
import { readHallData } from './hall-data.ts';
import { seedHalls, SeedError } from './seed.ts';

const TODAY = '2026-11-23' as Day;
const COUNTY = '411323' as TenantCode;
const TOWN = '411323101' as TenantCode;
const clock = { now: () => instantAt(TODAY, '09:00') };
const data = readHallData();

const seeded = async () => {
  const log = inMemoryLog();
  const streams = new Streams(log, clock);
  const summary = await seedHalls(streams, clock);
  const hall = async (code: TenantCode) => (await streams.load(code, tenantAggregate, TENANT_STREAM)).state;
  return { log, streams, summary, hall };
};

const openHall = (state: TenantState): OpenHall => {
  if (state.status !== 'open') throw new Error('the hall is not open');
  return state;
};

const once = await seeded();
const county = openHall(await once.hall(COUNTY));

describe('the first start of 西峡县', () => {
  it('opens the county and its 19 townships with 158 matters', () => {
    expect(once.summary).toEqual({
      halls: 20,
      matters: 158,
      themes: 18,
      authorisations: data.letters.length,
    });
    expect(data.halls.filter(({ code }) => code.length === 9)).toHaveLength(19);
  });

  it('does nothing on a second start', async () => {
    const before = once.log.all().length;
    expect(await seedHalls(once.streams, clock)).toBeUndefined();
    expect(once.log.all()).toHaveLength(before);
  });

  it('is made good after a start that was broken off', async () => {
    const log = inMemoryLog();
    let left = 100;
    const breaking: typeof log = {
      ...log,
      for: (tenant) => ({
        ...log.for(tenant),
        append: (...args) =>
          left-- > 0 ? log.for(tenant).append(...args) : Promise.reject(new Error('power cut')),
      }),
    };
    await expect(seedHalls(new Streams(breaking, clock), clock)).rejects.toThrow('power cut');
    await seedHalls(new Streams(log, clock), clock);
    const facts = (commits: ReturnType<typeof log.all>) =>
      commits
        .map(({ tenant, stream, version, events }) => ({ tenant, stream, version, events }))
        .sort((left, right) => JSON.stringify(left).localeCompare(JSON.stringify(right)));
    expect(facts(log.all())).toEqual(facts(once.log.all()));
  });

  it('stops at data that break a rule', async () => {
    const [matter] = data.matters;
    const broken = { ...data, matters: [{ ...matter!, fee: { charged: true, basis: '', standard: '' } }] };
    const streams = new Streams(inMemoryLog(), clock);
    await expect(seedHalls(streams, clock, broken)).rejects.toThrow(SeedError);
  });

  it('A09: registers 36 government departments with their sub-units', () => {
    const government = county.departments.filter((unit) => unit.class === '政府部门');
    expect(government).toHaveLength(36);
    expect(departmentOf('县自然资源局', county)?.subUnits).toEqual(['不动产登记中心']);
    expect(departmentOf('县农业农村局', county)?.subUnits).toEqual(['农机中心']);
    expect(departmentOf('县卫生健康委员会', county)?.subUnits).toEqual(['妇幼保健院婚检服务']);
    expect(departmentOf('县司法局', county)?.subUnits).toEqual(['法律援助中心', '公证处']);
    expect(departmentOf('县民政局', county)?.subUnits).toEqual(['婚姻登记管理中心']);
  });

  it('A10: routes the six units with few cases through the general window', () => {
    const few = county.departments.filter(({ mode }) => mode === '综合窗口接件');
    expect(few.map(({ id }) => id)).toEqual([
      'tongzhan',
      'xuanchuan',
      'keji',
      'caizheng',
      'tongji',
      'dangan',
    ]);
    const general = county.zones.find(({ domain }) => domain === '一窗通办');
    for (const { id } of few)
      expect(general?.windows.every(({ services }) => services.includes(id))).toBe(true);
  });

  it('A11: registers eleven vertical units and enterprises', () => {
    expect(county.departments.filter((unit) => ['垂直管理部门', '企业'].includes(unit.class))).toHaveLength(
      11,
    );
  });

  it('A12: registers four convenience services', () => {
    const services = county.departments.filter((unit) => unit.class === '便民服务').map(({ name }) => name);
    expect(services).toEqual(['刻章', '企业征信', '金税盘', '免费文印']);
  });

  it('A08: gives every unit with matters one seal, and D35: words it by its full name', () => {
    for (const name of new Set(data.matters.map(({ department }) => department))) {
      expect(county.seals.filter(({ department }) => department === name)).toHaveLength(1);
    }
    expect(sealOf('县民政局', county)?.wording).toBe('西峡县民政局行政审批专用章');
  });

  it('A16: has 7046 square metres on three floors, two general and eight special zones', () => {
    expect([county.area, county.floors]).toEqual([7046, 3]);
    const domains = (kind: string) =>
      new Set(county.zones.filter((zone) => zone.class === kind).map(({ domain }) => domain));
    expect(domains('综合服务区')).toEqual(new Set(['一窗通办', '24小时自助']));
    expect(domains('分领域专区').size).toBe(8);
  });

  it('A18: numbers 160 front seats, none twice', () => {
    const windows = county.zones.flatMap((zone) => zone.windows.map(({ id }) => id));
    expect(windows).toHaveLength(160);
    expect(new Set(windows).size).toBe(160);
  });

  it.each([
    ['A19', 1, ['一窗通办', '24小时自助', '商事登记', '工程建设', '办税', '有诉即办', '无障碍服务']],
    ['A20', 2, ['不动产交易', '人社', '医保', '公安', '社会事务']],
    ['A21', 3, ['社会事务']],
  ])('%s: floor %i has its zones', (_, floor, domains) => {
    expect(county.zones.filter((zone) => zone.floor === floor).map(({ domain }) => domain)).toEqual(domains);
  });

  it('A21: floor 3 serves marriages, justice, commerce and veterans', () => {
    const [zone] = county.zones.filter(({ floor }) => floor === 3);
    expect(zone?.services.map(({ code }) => code)).toEqual(['sifa', 'minzheng', 'tuiyi', 'shangwu']);
  });

  it('A07, C60: every unit with matters has a signed letter for a person who may decide on each of them', async () => {
    for (const { name, id } of county.departments) {
      const own = data.matters.filter(({ department }) => department === name);
      if (own.length === 0) continue;
      const { state } = await once.streams.load(COUNTY, postingAggregate, `${id}.chief`);
      for (const { code, department } of own) {
        const matter = { code: code as never, department };
        expect(authorisationInForce(state, TODAY, matter)?.signedBy, name).toMatch(/^\p{Script=Han}{2,4}$/u);
      }
    }
  });

  it('E28: the general window may decide on immediate matters alone', async () => {
    const { state } = await once.streams.load(COUNTY, postingAggregate, 'general.1');
    const decidable = data.matters.filter(({ code, department }) =>
      authorisationInForce(state, TODAY, { code: code as never, department }),
    );
    expect(decidable).toEqual(data.matters.filter(({ caseType }) => caseType === '即办件'));
  });

  it('has accounts for every letter, and at least three people apart for every unit with matters', () => {
    const accounts = loadAccounts();
    for (const { sub, tenant } of data.letters) {
      expect(accounts.some((account) => account.sub === sub && account.tenant === tenant)).toBe(true);
    }
    for (const name of new Set(data.matters.map(({ department }) => department))) {
      const own = accounts.filter(({ department, tenant }) => department === name && tenant === COUNTY);
      expect(own.map(({ roles }) => roles.join())).toEqual(['reviewer', 'reviewer', 'chief']);
    }
  });

  it('gives every clerk of the demo a window of his or her hall', async () => {
    const clerks = loadAccounts().filter(({ roles }) => roles.includes('clerk'));
    expect(new Set(clerks.map(({ tenant }) => tenant)).size).toBeGreaterThan(1);
    for (const { tenant, windows = [], sub } of clerks) {
      const { zones } = openHall(await once.hall(tenant));
      const arranged = zones.flatMap((zone) => zone.windows).filter(({ id }) => windows.includes(id));
      expect(
        arranged.map(({ id }) => id),
        sub,
      ).toEqual(windows);
      for (const { services } of arranged) expect(services.length).toBeGreaterThan(0);
    }
  });

  it('C69: a township works by the settings, hours, units and seals of its county until it has its own', async () => {
    const town = openHall(await once.hall(TOWN));
    expect(town.parent).toBe(COUNTY);
    expect(settingsOf(town, county)).toEqual(settingsOf(county));
    expect(createCalendar(calendarRulesOf(town, county)).sessionsOf(TODAY)).toEqual(county.hours?.hours);
    expect(sealOf('县民政局', town, county)?.id).toBe('seal-minzheng');
  });

  it('keeps every matter in version 1, in use, not late', async () => {
    for (const { code } of data.matters) {
      const { state } = await once.streams.load(COUNTY, matterAggregate, code);
      if (state.status === 'none') throw new Error(code);
      expect([state.status, state.current.matter.version, state.current.change.late]).toEqual([
        '在用',
        1,
        false,
      ]);
    }
  });
});
