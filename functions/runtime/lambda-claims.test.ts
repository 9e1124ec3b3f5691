import { expect, test } from 'vitest';
import { claimsAuthenticator } from './lambda-claims.ts';

const request = new Request('https://hall.example/v1/411323/cases', {
  headers: { authorization: 'Bearer forged' },
});
const envOf = (claims: unknown) => ({ event: { requestContext: { authorizer: { jwt: { claims } } } } });
const CLERK = { sub: 'clerk.1', name: '张三', tenant: '411323' };

test.each([
  ['as AWS writes lists', { ...CLERK, roles: '[clerk reviewer]', windows: '[A01 A02]' }],
  ['as they stand in the token', { ...CLERK, roles: ['clerk', 'reviewer'], windows: ['A01', 'A02'] }],
])('verified claims, %s, are the actor', async (_, claims) => {
  expect(await claimsAuthenticator(request, envOf(claims))).toEqual({
    ...CLERK,
    roles: ['clerk', 'reviewer'],
    windows: ['A01', 'A02'],
  });
});

test('a header that no authorizer has verified makes nobody', async () => {
  expect(await claimsAuthenticator(request, { event: { requestContext: {} } })).toBe('anonymous');
  expect(await claimsAuthenticator(request, undefined)).toBe('anonymous');
});

test('a verified token that names no hall is not ours', async () => {
  expect(await claimsAuthenticator(request, envOf({ sub: 'clerk.1' }))).toBe('invalid');
});
