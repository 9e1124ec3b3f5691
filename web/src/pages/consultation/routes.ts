import { consultationDeskTexts as texts } from '../../texts/zh-CN/consultation-desk.ts';
import type { PageRoute } from '../../routing.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/consultations',
    component: () => import('./ConsultationsPage.vue'),
    meta: { title: texts.title, roles: ['clerk', 'reviewer', 'chief', 'guide'], nav: 25 },
  },
];
