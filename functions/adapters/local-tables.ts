import {
  CreateTableCommand,
  ResourceInUseException,
  waitUntilTableExists,
  type CreateTableCommandInput,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import {
  TABLE_ROLES,
  TABLES,
  type IndexSpec,
  type KeyAttribute,
  type TableNames,
  type TableSpec,
} from './tables.ts';

/** Table names of a store that holds one installation alone: the local stack and the tests. */
export const LOCAL_TABLES: TableNames = {
  log: 'onewindow-log',
  views: 'onewindow-views',
  vault: 'onewindow-vault',
  numbers: 'onewindow-numbers',
};

const WAIT_SECONDS = 30;

const keySchema = ({ partition, sort }: Pick<TableSpec, 'partition' | 'sort'>) => [
  { AttributeName: partition.name, KeyType: 'HASH' as const },
  ...(sort ? [{ AttributeName: sort.name, KeyType: 'RANGE' as const }] : []),
];

const indexOf = (index: IndexSpec) => ({
  IndexName: index.name,
  KeySchema: keySchema(index),
  Projection: { ProjectionType: 'ALL' as const },
});

/** What `CreateTable` needs for a table of `TABLES`. */
export const createTableInput = (name: string, spec: TableSpec): CreateTableCommandInput => {
  const keys: KeyAttribute[] = [spec, ...spec.indexes].flatMap(({ partition, sort }) =>
    sort ? [partition, sort] : [partition],
  );
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: keys.map((key) => ({ AttributeName: key.name, AttributeType: key.type })),
    KeySchema: keySchema(spec),
    ...(spec.indexes.length > 0 && { GlobalSecondaryIndexes: spec.indexes.map(indexOf) }),
  };
};

/** Creates the tables that are not there yet and waits until all can be used. */
export const createTables = async (client: DynamoDBClient, names: TableNames): Promise<void> => {
  for (const role of TABLE_ROLES) {
    try {
      await client.send(new CreateTableCommand(createTableInput(names[role], TABLES[role])));
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
    }
    await waitUntilTableExists(
      { client, maxWaitTime: WAIT_SECONDS, minDelay: 1 },
      { TableName: names[role] },
    );
  }
};
