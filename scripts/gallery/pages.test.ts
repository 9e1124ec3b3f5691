import { expect, it } from 'vitest';
import { PAGES } from './pages.ts';
import { routedPaths } from './routes.ts';

it('the gallery shows every page of the router, and no other', async () => {
  const shown = new Set(PAGES.map(({ route }) => route));
  expect([...shown].sort()).toEqual([...(await routedPaths())].sort());
});

it('every picture has a name of its own', () => {
  const names = PAGES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
