import { Streams } from '../../shared/ports/handle-command.ts';
import { awsEndpoint } from '../aws/endpoint.ts';
import { hallClock } from '../aws/hall-clock.ts';
import { hallSessions, hallStores } from '../aws/hall-stores.ts';
import { taskFunction } from '../aws/task-function.ts';
import { parseEnv, ProjectorEnv } from '../runtime/env.ts';
import { evaluate, type StretchRef } from './evaluate.ts';

const env = parseEnv(ProjectorEnv, process.env);
const clock = hallClock();
const { log } = hallStores(env, hallSessions(awsEndpoint(), env.HALL_ROLE));
const deps = { clock, streams: new Streams(log, clock) };

export const handler = taskFunction('clock', (stretch: StretchRef) => evaluate(deps, stretch));
