import { BadCursorError, type ListQuery, type Page, type TenantViews } from '../../shared/ports/views.ts';
import { RefusedError } from './problems.ts';

/** A page of a list; a cursor that the list never gave is bad input. */
export const listOf = async <Data>(views: TenantViews, query: ListQuery): Promise<Page<Data>> => {
  try {
    const { items, next } = await views.list(query);
    return { items: items.map(({ data }) => data as Data), ...(next ? { next } : {}) };
  } catch (error) {
    if (!(error instanceof BadCursorError)) throw error;
    const errors = [{ path: 'cursor', message: '游标无效' }];
    throw new RefusedError({ code: 'bad-input', message: '填写有误', errors });
  }
};

const PAGE = 1_000;

/** A list page after page, each as it is asked for: what is folded page by page is never in memory as a whole. */
export async function* pagesOf<Data>(
  views: TenantViews,
  query: Pick<ListQuery, 'list' | 'partition' | 'descending'>,
): AsyncGenerator<readonly Data[]> {
  let cursor: string | undefined;
  do {
    const page: Page<Data> = await listOf<Data>(views, {
      ...query,
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    yield page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}

/** Every row of a list: for lists that a person can overlook. */
export const allOf = async <Data>(
  views: TenantViews,
  query: Pick<ListQuery, 'list' | 'partition'>,
): Promise<readonly Data[]> => {
  const rows: Data[] = [];
  for await (const page of pagesOf<Data>(views, query)) rows.push(...page);
  return rows;
};
