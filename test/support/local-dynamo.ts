import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoClient, localEndpoint } from '../../functions/adapters/clients.ts';
import { createTables, LOCAL_TABLES } from '../../functions/adapters/local-tables.ts';
import type { TableNames } from '../../functions/adapters/tables.ts';
import { startDynamo } from '../../infra/local/dynamo-server.ts';

export interface TestDynamo {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  readonly tables: TableNames;
  stop(): Promise<void>;
}

const connect = async (
  endpoint: string,
  tables: TableNames,
  stop: () => Promise<void>,
): Promise<TestDynamo> => {
  const client = dynamoClient(localEndpoint(endpoint));
  await createTables(client, tables);
  return {
    endpoint,
    client,
    tables,
    stop: async () => {
      client.destroy();
      await stop();
    },
  };
};

/** A fresh dynalite with every table; in memory without a folder. */
export const startTestDynamo = async (folder?: string): Promise<TestDynamo> => {
  const server = await startDynamo(folder);
  return connect(server.endpoint, LOCAL_TABLES, () => server.stop());
};

/** A DynamoDB server that runs already, with tables of its own for this process. */
export const useTestDynamo = (endpoint: string): Promise<TestDynamo> => {
  const suffix = `-${process.pid}-${performance.now().toFixed(3).replace('.', '-')}`;
  const { log, views, vault, numbers } = LOCAL_TABLES;
  const names = {
    log: log + suffix,
    views: views + suffix,
    vault: vault + suffix,
    numbers: numbers + suffix,
  };
  return connect(endpoint, names, () => Promise.resolve());
};
