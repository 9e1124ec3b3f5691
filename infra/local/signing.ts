import { randomBytes } from 'node:crypto';
import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  type JWK,
  type JWTVerifyGetKey,
} from 'jose';
import { z } from 'zod';
import { claimsOf, type Identity } from './accounts.ts';
import { keptFile } from './folder.ts';

export const AUDIENCE = 'onewindow';
/** A shift and the way home, in real time: tokens do not follow the hall's clock. */
export const TOKEN_HOURS = 12;

const Kept = z.object({
  jwk: z.looseObject({ kty: z.literal('RSA'), kid: z.string(), n: z.string(), e: z.string() }),
  cookieKey: z.string(),
});

/** The identity provider's keys: made at the first start, then kept, so that tokens outlive a restart. */
export interface SigningKeys {
  readonly jwk: JWK;
  readonly cookieKey: string;
  readonly publicKeys: JWTVerifyGetKey;
}

const newKeys = async (): Promise<Uint8Array> => {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = {
    ...(await exportJWK(privateKey)),
    alg: 'RS256',
    use: 'sig',
    kid: randomBytes(8).toString('hex'),
  };
  return Buffer.from(JSON.stringify({ jwk, cookieKey: randomBytes(32).toString('base64url') }));
};

export const signingKeys = async (file: string): Promise<SigningKeys> => {
  const { jwk, cookieKey } = Kept.parse(JSON.parse((await keptFile(file, newKeys)).toString('utf8')));
  const { kid, kty, n, e } = jwk;
  return {
    jwk,
    cookieKey,
    publicKeys: createLocalJWKSet({ keys: [{ kid, kty, n, e, alg: 'RS256', use: 'sig' }] }),
  };
};

/** Signs an access token like the provider's own, for whoever the identity names. */
export const mintToken = async ({ jwk }: SigningKeys, issuer: string, identity: Identity): Promise<string> =>
  new SignJWT(claimsOf(identity))
    .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: String(jwk.kid) })
    .setSubject(identity.sub)
    .setIssuer(issuer)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(`${TOKEN_HOURS}h`)
    .sign(await importJWK(jwk, 'RS256'));
