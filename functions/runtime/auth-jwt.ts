import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { Actor } from '../../shared/kernel/actor.ts';
import { RecentMap } from '../../shared/kernel/recent-map.ts';
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
const KEPT_TOKENS = 2_000;

/** A token that was verified stays so until it expires; only its expiry is asked for again. */
interface Verified {
  readonly actor: Actor;
  readonly expiresAtMs: number;
}

/** Verifies bearer tokens against the issuer's published keys. */
export const jwtAuthenticator = (
  { issuer, audience, jwksUri, now }: TokenRules,
  keys: JWTVerifyGetKey = createRemoteJWKSet(new URL(jwksUri)),
): Authenticate => {
  const kept = new RecentMap<string, Verified>(KEPT_TOKENS);

  const verify = async (token: string): Promise<Actor | 'invalid'> => {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      currentDate: now(),
      algorithms: ['RS256', 'ES256'],
      requiredClaims: ['exp'],
    });
    const actor = actorOf(payload);
    if (!actor) return 'invalid';
    kept.set(token, { actor, expiresAtMs: (payload.exp ?? 0) * 1_000 });
    return actor;
  };

  return async (request) => {
    const header = request.headers.get('authorization');
    if (header === null) return 'anonymous';
    const token = BEARER.exec(header)?.[1];
    if (token === undefined) return 'invalid';
    const known = kept.get(token);
    if (known && now().getTime() < known.expiresAtMs) return known.actor;
    try {
      return await verify(token);
    } catch (error) {
      if (error instanceof errors.JOSEError) return 'invalid';
      throw error;
    }
  };
};
