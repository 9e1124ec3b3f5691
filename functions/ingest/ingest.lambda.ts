import { deviceHub } from '../aws/device-hub.ts';
import { queueFunction } from '../aws/queue-function.ts';
import { vaultStore } from '../aws/storage.ts';
import { systemDeps } from '../aws/system-deps.ts';
import { ingest, QueuedMessage } from './ingest.ts';

const deps = await systemDeps({ vault: vaultStore() });
const take = ingest({ ...deps, messages: deviceHub() });

export const handler = queueFunction('ingest', async (body) => {
  await take(QueuedMessage.parse(JSON.parse(body)));
});
