import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type DynamoDBClient,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import canonicalize from 'canonicalize';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import {
  LISTS,
  type ListEntry,
  type ListName,
  type ListQuery,
  type Page,
  type TenantViews,
  type ViewRow,
  type Views,
} from '../../shared/ports/views.ts';
import { cursorOf, placeOf } from './cursor.ts';
import { fromItem, toItem, type Item } from './items.ts';

/** Attributes of a row. `data` is canonical JSON: the same row is the same bytes, however it came about. */
interface Stored {
  readonly pk: string;
  readonly sk: string;
  readonly version: number;
  readonly data: string;
}

const sortOf = (list: ListName) => `${list}Sort`;

const listAttributes = (tenant: TenantCode, lists: ViewRow['lists']): Record<string, string> =>
  Object.fromEntries(
    LISTS.flatMap((list) => {
      const entry = lists[list];
      if (!entry) return [];
      return [
        [list, `${tenant}#${entry.partition}`],
        [sortOf(list), entry.sort],
      ];
    }),
  );

/** The text after the tenant code of a partition key. */
const withoutTenant = (partition: string): string => partition.slice(partition.indexOf('#') + 1);

const entryOf = (attributes: Record<string, unknown>, list: ListName): ListEntry | undefined => {
  const partition = attributes[list];
  const sort = attributes[sortOf(list)];
  if (typeof partition !== 'string' || typeof sort !== 'string') return undefined;
  return { partition: withoutTenant(partition), sort };
};

const rowOf = (item: Item): ViewRow => {
  const attributes = fromItem(item) as unknown as Stored & Record<string, unknown>;
  const lists: Partial<Record<ListName, ListEntry>> = {};
  for (const list of LISTS) {
    const entry = entryOf(attributes, list);
    if (entry) lists[list] = entry;
  }
  return {
    view: withoutTenant(attributes.pk),
    key: attributes.sk,
    version: attributes.version,
    data: JSON.parse(attributes.data) as ViewRow['data'],
    lists,
  };
};

class DynamoTenantViews implements TenantViews {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #tenant: TenantCode;

  constructor(client: DynamoDBClient, table: string, tenant: TenantCode) {
    this.#client = client;
    this.#table = table;
    this.#tenant = tenant;
  }

  async get(view: string, key: string): Promise<ViewRow | undefined> {
    const Key = { pk: { S: `${this.#tenant}#${view}` }, sk: { S: key } };
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key, ConsistentRead: true }),
    );
    return Item && rowOf(Item);
  }

  /** Reads one entry more than asked for, so that only a page with a successor carries a cursor. */
  async list(query: ListQuery): Promise<Page<ViewRow>> {
    const input = this.#inputOf(query);
    const rows: ViewRow[] = [];
    do {
      const page = await this.#client.send(
        new QueryCommand({ ...input, Limit: query.limit + 1 - rows.length }),
      );
      for (const item of page.Items ?? []) rows.push(rowOf(item));
      input.ExclusiveStartKey = page.LastEvaluatedKey;
    } while (input.ExclusiveStartKey && rows.length <= query.limit);
    const items = rows.slice(0, query.limit);
    const last = items.at(-1);
    const sort = last?.lists[query.list]?.sort;
    if (rows.length <= query.limit || !last || sort === undefined) return { items };
    return { items, next: cursorOf(this.#tenant, query, { sort, view: last.view, key: last.key }) };
  }

  async put(row: ViewRow, previous: number | undefined): Promise<boolean> {
    const record: Stored = {
      pk: `${this.#tenant}#${row.view}`,
      sk: row.key,
      version: row.version,
      data: canonicalize(row.data) ?? '{}',
    };
    const condition =
      previous === undefined
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: 'version = :previous',
            ExpressionAttributeValues: { ':previous': { N: String(previous) } },
          };
    const Item = toItem({ ...record, ...listAttributes(this.#tenant, row.lists) });
    try {
      await this.#client.send(new PutItemCommand({ TableName: this.#table, Item, ...condition }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  #inputOf(query: ListQuery): QueryCommandInput {
    const { list, partition, prefix, cursor, descending = false } = query;
    const listKey = { S: `${this.#tenant}#${partition}` };
    const place = cursor === undefined ? undefined : placeOf(this.#tenant, query, cursor);
    return {
      TableName: this.#table,
      IndexName: list,
      KeyConditionExpression: prefix ? '#list = :list AND begins_with(#sort, :prefix)' : '#list = :list',
      ExpressionAttributeNames: { '#list': list, ...(prefix && { '#sort': sortOf(list) }) },
      ExpressionAttributeValues: { ':list': listKey, ...(prefix && { ':prefix': { S: prefix } }) },
      ScanIndexForward: !descending,
      ...(place && {
        ExclusiveStartKey: {
          pk: { S: `${this.#tenant}#${place.view}` },
          sk: { S: place.key },
          [list]: listKey,
          [sortOf(list)]: { S: place.sort },
        },
      }),
    };
  }
}

/** Views on DynamoDB: a row is an item, a list is a sparse index that the row is in while it has its attributes. */
export const dynamoViews = (client: DynamoDBClient, table: string): Views => ({
  for: (tenant) => new DynamoTenantViews(client, table, tenant),
});
