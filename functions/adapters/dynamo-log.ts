import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { chain } from '../../shared/ports/chain.ts';
import {
  VersionConflictError,
  type Commit,
  type EventLog,
  type NewCommit,
  type Position,
  type StreamId,
  type TenantLog,
} from '../../shared/ports/event-log.ts';
import { fromItem, toItem, type Item } from './items.ts';

/** An item of the log table whose key does not name a tenant, an aggregate and an id. */
export class LogKeyError extends Error {
  override readonly name = 'LogKeyError';
}

/** `<tenant>#<aggregate>#<id>`; the id may hold further `#`. */
export const partitionOf = (tenant: TenantCode, { aggregate, id }: StreamId): string =>
  `${tenant}#${aggregate}#${id}`;

const KEY = /^([^#]+)#([^#]+)#(.+)$/s;

/** @throws LogKeyError for a key that is not one of the log's. */
export const streamOfPartition = (partition: string): { tenant: TenantCode; stream: StreamId } => {
  const [, tenant, aggregate, id] = KEY.exec(partition) ?? [];
  if (!tenant || !aggregate || !id) throw new LogKeyError(`not a stream: ${partition}`);
  return { tenant: tenant as TenantCode, stream: { aggregate: aggregate as StreamId['aggregate'], id } };
};

type Body = Omit<Commit, 'tenant' | 'stream' | 'version'>;

const itemOf = ({ tenant, stream, version, ...body }: Commit): Item =>
  toItem({ pk: partitionOf(tenant, stream), sk: version, ...body });

/** The commit in an item of the log table or in the new image of its stream. */
export const commitOf = (item: Item): Commit => {
  const { pk, sk, ...body } = fromItem(item) as unknown as { pk: string; sk: number } & Body;
  return { ...body, ...streamOfPartition(pk), version: sk };
};

/** True when the SDK sent the request more than once, so that the answer may be about our own first try. */
const wasRepeated = (error: ConditionalCheckFailedException): boolean => (error.$metadata.attempts ?? 2) > 1;

class DynamoTenantLog implements TenantLog {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #tenant: TenantCode;

  constructor(client: DynamoDBClient, table: string, tenant: TenantCode) {
    this.#client = client;
    this.#table = table;
    this.#tenant = tenant;
  }

  async append(stream: StreamId, after: Position, commit: NewCommit): Promise<Commit> {
    const chained = chain(this.#tenant, stream, after, commit);
    const Item = itemOf(chained);
    try {
      await this.#client.send(
        new PutItemCommand({ TableName: this.#table, Item, ConditionExpression: 'attribute_not_exists(pk)' }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      if (wasRepeated(error) && (await this.#holds(Item))) return chained;
      const place = `${stream.aggregate} ${stream.id} version ${chained.version}`;
      throw new VersionConflictError(`${place} is taken`, { cause: error });
    }
    return chained;
  }

  async read(stream: StreamId, fromVersion = 0): Promise<readonly Commit[]> {
    const query = {
      TableName: this.#table,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk >= :from',
      ExpressionAttributeValues: {
        ':pk': { S: partitionOf(this.#tenant, stream) },
        ':from': { N: String(fromVersion) },
      },
    };
    const commits: Commit[] = [];
    for await (const page of paginateQuery({ client: this.#client }, query)) {
      for (const item of page.Items ?? []) commits.push(commitOf(item));
    }
    return commits;
  }

  /** The first try of a repeated request got through when its very commit stands at the place. */
  async #holds({ pk, sk, hash }: Item): Promise<boolean> {
    if (!pk || !sk) return false;
    const { Item: found } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: { pk, sk }, ConsistentRead: true }),
    );
    return found?.['hash']?.S !== undefined && found['hash'].S === hash?.S;
  }
}

/**
 * The log on DynamoDB: one conditional `PutItem` a commit. `PutItem`, `GetItem` and `Query` are all that is ever sent,
 * so its role needs no other permission on the table.
 */
export const dynamoLog = (client: DynamoDBClient, table: string): EventLog => ({
  for: (tenant) => new DynamoTenantLog(client, table, tenant),
});
