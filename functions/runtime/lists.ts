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

/** Every row of a list, page after page: for lists that a person can overlook. */
export const allOf = async <Data>(
  views: TenantViews,
  query: Pick<ListQuery, 'list' | 'partition'>,
): Promise<readonly Data[]> => {
  const rows: Data[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<Data> = await listOf<Data>(views, {
      ...query,
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return rows;
};
