import { sfnClient, sfnTaskTokens } from '../adapters/sfn-workflows.ts';
import { awsEndpoint } from '../aws/endpoint.ts';
import { numbersStore, vaultStore } from '../aws/storage.ts';
import { systemDeps } from '../aws/system-deps.ts';
import { taskFunction } from '../aws/task-function.ts';
import { runMachineTask, type MachineTask } from './machine-tasks.ts';

const tokens = sfnTaskTokens(sfnClient(awsEndpoint()));
const deps = await systemDeps({ vault: vaultStore(), numbers: numbersStore() });

export const handler = taskFunction('bundle-machine', (task: MachineTask) =>
  runMachineTask({ ...deps, tokens }, task),
);
