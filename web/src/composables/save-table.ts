import { session } from '../auth/session.ts';

/** Saves what an address answers as a table (`text/csv`); false when it does not. */
export const saveTable = async (path: string, name: string): Promise<boolean> => {
  const headers = { accept: 'text/csv', authorization: `Bearer ${session.token ?? ''}` };
  const answer = await fetch(path, { headers, cache: 'no-store' });
  if (!answer.ok) return false;
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(url);
  return true;
};
