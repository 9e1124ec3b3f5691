import canonicalize from 'canonicalize';
import {
  BadCursorError,
  type ListQuery,
  type TenantViews,
  type ViewRow,
  type Views,
} from '../../shared/ports/views.ts';

/** Views in memory that also tell what they hold. Rows pass through JSON, so that no object is shared with them. */
export interface InMemoryViews extends Views {
  /** All rows of all tenants as sorted canonical JSON lines. */
  dump(): readonly string[];
}

const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

const entriesOf = (rows: Iterable<ViewRow>, { list, partition, prefix = '', descending }: ListQuery) => {
  const entries = [...rows].flatMap((row) => {
    const entry = row.lists[list];
    return entry?.partition === partition && entry.sort.startsWith(prefix) ? [{ sort: entry.sort, row }] : [];
  });
  const sorted = entries.sort((a, b) => (a.sort < b.sort ? -1 : 1));
  return descending ? sorted.reverse() : sorted;
};

const inMemoryTenantViews = (rows: Map<string, ViewRow>): TenantViews => ({
  get: async (view, key) => {
    await Promise.resolve();
    const row = rows.get(`${view}#${key}`);
    return row && copy(row);
  },
  list: async (query) => {
    await Promise.resolve();
    const entries = entriesOf(rows.values(), query);
    const start = query.cursor === undefined ? 0 : entries.findIndex(({ sort }) => sort === query.cursor) + 1;
    if (query.cursor !== undefined && start === 0) throw new BadCursorError('no such place');
    const page = entries.slice(start, start + query.limit);
    const next = start + query.limit < entries.length ? page.at(-1)?.sort : undefined;
    return { items: copy(page.map(({ row }) => row)), ...(next !== undefined && { next }) };
  },
  put: async (row, previous) => {
    await Promise.resolve();
    const place = `${row.view}#${row.key}`;
    if (rows.get(place)?.version !== previous) return false;
    rows.set(place, copy(row));
    return true;
  },
});

export const inMemoryViews = (): InMemoryViews => {
  const tenants = new Map<string, Map<string, ViewRow>>();
  return {
    for: (tenant) => {
      const rows = tenants.get(tenant) ?? new Map<string, ViewRow>();
      tenants.set(tenant, rows);
      return inMemoryTenantViews(rows);
    },
    dump: () =>
      [...tenants]
        .flatMap(([tenant, rows]) => [...rows.values()].map((row) => canonicalize({ tenant, ...row }) ?? ''))
        .sort(),
  };
};
