import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { dynamoClient, localEndpoint } from '../../functions/adapters/clients.ts';
import { createTables, LOCAL_TABLES } from '../../functions/adapters/local-tables.ts';

/** A fresh store in a child process, with the tables of the system. */
export const startStore = async () => {
  const child = fork(join(import.meta.dirname, 'dynamo-child.ts'));
  const [endpoint] = (await once(child, 'message')) as [string];
  const client = dynamoClient(localEndpoint(endpoint));
  await createTables(client, LOCAL_TABLES);
  return {
    client,
    stop: () => {
      client.destroy();
      child.disconnect();
    },
  };
};
