import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '../kernel/instant.ts';
import { idCheckChar, isIdNumber, parseIdNumber } from './id-number.ts';
import { isOrganisationCode, isUscc, organisationCheckChar, parseUscc, usccCheckChar } from './uscc.ts';

const TODAY = '2026-11-22' as Day;

describe('统一社会信用代码 (GB 32100-2015)', () => {
  it.each([
    '91350100M000100Y43',
    '91512081MA62K0260E',
    '12441500196720244T',
    '11511301008778183N',
    '115113010833722043',
    '11330800MB0R57773W',
    '1141132300600001X1',
    '12411323MB00000190',
    '91411323MA0000015C',
    '92411323MA00000234',
    '93411323MA0000031U',
    '51411323MJ0000018A',
    '91411700MA000004X4',
    '91430224MA0000058Y',
    '91341882MA0000066J',
  ])('accepts %s', (code) => {
    expect(isUscc(code)).toBe(true);
    expect(isOrganisationCode(code.slice(8, 17))).toBe(true);
  });

  it.each([
    ['a check character after a wrong rule', '91310115MA1G4L1WXK'],
    ['another wrong check character', '91350100M000100Y4Z'],
    ['lower case', '91411323ma0000015c'],
    ['17 characters', '91411323MA0000015'],
    ['a blank at the end', '91411323MA0000015C '],
    ['a letter that the standard leaves out', '91411323MI0000015C'],
    ['nothing', ''],
  ])('refuses %s', (_, code) => {
    expect(isUscc(code)).toBe(false);
    expect(parseUscc(code)).toBeUndefined();
  });

  it('computes 7 where a page on the web printed K', () => {
    expect(usccCheckChar('91310115MA1G4L1WX')).toBe('7');
  });

  it('refuses every code with one changed character', () => {
    const chars = Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY');
    fc.assert(
      fc.property(fc.nat(17), fc.constantFrom(...chars), (index, char) => {
        const code = '91411323MA0000015C';
        const changed = code.slice(0, index) + char + code.slice(index + 1);
        expect(isUscc(changed)).toBe(changed === code);
      }),
    );
  });

  it('says who registered the body, what it is, where, and its organisation code', () => {
    expect(parseUscc('93411323MA0000031U')).toEqual({
      registeredBy: '市场监督管理',
      kind: '农民专业合作社',
      region: '411323',
      organisationCode: 'MA0000031',
    });
    expect(parseUscc('1141132300600001X1')).toMatchObject({ registeredBy: '机构编制', kind: '机关' });
  });
});

describe('组织机构代码 (GB 11714)', () => {
  it('ends in a digit or X, 0 for eleven', () => {
    expect(organisationCheckChar('00600001')).toBe('X');
    expect(organisationCheckChar('MB000001')).toBe('9');
    expect(organisationCheckChar('0060001')).toBeUndefined();
    expect(isOrganisationCode('00600001X')).toBe(true);
    expect(isOrganisationCode('006000010')).toBe(false);
  });
});

describe('公民身份号码 (GB 11643-1999)', () => {
  it.each([
    ['11010519491231002X', '110105', '1949-12-31', 'female'],
    ['440524188001010014', '440524', '1880-01-01', 'male'],
    ['411323199001010016', '411323', '1990-01-01', 'male'],
    ['411323198511120026', '411323', '1985-11-12', 'female'],
    ['41132319900101018X', '411323', '1990-01-01', 'female'],
    ['411728197506300048', '411728', '1975-06-30', 'female'],
    ['430224196808150052', '430224', '1968-08-15', 'male'],
    ['341822199210100061', '341822', '1992-10-10', 'female'],
    ['411323200002290035', '411323', '2000-02-29', 'male'],
  ])('reads %s', (idNo, region, birthDate, sex) => {
    expect(parseIdNumber(idNo, TODAY)).toEqual({ region, birthDate, sex });
  });

  /** A number with the right check character for the given first 17 digits. */
  const numbered = (body: string): string => `${body}${idCheckChar(body) ?? ''}`;

  it.each([
    ['29 February of a year that has none', numbered('41132320010229003')],
    ['a month 13', numbered('41132319901301001')],
    ['a birth date after today', numbered('41132320261123001')],
    ['a province that is nobody’s', numbered('99132319900101001')],
    ['a wrong check character', '411323199001010017'],
    ['a small x', '41132319900101018x'],
    ['fifteen digits', '411323900101001'],
    ['letters', '4113231990010100A6'],
  ])('refuses %s', (_, idNo) => {
    expect(isIdNumber(idNo, TODAY)).toBe(false);
  });

  it('takes a child born today', () => {
    expect(isIdNumber(numbered('41132320261122001'), TODAY)).toBe(true);
  });

  it('refuses every number with one changed digit or two neighbours swapped', () => {
    const idNo = '411323199001010016';
    fc.assert(
      fc.property(fc.nat(16), fc.nat(9), (index, digit) => {
        const changed = idNo.slice(0, index) + String(digit) + idNo.slice(index + 1);
        expect(isIdNumber(changed, TODAY)).toBe(changed === idNo);
        const swapped =
          idNo.slice(0, index) + idNo.charAt(index + 1) + idNo.charAt(index) + idNo.slice(index + 2);
        expect(isIdNumber(swapped, TODAY)).toBe(swapped === idNo);
      }),
    );
  });
});
