import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseNo, TenantCode } from '../kernel/ids.ts';
import { dayFromNumber, type Day } from '../kernel/instant.ts';
import { CaseSerialError, formatCaseNo, isCaseNo, parseCaseNo } from './case-no.ts';
import { DOCUMENT_WORDS, documentNo, type NumberedDocument } from './document-no.ts';

const day = '2026-11-22' as Day;
const of = (tenant: string, serial = 1) => formatCaseNo({ tenant: tenant as TenantCode, day, serial });

describe('办件编号', () => {
  it.each([
    ['411323', '41132320261122000001', 20],
    ['411323101', '41132310120261122000001', 23],
    ['411323101201', '41132310120120261122000001', 26],
  ])('of hall %s is tenant, day and serial', (tenant, caseNo, length) => {
    expect(of(tenant)).toBe(caseNo);
    expect(caseNo).toHaveLength(length);
    expect(parseCaseNo(caseNo)).toEqual({ tenant, day, serial: 1 });
  });

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('411323', '411323101', '411323101201'),
        fc.integer({ min: 0, max: 40_000 }),
        fc.integer({ min: 1, max: 999_999 }),
        (tenant, dayNumber, serial) => {
          const parts = { tenant: tenant as TenantCode, day: dayFromNumber(dayNumber), serial };
          expect(parseCaseNo(formatCaseNo(parts))).toEqual(parts);
        },
      ),
    );
  });

  it.each([
    ['a day that does not exist', '41132320260230000001'],
    ['the serial 0', '41132320261122000000'],
    ['another length', '4113232026112200001'],
    ['a letter', '4113232026112200000A'],
    ['nothing', ''],
  ])('is not what has %s', (_, text) => {
    expect(isCaseNo(text)).toBe(false);
  });

  it.each([0, 1_000_000, 1.5, Number.NaN])('is not made for the serial %s', (serial) => {
    expect(() => of('411323', serial)).toThrow(CaseSerialError);
  });
});

describe('文号', () => {
  it('is derived from region, kind and case', () => {
    expect(documentNo('acceptance', of('411323'))).toBe('西政务受字〔2026〕1122000001号');
    expect(documentNo('decline', of('411323101'))).toBe('西丹水政务不受字〔2026〕1122000001号');
    expect(documentNo('acceptance', '1' as CaseNo)).toBeUndefined();
  });

  it('differs for every kind of a case and fits into 30 characters (GB/T 39046 受理文书编号)', () => {
    const kinds = Object.keys(DOCUMENT_WORDS) as NumberedDocument[];
    for (const tenant of ['411323', '411323101', '411323112', '411323101201', '620522']) {
      const numbers = kinds.map((kind) => documentNo(kind, of(tenant)) ?? '');
      expect(new Set(numbers).size).toBe(kinds.length);
      expect(Math.max(...numbers.map((number) => number.length))).toBeLessThanOrEqual(30);
    }
  });
});
