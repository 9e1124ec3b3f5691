import { describe, expect, it } from 'vitest';
import type { Day } from '../../kernel/instant.ts';
import type { Posting } from './posting.ts';
import type { StaffMember } from './staff.ts';
import { dutyOn } from './window-duty.ts';

const TODAY = '2026-11-23' as Day;
const BEFORE = '2026-11-20' as Day;
const member: StaffMember = { name: '测试窗口', roles: ['clerk'], from: BEFORE };
const trained = { preJobOn: BEFORE, last: { kind: 'pre-job', on: BEFORE, topic: '受理' }, times: 1 } as const;
const posting = (change: Partial<StaffMember> = {}): Posting => ({
  authorisations: [],
  member: { ...member, ...change },
  training: trained,
});
const usual = ['minzheng', 'gongan'];
const codeOf = (...args: Parameters<typeof dutyOn>) => {
  const duty = dutyOn(...args);
  return duty.ok ? duty.value : duty.refusal.code;
};

describe('E38: alone at a window', () => {
  it('is nobody who is not posted in the hall that day', () => {
    expect(codeOf({ authorisations: [] }, TODAY, { usual })).toBe('not-posted');
    expect(codeOf(posting({ until: BEFORE }), TODAY, { usual })).toBe('not-posted');
  });

  it('is nobody before the pre-job training', () => {
    const untrained: Posting = { authorisations: [], member };
    expect(codeOf(untrained, TODAY, { usual })).toBe('not-trained');
    expect(codeOf(posting({ from: '2026-11-01' as Day }), '2026-11-19' as Day, { usual })).toBe(
      'not-trained',
    );
  });

  it('serves what the window serves, or what was asked for', () => {
    expect(codeOf(posting(), TODAY, { usual })).toEqual(usual);
    expect(codeOf(posting(), TODAY, { usual, services: ['shuiwu'] })).toEqual(['shuiwu']);
  });

  it('B14: who may serve what: of the usual services those that he or she is able to serve, and no other by name', () => {
    const able = posting({ services: ['gongan', 'shuiwu'] });
    expect(codeOf(able, TODAY, { usual })).toEqual(['gongan']);
    expect(codeOf(able, TODAY, { usual, services: ['shuiwu'] })).toEqual(['shuiwu']);
    expect(dutyOn(able, TODAY, { usual, services: ['gongan', 'minzheng'] })).toMatchObject({
      ok: false,
      refusal: { code: 'not-skilled', errors: [{ path: 'services.1' }] },
    });
    expect(codeOf(posting({ services: ['shuiwu'] }), TODAY, { usual })).toBe('not-skilled');
  });
});
