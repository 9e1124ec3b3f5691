import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { WINDOW_TYPES } from '../../shared/codes/window-types.ts';
import { ZonesView } from '../../shared/contracts/halls.ts';
import { MatterItem } from '../../shared/contracts/matter.ts';
import { bearerOf, inProcess } from '../support/in-process.ts';
import { somebody, walkerOf, type Walker } from '../support/walk.ts';

const TOWN = '411323101';
const townAdmin = bearerOf({ sub: 'e.admin', name: '管理员', tenant: TOWN, roles: ['admin'] });
const admin = somebody('admin.1', 'admin');

/** Zones, floors, windows and units of a plan for 192 windows. */
const PLAN: readonly (readonly [name: string, floor: number, windows: number, units: readonly string[]])[] = [
  ['不动产登记综合受理区', 1, 40, ['不动产登记服务中心', '税务局二分局']],
  ['公积金综合受理区', 1, 8, ['住房公积金管理中心']],
  ['人力资源及社保业务综合受理区', 1, 10, ['人社局', '事业单位登记管理局']],
  ['医保综合受理区', 1, 6, ['医保处']],
  ['365服务区', 1, 24, ['自来水公司', '公交公司', '供电公司', '燃气公司']],
  ['无差别综合受理窗口及预留窗口', 1, 8, []],
  ['公安业务综合受理区', 2, 40, ['公安局']],
  ['税务综合受理区', 2, 16, ['税务局一分局', '税务局二分局']],
  ['企业设立专区', 3, 8, ['市场监督管理局']],
  ['工程建设投资项目综合受理区', 3, 16, ['发展改革委员会', '住建局', '水利局']],
  ['社会事务综合受理区', 3, 16, ['教育局', '司法局', '民政局']],
];
const PREFIXES = 'ABCDEFGHJKL';

const zonesOf = async ({ must }: Walker) => ZonesView.parse((await must(200, '', 'GET', '/zones')).body);

/** The body that arranges the zone of the plan that has the letter. */
const zoneBody = (prefix: string, [name, floor, windows, units]: (typeof PLAN)[number]) => ({
  name,
  floor,
  area: '综合受理区',
  units,
  prefix,
  services: [{ code: 'zonghe', name: '综合受理' }],
  windows: Array.from({ length: windows }, (_, index) => ({
    id: `${prefix}${String(index + 1).padStart(2, '0')}`,
    services: ['zonghe'],
  })),
});

const plannedTown = async () => {
  const walker = walkerOf(await inProcess(), TOWN);
  await walker.must(200, townAdmin, 'PUT', '/zones', { windows: 192 });
  for (const [index, row] of PLAN.entries()) {
    const prefix = PREFIXES.charAt(index);
    await walker.must(200, townAdmin, 'PUT', `/zones/${prefix}`, zoneBody(prefix, row));
  }
  return walker;
};

describe('zones and windows of a hall', () => {
  it('E18: eleven zones by their numbers of windows add up to the 192 of the plan; one that is missing shows', async () => {
    const walker = await plannedTown();
    const { items, windows } = await zonesOf(walker);
    expect(items.map((zone) => [zone.name, zone.floor, zone.windows.length])).toEqual(
      PLAN.map(([name, floor, count]) => [name, floor, count]),
    );
    expect(windows).toEqual({ arranged: 192, planned: 192 });
    const [first] = PLAN;
    if (!first) throw new Error('an empty plan');
    const [name, floor, count, units] = first;
    const less = zoneBody('A', [name, floor, count - 1, units]);
    const answer = await walker.must(200, townAdmin, 'PUT', '/zones/A', less);
    expect(ZonesView.parse(answer.body).windows).toEqual({ arranged: 191, planned: 192 });
  });

  it('E18: a zone is for receiving, for the back office, for support; another kind of area there is not', async () => {
    const walker = await plannedTown();
    const other = { services: [], windows: [] };
    const back = { ...other, name: '后台审批区', area: '后台审批区', prefix: 'X' };
    await walker.must(200, townAdmin, 'PUT', '/zones/X', back);
    const support = { ...other, name: '综合保障区', area: '综合保障区', prefix: 'Y' };
    await walker.must(200, townAdmin, 'PUT', '/zones/Y', support);
    const { items, windows } = await zonesOf(walker);
    expect(new Set(items.map(({ area }) => area))).toEqual(
      new Set(['综合受理区', '后台审批区', '综合保障区']),
    );
    expect(windows.arranged).toBe(192);
    await walker.must(422, townAdmin, 'PUT', '/zones/Y', { ...support, area: '休闲区' });
  });

  it('E19: a zone names its units, one unit in two zones; its matters are those of its units', async () => {
    const walker = await plannedTown();
    const { items } = await zonesOf(walker);
    const zonesWith = (unit: string) =>
      items.filter(({ units }) => units.includes(unit)).map(({ code }) => code);
    expect(zonesWith('税务局二分局')).toEqual(['A', 'H']);
    const county = walkerOf(await inProcess());
    const zones = (await zonesOf(county)).items;
    const police = zones.find(({ name }) => name === '公安服务专区');
    expect(police?.units).toEqual(['县公安局']);
    const unit = encodeURIComponent(police?.units[0] ?? '');
    const { body } = await county.must(200, '', 'GET', `/matters?limit=200&department=${unit}`);
    const matters = z.object({ items: z.array(MatterItem) }).parse(body).items;
    expect(matters.map(({ name }) => name)).toContain('出生登记（户口）');
    expect(new Set(matters.map(({ department }) => department))).toEqual(new Set(police?.units));
  });

  it('D22: the hall has a window of each of the seven kinds and a self-service zone; another kind there is not', async () => {
    const county = walkerOf(await inProcess());
    const { items } = await zonesOf(county);
    const types = new Set(items.flatMap(({ windows }) => windows.flatMap(({ type }) => type ?? [])));
    expect(types).toEqual(new Set(WINDOW_TYPES));
    expect(WINDOW_TYPES).toEqual([
      ...['综合咨询', '综合办事', '帮办代办', '跨省跨域跨部门通办', '办不成事', '惠企政策兑现', '政务公开'],
    ]);
    expect(items.filter(({ area }) => area === '24小时自助区').map(({ code }) => code)).toEqual(['Z']);
    const zone = items.find(({ code }) => code === 'F');
    if (!zone) throw new Error('no zone F');
    const { code, ...body } = zone;
    const [window] = zone.windows;
    const typed = { ...body, windows: [{ ...window, type: '帮办代办' }] };
    const answer = await county.must(200, admin, 'PUT', `/zones/${code}`, typed);
    const changed = ZonesView.parse(answer.body).items.find((each) => each.code === code);
    expect(changed?.windows).toEqual([{ ...window, type: '帮办代办' }]);
    const unknown = { ...body, windows: [{ ...window, type: '贵宾' }] };
    await county.must(422, admin, 'PUT', `/zones/${code}`, unknown);
  });

  it('what a change of a zone leaves out stays as it is', async () => {
    const walker = await plannedTown();
    const { area, units, floor, ...rest } = zoneBody('A', PLAN[0] ?? ['', 1, 0, []]);
    const answer = await walker.must(200, townAdmin, 'PUT', '/zones/A', rest);
    expect(ZonesView.parse(answer.body).items.find(({ code }) => code === 'A')).toMatchObject({
      area,
      units,
      floor,
    });
  });

  it('A18: the county plans 160 windows and has them', async () => {
    const { windows } = await zonesOf(walkerOf(await inProcess()));
    expect(windows).toEqual({ arranged: 160, planned: 160 });
  });
});
