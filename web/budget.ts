import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly isDynamicEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}
export type Manifest = Readonly<Record<string, Chunk>>;

/** A page weighs more than it may. */
class BudgetExceededError extends Error {
  override readonly name = 'BudgetExceededError';
}

const PAGE = /^src\/(?:pages|devices)\/.*\.vue$/;

/** Everything that a browser fetches before a chunk can run. */
const filesOf = (manifest: Manifest, key: string, seen = new Set<string>()): ReadonlySet<string> => {
  const chunk = manifest[key];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const file of chunk.css ?? []) seen.add(file);
  for (const next of chunk.imports ?? []) filesOf(manifest, next, seen);
  return seen;
};

/** Bytes of the first load by page: the entry, the page and all that they import. `sizeOf` gives the bytes of a file. */
export const firstLoads = (
  manifest: Manifest,
  sizeOf: (file: string) => number,
): ReadonlyMap<string, number> => {
  const entries = Object.keys(manifest).filter((key) => manifest[key]?.isEntry);
  const pages = Object.keys(manifest).filter((key) => manifest[key]?.isDynamicEntry && PAGE.test(key));
  return new Map(
    pages.map((page) => {
      const files = new Set([...entries, page].flatMap((key) => [...filesOf(manifest, key)]));
      return [page, [...files].reduce((sum, file) => sum + sizeOf(file), 0)];
    }),
  );
};

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KB`;

/** Fails the build when the first load of a page, compressed, is over `limit` bytes. */
export const budget = (limit: number): Plugin => {
  let folder = '';
  return {
    name: 'first-load-budget',
    apply: 'build',
    configResolved: ({ build }) => {
      folder = build.outDir;
    },
    closeBundle: () => {
      const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest;
      const loads = firstLoads(manifest, (file) => gzipSync(readFileSync(join(folder, file))).length);
      const [heaviest] = [...loads].sort(([, left], [, right]) => right - left);
      const over = [...loads].filter(([, bytes]) => bytes > limit);
      if (over.length > 0) {
        const list = over.map(([page, bytes]) => `${page} ${kilobytes(bytes)}`).join(', ');
        throw new BudgetExceededError(`first load over ${kilobytes(limit)}: ${list}`);
      }
      if (heaviest)
        process.stdout.write(`heaviest first load: ${heaviest[0]} ${kilobytes(heaviest[1])} compressed\n`);
    },
  };
};
