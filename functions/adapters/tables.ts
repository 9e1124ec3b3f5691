import type { ListName } from '../../shared/ports/views.ts';

/** Attribute types of keys: string or number. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N';
}

export interface IndexSpec {
  readonly name: string;
  readonly partition: KeyAttribute;
  readonly sort: KeyAttribute;
}

export interface TableSpec {
  readonly partition: KeyAttribute;
  readonly sort?: KeyAttribute;
  /** Global secondary indexes; they project every attribute and hold only the items that have their keys. */
  readonly indexes: readonly IndexSpec[];
  /** True for the table whose stream (new images) feeds projectors and reactors. */
  readonly streamed: boolean;
}

const text = (name: string): KeyAttribute => ({ name, type: 'S' });
const number = (name: string): KeyAttribute => ({ name, type: 'N' });

const listIndex = (name: ListName): IndexSpec => ({
  name,
  partition: text(name),
  sort: text(`${name}Sort`),
});

/**
 * Every table of the system. Partition keys begin with the tenant code, so that `dynamodb:LeadingKeys` can pin a
 * session to its hall. The local stack and CDK create their tables from here alone.
 *
 * log: `<tenant>#<aggregate>#<id>` + version · views: `<tenant>#<view>` + key, lists `<tenant>#<partition>` + sort ·
 * vault: `<tenant>#vault` + reference · numbers: `<tenant>#<series>`.
 */
export const TABLES = {
  log: { partition: text('pk'), sort: number('sk'), indexes: [], streamed: true },
  views: {
    partition: text('pk'),
    sort: text('sk'),
    indexes: [listIndex('list1'), listIndex('list2'), listIndex('list3')],
    streamed: false,
  },
  vault: { partition: text('pk'), sort: text('sk'), indexes: [], streamed: false },
  numbers: { partition: text('pk'), indexes: [], streamed: false },
} as const satisfies Record<string, TableSpec>;

export type TableRole = keyof typeof TABLES;

/** Name of each table where the adapters run: physical names are given by whoever creates the tables. */
export type TableNames = Readonly<Record<TableRole, string>>;

export const TABLE_ROLES = Object.keys(TABLES) as readonly TableRole[];

/** Session tag that names the hall: the policies of infra compare the leading part of every key with it. */
export const TENANT_TAG = 'tenant';
