import { describe, expect, it } from 'vitest';
import {
  childRegions,
  currentRegion,
  isRegionCode,
  parentRegion,
  regionChain,
  regionFullName,
  regionLevel,
  regionName,
  regionShortName,
  townshipKind,
  trimRegion,
  villageKind,
} from './region.ts';

describe('行政区划代码', () => {
  it.each([
    ['410000', 'province'],
    ['411300', 'city'],
    ['411323', 'county'],
    ['411323000000', 'county'],
    ['411323101', 'township'],
    ['411323101000', 'township'],
    ['620522100201', 'village'],
  ])('%s is a %s', (code, level) => {
    expect(regionLevel(code)).toBe(level);
  });

  it.each(['4113', '41132310', '4113231010', '991323', 'abcdef', ''])('%s is no code', (code) => {
    expect(isRegionCode(code)).toBe(false);
    expect(regionLevel(code)).toBeUndefined();
    expect(regionChain(code)).toEqual([]);
  });

  it('goes up from the village to the province', () => {
    expect(regionChain('411323101201')).toEqual(['410000', '411300', '411323', '411323101', '411323101201']);
    expect(parentRegion('410000')).toBeUndefined();
    expect(parentRegion('411323000000')).toBe('411300');
    expect(trimRegion('411323101000')).toBe('411323101');
  });

  it('names places in full, as far as their names are known', () => {
    expect(regionFullName('411323101')).toBe('河南省南阳市西峡县丹水镇');
    expect(regionFullName('411702012')).toBe('河南省驻马店市驿城区古城街道');
    expect(regionFullName('430224109')).toBe('湖南省株洲市茶陵县虎踞镇');
    expect(regionName('620522')).toBeUndefined();
    expect(regionName('620000')).toBe('甘肃省');
  });

  it('knows the 19 townships of 西峡县: 3 streets, 15 towns, 1 township, each of the kind its number says', () => {
    const townships = childRegions('411323');
    expect(townships).toHaveLength(19);
    const kinds = townships.map((code) => townshipKind(code));
    expect(['街道', '镇', '乡'].map((kind) => kinds.filter((other) => other === kind).length)).toEqual([
      3, 15, 1,
    ]);
    for (const code of townships) expect(regionName(code)?.endsWith(townshipKind(code) ?? '?')).toBe(true);
  });

  it.each([
    ['411322', 20],
    ['430224', 18],
    ['341882', 13],
    ['411702', 21],
    ['411300', 13],
    ['411700', 10],
  ])('knows what lies in %s', (code, count) => {
    expect(childRegions(code)).toHaveLength(count);
  });

  it('tells kinds of villages and of units that are both firm and office', () => {
    expect(villageKind('620522100001')).toBe('居民委员会');
    expect(villageKind('620522100201')).toBe('村民委员会');
    expect(villageKind('620522100401')).toBeUndefined();
    expect(townshipKind('341882400')).toBe('政企合一单位');
    expect(townshipKind('411323')).toBeUndefined();
  });

  it('keeps 广德县 for old identity numbers and leads to 广德市', () => {
    expect(regionName('341822')).toBe('广德县');
    expect(currentRegion('341822')).toBe('341882');
    expect(currentRegion('411323')).toBe('411323');
  });

  it('shortens names for document numbers, without a name to digits', () => {
    expect(regionShortName('411323')).toBe('西');
    expect(regionShortName('411323101')).toBe('西丹水');
    expect(regionShortName('411323001')).toBe('西白羽');
    expect(regionShortName('411323101201')).toBe('西丹水201');
    expect(regionShortName('620522')).toBe('620522');
  });
});
