import type { PageRoute } from '../../routing.ts';
import { supervisionTexts as texts } from '../../texts/zh-CN/supervision.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/supervision',
    component: () => import('./BoardPage.vue'),
    meta: { title: texts.board, roles: ['supervisor'], nav: 40 },
  },
  {
    path: '/supervision/overdue',
    component: () => import('./OverduePage.vue'),
    meta: { title: texts.overdueTitle, roles: ['supervisor'], nav: 41 },
  },
  {
    path: '/supervision/month',
    component: () => import('./MonthPage.vue'),
    meta: { title: texts.monthTitle, roles: ['supervisor'], nav: 42 },
  },
  {
    path: '/supervision/cases/:caseNo',
    component: () => import('./SupervisedCasePage.vue'),
    meta: { title: texts.casePage, roles: ['supervisor'] },
  },
];
