import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundles } from './bundles.ts';

/** The web app has not been built. */
export class PagesError extends Error {
  override readonly name = 'PagesError';
}

const BUILT = join(import.meta.dirname, '../../web/dist');
const PUBLISHED = ['assets', 'icon.svg'];

/** Lays the built web app beside the functions that serve and publish it: `npm ci` and `npm run build:web` build it. */
export const addPages = ({ site, publish }: Pick<Bundles, 'site' | 'publish'>): void => {
  if (!existsSync(join(BUILT, 'index.html'))) throw new PagesError('no web/dist: npm run build:web');
  cpSync(join(BUILT, 'index.html'), join(site.folder, 'index.html'));
  const folder = join(publish.folder, 'web');
  rmSync(folder, { recursive: true, force: true });
  for (const name of PUBLISHED) cpSync(join(BUILT, name), join(folder, name), { recursive: true });
};
