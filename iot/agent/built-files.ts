import { existsSync, globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** What `npm run build:web` makes of the pages: one document for all kinds of devices, with its scripts and styles. */
const BUILT = join(import.meta.dirname, '../dist');
const DOCUMENT = 'devices.html';
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

interface BuiltFile {
  readonly type: string;
  readonly body: Buffer;
}

/** The pages have not been built. */
class NoPagesError extends Error {
  override readonly name = 'NoPagesError';
}

/** All that the browser may fetch, by path. @throws NoPagesError when nothing is there */
export const builtFiles = (): ReadonlyMap<string, BuiltFile> => {
  if (!existsSync(join(BUILT, DOCUMENT))) throw new NoPagesError(`${BUILT}: run npm run build:web first`);
  return new Map(
    globSync('{*,assets/*}', { cwd: BUILT }).flatMap((file) => {
      const type = TYPES[extname(file)];
      if (type === undefined) return [];
      return [[file === DOCUMENT ? '/' : `/${file}`, { type, body: readFileSync(join(BUILT, file)) }]];
    }),
  );
};
