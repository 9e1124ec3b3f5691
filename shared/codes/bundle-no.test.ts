import { expect, it } from 'vitest';
import type { TenantCode } from '../kernel/ids.ts';
import type { Day } from '../kernel/instant.ts';
import { formatBundleNo, parseBundleNo } from './bundle-no.ts';
import { isCaseNo } from './case-no.ts';

it('the number of a bundle is read back and is no case number', () => {
  const parts = { tenant: '411323101' as TenantCode, day: '2026-11-23' as Day, serial: 7 };
  const no = formatBundleNo(parts);
  expect(no).toBe('L41132310120261123000007');
  expect(parseBundleNo(no)).toEqual(parts);
  expect(isCaseNo(no)).toBe(false);
  expect(parseBundleNo(no.slice(1))).toBeUndefined();
});
