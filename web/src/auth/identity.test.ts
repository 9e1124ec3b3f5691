import { describe, expect, it } from 'vitest';
import { identityOf, mayOpen } from './identity.ts';

const CLERK = {
  sub: 'clerk.1',
  name: '杨建国',
  tenant: '411323',
  roles: ['clerk', 'unheard-of'],
  windows: ['A01'],
};

describe('identity', () => {
  it('keeps the known roles of the claims', () => {
    expect(identityOf(CLERK)).toEqual({ ...CLERK, roles: ['clerk'] });
  });

  it('reads lists that come as text', () => {
    expect(identityOf({ ...CLERK, roles: '[clerk reviewer]', windows: 'A01,A02' })).toMatchObject({
      roles: ['clerk', 'reviewer'],
      windows: ['A01', 'A02'],
    });
  });

  it('opens public pages to everybody, others by role', () => {
    const clerk = identityOf(CLERK);
    expect(mayOpen(undefined, undefined)).toBe(true);
    expect(mayOpen(undefined, ['clerk'])).toBe(false);
    expect(mayOpen(clerk, ['clerk', 'chief'])).toBe(true);
    expect(mayOpen(clerk, ['admin'])).toBe(false);
  });
});
