import type { PageRoute } from '../../routing.ts';
import { issuingTexts as texts } from '../../texts/zh-CN/issuing.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/issuing',
    component: () => import('./IssuingPage.vue'),
    meta: { title: texts.title, roles: ['issuer'], nav: 30 },
  },
  {
    path: '/issuing/lockers',
    component: () => import('./LockersPage.vue'),
    meta: { title: texts.lockers, roles: ['issuer'], nav: 31 },
  },
];
