import { sfnClient, sfnExecutions, sfnTaskTokens } from '../adapters/sfn-workflows.ts';
import { sqsClient } from '../adapters/clients.ts';
import { sqsNotices } from '../adapters/sqs-notices.ts';
import { MachinesEnv, NoticeQueueEnv, parseEnv } from '../runtime/env.ts';
import { reactAll, type Reaction } from '../runtime/reaction.ts';
import { deviceHub } from './device-hub.ts';
import { awsEndpoint } from './endpoint.ts';
import type { GrantedStores } from './storage.ts';
import { streamFunction } from './stream-function.ts';
import { systemDeps } from './system-deps.ts';

/** What the log sets off, each hall's in a session of that hall. */
export const reactionsFunction = async (
  name: string,
  reactions: readonly Reaction[],
  stores: GrantedStores,
) => {
  const { CLOCK_MACHINE: clock, BUNDLE_MACHINE: bundle } = parseEnv(MachinesEnv, process.env);
  const sfn = sfnClient(awsEndpoint());
  const deps = await systemDeps(stores);
  const workflows = sfnExecutions(sfn, { clock, bundle });
  const take = reactAll(reactions, {
    ...deps,
    workflows,
    startBundle: (tenant, no) => workflows.start('bundle', no, { tenant, no }),
    tokens: sfnTaskTokens(sfn),
    notices: sqsNotices(sqsClient(awsEndpoint()), parseEnv(NoticeQueueEnv, process.env).NOTICE_QUEUE),
    devices: deviceHub(),
  });
  return streamFunction(name, take);
};
