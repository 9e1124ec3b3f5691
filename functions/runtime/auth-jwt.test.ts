import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { jwtAuthenticator } from './auth-jwt.ts';
import type { Authenticate } from './deps.ts';

const ISSUER = 'https://issuer.invalid';
const START = Date.parse('2026-11-23T01:00:00Z');

describe('bearer tokens', () => {
  let sign: (claims: Record<string, unknown>, expires?: number, audience?: string) => Promise<string>;
  let authenticate: Authenticate;
  let now = START;

  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256' };
    authenticate = jwtAuthenticator(
      { issuer: ISSUER, audience: 'onewindow', jwksUri: ISSUER, now: () => new Date(now) },
      createLocalJWKSet({ keys: [jwk] }),
    );
    sign = (claims, expires = START / 1000 + 60, audience = 'onewindow') =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: 'k' })
        .setIssuer(ISSUER)
        .setAudience(audience)
        .setExpirationTime(expires)
        .sign(privateKey);
  });

  const CLAIMS = { sub: 's', name: '杨建国', tenant: '411323', roles: ['clerk'] };
  const ask = (header?: string) =>
    authenticate(
      new Request('https://hall.invalid', header ? { headers: { authorization: header } } : {}),
      {},
    );

  it('give the actor of their claims, again and again until they expire', async () => {
    now = START;
    const token = await sign(CLAIMS);
    expect(await ask(`Bearer ${token}`)).toMatchObject({ sub: 's', tenant: '411323', roles: ['clerk'] });
    expect(await ask(`Bearer ${token}`)).toMatchObject({ sub: 's' });
    now = START + 61_000;
    expect(await ask(`Bearer ${token}`)).toBe('invalid');
    now = START;
  });

  it('none is anonymous; broken, foreign, altered or without our claims is invalid', async () => {
    expect(await ask()).toBe('anonymous');
    expect(await ask('Basic abc')).toBe('invalid');
    expect(await ask('Bearer a.b.c')).toBe('invalid');
    const token = await sign(CLAIMS);
    expect(await ask(`Bearer ${token.slice(0, -4)}AAAA`)).toBe('invalid');
    expect(await ask(`Bearer ${await sign(CLAIMS, START / 1000 + 60, 'another')}`)).toBe('invalid');
    expect(await ask(`Bearer ${await sign({ ...CLAIMS, tenant: '41' })}`)).toBe('invalid');
    expect(await ask(`Bearer ${await sign({ ...CLAIMS, roles: ['king'] })}`)).toBe('invalid');
  });
});
