import { describe, expect, it } from 'vitest';
import { bundleOf, historyOf, papersOf } from './history.ts';

const commit = (
  version: number,
  events: { type: string; data: Record<string, unknown> }[],
  actor: { sub: string; name?: string; roles: string[]; department?: string } = {
    sub: 's',
    name: '陈静',
    roles: ['reviewer'],
    department: '县民政局',
  },
) => ({ version, at: '2026-11-23T01:00:00.000Z', actor, events, prev: '', hash: '' });

const RECEIVED = commit(
  0,
  [{ type: 'CaseReceived', data: { bundle: { no: 'L1' }, person: { kind: 'vault' } } }],
  { sub: 'citizen.1', roles: ['citizen'] },
);
const REVIEWED = commit(1, [
  { type: 'CaseClaimed', data: {} },
  { type: 'CaseReviewed', data: { result: 'pass', opinion: { kind: 'vault', ref: 'r1', field: 'opinion' } } },
]);
const DECIDED = commit(2, [
  { type: 'CaseDecided', data: { outcome: 'refused', opinion: { kind: 'phrase', code: 'P303' } } },
]);
const LOG = [RECEIVED, REVIEWED, DECIDED];
const WRITTEN = [{ ref: 'r1', field: 'opinion', text: '材料一致' }];

describe('history of a case', () => {
  it('says what was done, by whom, and what they wrote, the latest first', () => {
    const entries = historyOf(LOG, WRITTEN);
    expect(entries.map(({ what, who }) => [what, who])).toEqual([
      ['作出决定', '陈静'],
      ['审查', '陈静'],
      ['领取', '陈静'],
      ['收件', '申请人'],
    ]);
    expect(entries[1]).toMatchObject({ facts: ['通过'], said: ['材料一致'], department: '县民政局' });
    expect(entries[0]).toMatchObject({ facts: ['不予'], said: ['不符合法定条件、标准，不予许可'] });
  });

  it('leaves out what cannot be read any more', () => {
    expect(historyOf([REVIEWED], [])[0]?.said).toEqual([]);
  });

  it('names the papers that the case has, and its linked case', () => {
    expect(papersOf(LOG)).toEqual(['refusal', 'receipt']);
    expect(bundleOf(LOG)).toBe('L1');
    expect(bundleOf([REVIEWED])).toBeUndefined();
  });
});
