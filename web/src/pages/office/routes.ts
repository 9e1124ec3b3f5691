import type { PageRoute } from '../../routing.ts';
import { officeTexts as texts } from '../../texts/zh-CN/office.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/office',
    component: () => import('./InboxPage.vue'),
    meta: { title: texts.title, roles: ['reviewer', 'chief'], nav: 20 },
  },
  {
    path: '/office/cases/:caseNo',
    component: () => import('./CaseFilePage.vue'),
    meta: { title: texts.filePage, roles: ['reviewer', 'chief'] },
  },
  {
    path: '/office/bundles',
    component: () => import('./BundlesPage.vue'),
    meta: { title: texts.joint.title, roles: ['chief'], nav: 22 },
  },
  {
    path: '/office/bundles/:no',
    component: () => import('./BundlePage.vue'),
    meta: { title: texts.joint.page, roles: ['reviewer', 'chief'] },
  },
];
