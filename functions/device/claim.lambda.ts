import { systemDeps } from '../aws/system-deps.ts';
import { taskFunction } from '../aws/task-function.ts';
import { answerClaim } from './claim.ts';

export const handler = taskFunction('claim', answerClaim(await systemDeps()));
