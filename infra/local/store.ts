import { dynamoClient, localEndpoint } from '../../functions/adapters/clients.ts';
import { createTables, LOCAL_TABLES } from '../../functions/adapters/local-tables.ts';
import { Closing } from './closing.ts';
import { dynamoFolder, startDynamo } from './dynamo-server.ts';
import { openFolder, type DataFolder } from './folder.ts';

/** A data folder with its database running: enough for tools that look after the tables. */
export interface LocalStore {
  readonly folder: DataFolder;
  readonly client: ReturnType<typeof dynamoClient>;
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}

/**
 * Takes the folder, starts its database and creates the tables that are missing.
 * @throws FolderInUseError while `npm start` or another tool has the folder open.
 */
export const openStore = async (dataDir: string): Promise<LocalStore> => {
  const folder = openFolder(dataDir);
  const closing = new Closing();
  closing.add(() => folder.release());
  try {
    const server = await startDynamo(dynamoFolder(folder.path('')));
    closing.add(() => server.stop());
    const client = dynamoClient(localEndpoint(server.endpoint));
    closing.add(() => client.destroy());
    await createTables(client, LOCAL_TABLES);
    return { folder, client, endpoint: server.endpoint, close: () => closing.close() };
  } catch (error) {
    await closing.close();
    throw error;
  }
};
