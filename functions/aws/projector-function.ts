import type { Commit } from '../../shared/ports/event-log.ts';
import { applyCommit } from '../../shared/ports/project.ts';
import type { Projection } from '../../shared/ports/views.ts';
import { parseEnv, ProjectorEnv } from '../runtime/env.ts';
import { awsEndpoint } from './endpoint.ts';
import { hallSessions, hallStores } from './hall-stores.ts';
import { streamFunction } from './stream-function.ts';

/** Brings the views of each hall up to date, in a session of that hall; rows of the halls above in a session of theirs. */
export const projectorFunction = (name: string, projections: readonly Projection[]) => {
  const env = parseEnv(ProjectorEnv, process.env);
  const { log, views } = hallStores(env, hallSessions(awsEndpoint(), env.HALL_ROLE));
  return streamFunction(name, (commit: Commit) => applyCommit(log, views, projections, commit));
};
