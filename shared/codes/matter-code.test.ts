import { describe, expect, it } from 'vitest';
import {
  formatBasicCode,
  formatBusinessItemCode,
  formatImplementationCode,
  formatNationalCaseNo,
  isMatterCode,
  isMatterCodeOf,
  matterCodeScheme,
  parseBasicCode,
  parseBusinessItemCode,
  parseImplementationCode,
  parseNationalCaseNo,
} from './matter-code.ts';

const SHANWEI = '12441500196720244T3442199806003';
const XIXIA = '1141132300600001X14410112345000';
const SICHUAN = '511Z07001006-511602000000-000-11511301008778183N-1-00';

describe('事项编码', () => {
  it('takes the real 实施编码 of 汕尾 apart', () => {
    expect(parseImplementationCode(SHANWEI)).toEqual({
      uscc: '12441500196720244T',
      level: '3',
      basic: { area: '44', type: '21', main: '99806', sub: '003' },
    });
  });

  it('takes its 办件编号 of 43 characters apart', () => {
    expect(parseNationalCaseNo(`${SHANWEI}202206230068`)).toMatchObject({ day: '2022-06-23', serial: 68 });
    expect(parseNationalCaseNo(`${SHANWEI}202213230068`)).toBeUndefined();
    expect(parseNationalCaseNo(SHANWEI)).toBeUndefined();
  });

  it.each([
    ['基本编码', '410112345000', parseBasicCode, formatBasicCode],
    ['实施编码', XIXIA, parseImplementationCode, formatImplementationCode],
    ['业务办理项编码', `${XIXIA}01`, parseBusinessItemCode, formatBusinessItemCode],
    ['办件编号', `${XIXIA}202611230001`, parseNationalCaseNo, formatNationalCaseNo],
  ] as const)('reads and writes a %s alike', (_, text, parse, format) => {
    const parsed = parse(text);
    expect(parsed).toBeDefined();
    expect((format as (parts: unknown) => string)(parsed)).toBe(text);
  });

  it.each([
    ['a wrong check character of the agency', XIXIA.replace('X1', 'X2')],
    ['a level that is none', `${XIXIA.slice(0, 18)}8${XIXIA.slice(19)}`],
    ['an area that is none', XIXIA.replace('4410112345000', '4990112345000')],
    ['a missing digit', XIXIA.slice(0, -1)],
  ])('refuses %s', (_, text) => {
    expect(parseImplementationCode(text)).toBeUndefined();
  });

  it('takes the nation’s own items', () => {
    expect(parseBasicCode('000112345000')).toMatchObject({ area: '00' });
    expect(parseBasicCode('410012345000')).toBeUndefined();
  });

  it.each([
    ['410112345000', 'basic'],
    [SHANWEI, 'implementation'],
    [`${XIXIA}01`, 'business-item'],
    [SICHUAN, 'sichuan'],
    ['GD-2024-民政-01', 'free'],
  ])('tells the scheme of %s', (text, scheme) => {
    expect(matterCodeScheme(text)).toBe(scheme);
    expect(isMatterCode(text)).toBe(true);
  });

  it('checks the agency within a Sichuan code', () => {
    expect(isMatterCodeOf('sichuan', SICHUAN)).toBe(true);
    expect(isMatterCodeOf('sichuan', SICHUAN.replace('183N', '183M'))).toBe(false);
    expect(isMatterCodeOf('sichuan', XIXIA)).toBe(false);
  });

  it('takes any other province’s code up to 64 characters, without blanks', () => {
    expect(isMatterCode('编'.repeat(64))).toBe(true);
    for (const text of ['', '编'.repeat(65), '有 空格', '换\n行'])
      expect(matterCodeScheme(text)).toBeUndefined();
  });
});
