import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { BadCursorError, type ListQuery } from '../../shared/ports/views.ts';

/** Where the next page of a list begins: after this entry. */
export interface Place {
  readonly sort: string;
  readonly view: string;
  readonly key: string;
}

const part = z.string().min(1).max(1024);
const Cursor = z.tuple([z.string(), part, part, part]);

/** Names one list of one tenant as it is being read; a cursor of another list, hall or direction does not carry it. */
const tagOf = (tenant: TenantCode, { list, partition, prefix = '', descending = false }: ListQuery): string =>
  createHash('sha256')
    .update(JSON.stringify([tenant, list, partition, prefix, descending]))
    .digest('base64url')
    .slice(0, 16);

export const cursorOf = (tenant: TenantCode, query: ListQuery, { sort, view, key }: Place): string =>
  Buffer.from(JSON.stringify([tagOf(tenant, query), sort, view, key])).toString('base64url');

const parse = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (cause) {
    throw new BadCursorError('cursor is not one of ours', { cause });
  }
};

/**
 * The place that a cursor names. It gives no right to anything: the keys to read are built from the tenant and the list
 * asked for, and the cursor only says where in them to go on.
 * @throws BadCursorError
 */
export const placeOf = (tenant: TenantCode, query: ListQuery, cursor: string): Place => {
  const parsed = Cursor.safeParse(parse(cursor));
  if (!parsed.success) throw new BadCursorError('cursor is not one of ours', { cause: parsed.error });
  const [tag, sort, view, key] = parsed.data;
  if (tag !== tagOf(tenant, query)) throw new BadCursorError('cursor belongs to another list');
  if (!sort.startsWith(query.prefix ?? '')) throw new BadCursorError('cursor points outside of its list');
  return { sort, view, key };
};
