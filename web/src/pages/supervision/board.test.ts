import { describe, expect, it } from 'vitest';
import { countByLevel, departmentsOf, filtered, hallsOf, topCard, type BoardItem } from './board.ts';

const item = (caseNo: string, change: Partial<BoardItem> = {}): BoardItem => ({
  caseNo,
  tenant: '411323',
  matter: { code: 'm', name: '药品零售企业许可' },
  department: '县市场监督管理局',
  applicant: { name: '张*' },
  status: 'accepted',
  version: 3,
  card: 'red',
  cards: [],
  urges: 0,
  ...change,
});
const ITEMS = [
  item('1'),
  item('2', { card: 'yellow', department: '县民政局', tenant: '411323101' }),
  item('3', { applicant: { name: '李*' } }),
];
const NONE = { text: '', hall: '', department: '' };

describe('board of supervision', () => {
  it('narrows by words, level, hall and unit', () => {
    expect(filtered(ITEMS, NONE)).toHaveLength(3);
    expect(filtered(ITEMS, { ...NONE, text: '李' }).map(({ caseNo }) => caseNo)).toEqual(['3']);
    expect(filtered(ITEMS, { ...NONE, level: 'yellow' })).toHaveLength(1);
    expect(filtered(ITEMS, { ...NONE, hall: '411323101' })).toHaveLength(1);
    expect(filtered(ITEMS, { ...NONE, department: '县市场监督管理局' })).toHaveLength(2);
  });

  it('counts by level and names halls and units once', () => {
    expect(countByLevel(ITEMS).get('red')).toBe(2);
    expect(hallsOf(ITEMS)).toEqual(['411323', '411323101']);
    expect(departmentsOf(ITEMS)).toHaveLength(2);
  });

  it('the card that counts is the highest one that is up', () => {
    const card = { no: 1, level: 'red' as const, name: '', clock: 'handling', cause: '', unit: '' };
    const times = { since: '', raisedAt: '' };
    const cured = { ...card, ...times, curedAt: '2026-11-23T01:00:00.000Z' };
    const up = { ...card, ...times, no: 2 };
    expect(topCard(item('1', { cards: [cured, up] }))?.no).toBe(2);
    expect(topCard(item('1', { cards: [cured] }))).toBeUndefined();
  });
});
