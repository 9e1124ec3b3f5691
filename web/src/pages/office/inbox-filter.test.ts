import { describe, expect, it } from 'vitest';
import { countByCard, filtered, mattersOf, type InboxItem } from './inbox-filter.ts';

const item = (caseNo: string, change: Partial<InboxItem> = {}): InboxItem => ({
  caseNo,
  matter: { code: 'm1', name: '药品零售企业许可' },
  applicant: { name: '张*' },
  status: 'accepted',
  version: 1,
  card: 'green',
  priority: false,
  ...change,
});
const ITEMS = [
  item('41132320261123000011', { card: 'red', claimedBy: 'me' }),
  item('41132320261123000022', { matter: { code: 'm2', name: '食品经营许可' }, card: 'yellow' }),
  item('41132320261123000033', { applicant: { name: '李*' }, claimedBy: 'other' }),
];
const NONE = { text: '', matter: '', whose: 'all' } as const;
const numbers = (filter: Parameters<typeof filtered>[1]) =>
  filtered(ITEMS, filter, 'me').map(({ caseNo }) => caseNo.slice(-2));

describe('inbox filter', () => {
  it('keeps everything, in order, where nothing is asked for', () => {
    expect(numbers(NONE)).toEqual(['11', '22', '33']);
  });

  it('finds by number, matter and applicant', () => {
    expect(numbers({ ...NONE, text: '00022' })).toEqual(['22']);
    expect(numbers({ ...NONE, text: ' 食品 ' })).toEqual(['22']);
    expect(numbers({ ...NONE, text: '李' })).toEqual(['33']);
  });

  it('narrows by card, matter and whose it is', () => {
    expect(numbers({ ...NONE, card: 'red' })).toEqual(['11']);
    expect(numbers({ ...NONE, matter: 'm1' })).toEqual(['11', '33']);
    expect(numbers({ ...NONE, whose: 'unclaimed' })).toEqual(['22']);
    expect(numbers({ ...NONE, whose: 'mine' })).toEqual(['11']);
  });

  it('counts cards and names each matter once', () => {
    expect(countByCard(ITEMS)).toEqual({ red: 1, yellow: 1, green: 1 });
    expect(mattersOf(ITEMS).map(({ code }) => code)).toEqual(['m1', 'm2']);
  });
});
