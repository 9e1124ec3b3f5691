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
