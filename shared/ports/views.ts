import type { TenantCode } from '../kernel/ids.ts';
import type { Aggregate, Commit } from './event-log.ts';

/** Sorted lists that a row may stand in; a row that leaves a list simply drops its entry. */
export const LISTS = ['list1', 'list2', 'list3'] as const;
export type ListName = (typeof LISTS)[number];

export interface ListEntry {
  /** Which list, within the tenant: `inbox#县民政局`. */
  readonly partition: string;
  /** Sorts as text. Ends in the row's key, so that it is unique. */
  readonly sort: string;
}

/** One row of a view: derived from one stream, it carries the version it has applied. */
export interface ViewRow<Data = Readonly<Record<string, unknown>>> {
  readonly view: string;
  readonly key: string;
  /** Version of the stream's last commit that the row has taken. */
  readonly version: number;
  readonly data: Data;
  readonly lists: Partial<Readonly<Record<ListName, ListEntry>>>;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Opaque; absent on the last page. */
  readonly next?: string;
}

export interface ListQuery {
  readonly list: ListName;
  readonly partition: string;
  readonly limit: number;
  readonly cursor?: string;
  readonly descending?: boolean;
  /** Only entries whose sort begins so. */
  readonly prefix?: string;
}

export interface TenantViews {
  get(view: string, key: string): Promise<ViewRow | undefined>;
  /** @throws BadCursorError for a cursor that this list did not give. */
  list(query: ListQuery): Promise<Page<ViewRow>>;
  /** Puts the row if the stored one still has `previous` (undefined: none is stored); false when it has not. */
  put(row: ViewRow, previous: number | undefined): Promise<boolean>;
}

export interface Views {
  for(tenant: TenantCode): TenantViews;
}

export class BadCursorError extends Error {
  override readonly name = 'BadCursorError';
}

/**
 * A pure projection of one aggregate: one row per stream. `project` gets the row so far and the next commit (its events
 * as stored); it returns the data and where the row is listed.
 */
export interface Projection<Data = Readonly<Record<string, unknown>>> {
  readonly view: string;
  readonly aggregate: Aggregate;
  /** The halls above see the row too, each among its own: a county its townships. */
  readonly seenAbove?: true;
  /** The rows are named after hall and stream: a hall and the one above it may have streams of one name (a matter). */
  readonly qualified?: true;
  readonly project: (
    before: Data | undefined,
    commit: Commit,
  ) => { readonly data: Data; readonly lists: ViewRow['lists'] };
}
