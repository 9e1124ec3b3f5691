import { globSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const PAGES = join(import.meta.dirname, '../../web/src/pages');

const Area = z.object({ routes: z.array(z.object({ path: z.string() })) });

/** The paths of all pages, as the router of the web app finds them. */
export const routedPaths = async (): Promise<readonly string[]> => {
  const areas = globSync('*/routes.ts', { cwd: PAGES }).sort();
  const loaded = await Promise.all(areas.map((file) => import(join(PAGES, file))));
  return loaded.flatMap((area) => Area.parse(area).routes.map(({ path }) => path));
};
