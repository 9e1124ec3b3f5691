import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { actorOf } from './claims.ts';
import type { Authenticate } from './deps.ts';

export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  /** Where the issuer publishes its keys. */
  readonly jwksUri: string;
  /** The real date: tokens live in real time, even where the hall's clock is set or runs faster. */
  readonly now: () => Date;
}

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/;

/** Verifies bearer tokens against the issuer's published keys. */
export const jwtAuthenticator = (
  rules: TokenRules,
  keys: JWTVerifyGetKey = createRemoteJWKSet(new URL(rules.jwksUri)),
): Authenticate => {
  const { issuer, audience, now } = rules;
  return async (request) => {
    const header = request.headers.get('authorization');
    if (header === null) return 'anonymous';
    const token = BEARER.exec(header)?.[1];
    if (token === undefined) return 'invalid';
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        currentDate: now(),
        algorithms: ['RS256', 'ES256'],
      });
      return actorOf(payload) ?? 'invalid';
    } catch (error) {
      if (error instanceof errors.JOSEError) return 'invalid';
      throw error;
    }
  };
};
