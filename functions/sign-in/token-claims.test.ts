import { describe, expect, test } from 'vitest';
import { actorOf } from '../runtime/claims.ts';
import { NoHallError, tokenClaims } from './token-claims.ts';

const OFFICER = {
  sub: 'u-1',
  name: '测试审查员',
  'custom:tenant': '411323',
  'custom:roles': 'reviewer chief',
  'custom:department': '县市场监督管理局',
  'custom:windows': 'A01,A02',
};

describe('the claims of a user of the pool', () => {
  test('are those that the functions read', () => {
    expect(actorOf({ sub: 'u-1', ...tokenClaims(OFFICER) })).toEqual({
      sub: 'u-1',
      name: '测试审查员',
      tenant: '411323',
      roles: ['reviewer', 'chief'],
      department: '县市场监督管理局',
      windows: ['A01', 'A02'],
    });
  });

  test('take roles from groups as well, each once, and nothing that is no role of a person', () => {
    const groups = ['reviewer', 'supervisor', 'eu-west-1_Google', 'device', 'system'];
    expect(tokenClaims(OFFICER, groups)['roles']).toBe('reviewer supervisor chief');
  });

  test('of a user without a role or a department let him or her do nothing', () => {
    const claims = tokenClaims({ 'custom:tenant': '411323101' });
    expect(claims).toEqual({ tenant: '411323101', roles: '' });
    expect(actorOf({ sub: 'u-2', ...claims })?.roles).toEqual([]);
  });

  test.each([{}, { 'custom:tenant': '' }, { 'custom:tenant': '4113' }, { 'custom:tenant': '411323#vault' }])(
    'are not made for a user without a hall: %j',
    (attributes) => {
      expect(() => tokenClaims({ ...attributes, 'custom:roles': 'admin' })).toThrow(NoHallError);
    },
  );
});
