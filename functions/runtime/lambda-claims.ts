import { z } from 'zod';
import { actorOf } from './claims.ts';
import type { Authenticate } from './deps.ts';

const Authorized = z.object({
  requestContext: z.object({
    authorizer: z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }),
  }),
});

/** The claims that API Gateway's authorizer has verified, or nothing on a route that has no authorizer. */
export const verifiedClaims = (event: unknown): Readonly<Record<string, unknown>> | undefined =>
  Authorized.safeParse(event).data?.requestContext.authorizer.jwt.claims;

/**
 * Trusts the authorizer in front of the function: the token was verified there. The header is not looked at, so that a
 * route without an authorizer has no actor, whatever it was sent.
 */
export const claimsAuthenticator: Authenticate = (_request, env) => {
  const claims = verifiedClaims((env as { event?: unknown } | undefined)?.event);
  if (!claims) return Promise.resolve('anonymous');
  return Promise.resolve(actorOf(claims) ?? 'invalid');
};
