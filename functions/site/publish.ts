import { globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** A file of the site as the store takes it. */
export interface SiteFile {
  readonly key: string;
  readonly type: string;
  readonly cacheControl: string;
  readonly body: Uint8Array;
}

/** A file of a kind that the site is not known to have. */
export class SiteFileError extends Error {
  override readonly name = 'SiteFileError';
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
/** Names of built files carry their content's hash; the others are asked for once a day. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const A_DAY = 'public, max-age=86400';

/** Every file below a folder. @throws SiteFileError when nobody knows how to call one */
export const siteFiles = (folder: string): readonly SiteFile[] =>
  globSync('**/*.*', { cwd: folder }).map((key) => {
    const type = TYPES[extname(key)];
    if (type === undefined) throw new SiteFileError(`${key}: files of this kind are not published`);
    const cacheControl = key.startsWith('assets/') ? FOR_EVER : A_DAY;
    return { key, type, cacheControl, body: readFileSync(join(folder, key)) };
  });

const AT_ONCE = 8;

/** Puts every file, some at a time. What is there from earlier builds stays: pages that are open still load it. */
export const publishFiles = async (
  files: readonly SiteFile[],
  put: (file: SiteFile) => Promise<void>,
): Promise<void> => {
  for (let start = 0; start < files.length; start += AT_ONCE)
    await Promise.all(files.slice(start, start + AT_ONCE).map(put));
};
