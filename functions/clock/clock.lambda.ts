import { Streams } from '../../shared/ports/handle-command.ts';
import { awsEndpoint } from '../aws/endpoint.ts';
import { hallClock } from '../aws/hall-clock.ts';
import { hallSessions, hallStores } from '../aws/hall-stores.ts';
import { taskFunction } from '../aws/task-function.ts';
import { parseEnv, ProjectorEnv } from '../runtime/env.ts';
import { wake, type Waiting } from './wake.ts';

const env = parseEnv(ProjectorEnv, process.env);
const clock = hallClock();
const { log, views } = hallStores(env, hallSessions(awsEndpoint(), env.HALL_ROLE));
const deps = { clock, streams: new Streams(log, clock), views };

export const handler = taskFunction('clock', (waiting: Waiting) => wake(deps, waiting));
