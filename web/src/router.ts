import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router';
import { mayOpen } from './auth/identity.ts';
import { session, signIn } from './auth/session.ts';
import type { PageRoute } from './routing.ts';
import { commonTexts } from './texts/zh-CN/common.ts';

/** Every folder of `pages/` says in its `routes.ts` which pages it has. */
const areas = import.meta.glob<{ readonly routes: readonly PageRoute[] }>('./pages/*/routes.ts', {
  eager: true,
});

export const pageRoutes: readonly PageRoute[] = Object.values(areas).flatMap(({ routes }) => routes);

/** Pages in the side navigation of whoever is signed in. */
export const navigation = (): readonly PageRoute[] =>
  pageRoutes
    .filter(({ meta }) => meta.nav !== undefined && meta.roles && mayOpen(session.identity, meta.roles))
    .sort((left, right) => (left.meta.nav ?? 0) - (right.meta.nav ?? 0));

export const router = createRouter({ history: createWebHistory(), routes: [...pageRoutes] });

const guard = async ({ meta, fullPath }: RouteLocationNormalized) => {
  if (mayOpen(session.identity, meta.roles)) return true;
  if (session.identity) return { name: 'forbidden' };
  await signIn(fullPath);
  return false;
};
router.beforeEach(guard);

router.afterEach(({ meta }) => {
  document.title = `${meta.title} · ${commonTexts.product}`;
});
