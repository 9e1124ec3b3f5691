import { Streams } from '../../shared/ports/handle-command.ts';
import { loadSecret } from '../adapters/secret.ts';
import type { Deps } from '../runtime/deps.ts';
import { parseEnv, SystemEnv } from '../runtime/env.ts';
import { claimsAuthenticator } from '../runtime/lambda-claims.ts';
import { awsEndpoint } from './endpoint.ts';
import { hallClock } from './hall-clock.ts';
import { hallSessions, hallStores } from './hall-stores.ts';
import type { GrantedStores } from './storage.ts';

/**
 * What a function works with that nobody calls: each hall's data in a session of that hall. Which halls those are is
 * read in the log, where the rules have let it stand: a case of another hall was delegated before it was opened (C68).
 */
export const systemDeps = async (stores: GrantedStores = {}): Promise<Deps> => {
  const env = parseEnv(SystemEnv, process.env);
  const at = awsEndpoint();
  const clock = hallClock();
  const reached = hallStores(env, hallSessions(at, env.HALL_ROLE), stores);
  return {
    ...reached,
    clock,
    streams: new Streams(reached.log, clock),
    secret: await loadSecret(at, env.SECRET),
    authenticate: claimsAuthenticator,
    publicUrl: env.PUBLIC_URL,
  };
};
