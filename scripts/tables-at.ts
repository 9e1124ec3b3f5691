import { existsSync } from 'node:fs';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoClient } from '../functions/adapters/clients.ts';
import { LOCAL_TABLES } from '../functions/adapters/local-tables.ts';
import type { TableNames } from '../functions/adapters/tables.ts';
import { dynamoFolder } from '../infra/local/dynamo-server.ts';
import { openStore } from '../infra/local/store.ts';

/** The command line cannot be followed; the message is for whoever typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Where a tool finds its tables: in a data folder of the local stack, or by their names on AWS or at an endpoint. */
export interface Whereabouts {
  readonly data?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly tables: Partial<TableNames>;
}

export interface OpenTables {
  readonly client: DynamoDBClient;
  readonly tables: Partial<TableNames>;
  readonly close: () => Promise<void>;
}

const openFolderTables = async (data: string): Promise<OpenTables> => {
  if (!existsSync(dynamoFolder(data))) throw new UsageError(`${data}: no data folder of the local stack`);
  const store = await openStore(data);
  return { client: store.client, tables: LOCAL_TABLES, close: () => store.close() };
};

/**
 * Opens a data folder by itself, or connects to tables by name; region and credentials come from the environment then.
 * @throws UsageError when neither is told, FolderInUseError while `npm start` has the folder open.
 */
export const openTables = async ({ data, endpoint, tables }: Whereabouts): Promise<OpenTables> => {
  const isNamed = Object.keys(tables).length > 0;
  if (isNamed && data !== undefined) throw new UsageError('--data and table names exclude one another');
  if (!isNamed && endpoint !== undefined)
    throw new UsageError('--endpoint needs the names of the tables there');
  if (!isNamed) return openFolderTables(data ?? '.data');
  const client = dynamoClient(endpoint === undefined ? {} : { endpoint });
  return {
    client,
    tables,
    close: () => {
      client.destroy();
      return Promise.resolve();
    },
  };
};
