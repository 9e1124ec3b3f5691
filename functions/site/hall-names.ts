import { z } from 'zod';

/** Written by `npm run tenant -- add`: names of the halls by their codes. */
const KEY = 'halls.json';
const HallNames = z.record(z.string(), z.string());

type Read = (request: { readonly method: 'GET'; readonly key: string }) => Promise<Response>;

/** The halls that have been opened; none yet, as long as the list is not there. */
export const hallNames = async (read: Read): Promise<Readonly<Record<string, string>>> => {
  const response = await read({ method: 'GET', key: KEY });
  return response.status === 404 ? {} : HallNames.parse(await response.json());
};
