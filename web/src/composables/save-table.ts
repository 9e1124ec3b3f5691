import { session } from '../auth/session.ts';

/** The page of a table that comes after this one (RFC 8288). */
const nextOf = (answer: Response): string | undefined => {
  const [, next] = /^<([^>]*)>; rel="next"/.exec(answer.headers.get('link') ?? '') ?? [];
  return next === undefined ? undefined : new URL(next, answer.url).href;
};

const withoutHeaders = (table: string): string => table.slice(table.indexOf('\n') + 1);

/** All pages of what an address answers as a table (`text/csv`), with the headers of the first; nothing when one does not come. */
const wholeTable = async (path: string): Promise<string | undefined> => {
  const headers = { accept: 'text/csv', authorization: `Bearer ${session.token ?? ''}` };
  let whole = '';
  for (let next: string | undefined = path; next !== undefined;) {
    const answer: Response = await fetch(next, { headers, cache: 'no-store' });
    if (!answer.ok) return undefined;
    const table = await answer.text();
    whole += whole === '' ? table : withoutHeaders(table);
    next = nextOf(answer);
  }
  return whole;
};

/** Saves what an address answers as a table; false when it does not. Spreadsheets know UTF-8 by the byte order mark. */
export const saveTable = async (path: string, name: string): Promise<boolean> => {
  const table = await wholeTable(path);
  if (table === undefined) return false;
  const url = URL.createObjectURL(new Blob([`\uFEFF${table}`], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(url);
  return true;
};
