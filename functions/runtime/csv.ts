import type { Context } from 'hono';
import { stringify } from 'csv-stringify/sync';

/** What a list is asked for as a table: spreadsheets then open it with its Chinese headers as they are. */
export const wantsCsv = (c: Context): boolean => (c.req.header('accept') ?? '').includes('text/csv');

type Cell = string | number | undefined;

/**
 * A table for spreadsheets: UTF-8 with a byte order mark, as Excel asks for. A cell that a spreadsheet would take for a
 * formula is disarmed.
 */
export const csvOf = (headers: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  stringify([[...headers], ...rows.map((row) => [...row])], { bom: true, escape_formulas: true });

/** Answers with a table. */
export const answerCsv = (c: Context, name: string, table: string): Response =>
  c.body(table, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  });

/** `Link` to the next page of a table (RFC 8288): the same request with that cursor. */
export const nextLink = (c: Context, cursor: string): string => {
  const { searchParams } = new URL(c.req.url);
  searchParams.set('cursor', cursor);
  return `<?${searchParams.toString()}>; rel="next"`;
};
