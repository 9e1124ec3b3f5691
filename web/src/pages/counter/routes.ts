import type { PageRoute } from '../../routing.ts';
import { counterTexts as texts } from '../../texts/zh-CN/counter.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/counter',
    component: () => import('./CounterPage.vue'),
    meta: { title: texts.title, roles: ['clerk'], nav: 10 },
  },
  {
    path: '/counter/cases/:caseNo',
    component: () => import('./CounterCasePage.vue'),
    meta: { title: texts.casePage, roles: ['clerk'] },
  },
  {
    path: '/counter/bundles/:no',
    component: () => import('./CounterBundlePage.vue'),
    meta: { title: texts.bundlePage, roles: ['clerk'] },
  },
];
