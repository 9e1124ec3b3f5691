import { commonTexts } from '../../texts/zh-CN/common.ts';
import { startTexts } from '../../texts/zh-CN/start.ts';
import type { PageRoute } from '../../routing.ts';

export const routes: readonly PageRoute[] = [
  { path: '/', component: () => import('./StartPage.vue'), meta: { title: startTexts.title } },
  {
    path: '/callback',
    component: () => import('./CallbackPage.vue'),
    meta: { title: commonTexts.signIn, bare: true },
  },
  {
    path: '/sign-in-again',
    component: () => import('./SignInAgainPage.vue'),
    meta: { title: commonTexts.signIn, bare: true },
  },
  {
    path: '/forbidden',
    name: 'forbidden',
    component: () => import('./ForbiddenPage.vue'),
    meta: { title: commonTexts.forbidden },
  },
  {
    path: '/:rest(.*)*',
    component: () => import('./NotFoundPage.vue'),
    meta: { title: commonTexts.notFound },
  },
];
