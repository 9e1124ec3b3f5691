import type { PageRoute } from '../../routing.ts';
import { grievanceTexts as texts } from '../../texts/zh-CN/grievance.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/grievances',
    component: () => import('./GrievancesPage.vue'),
    meta: { title: texts.title, roles: ['grievance', 'supervisor'], nav: 60 },
  },
];
