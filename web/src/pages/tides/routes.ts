import type { PageRoute } from '../../routing.ts';
import { tideTexts as texts } from '../../texts/zh-CN/tides.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/tides',
    component: () => import('./TidesPage.vue'),
    meta: { title: texts.title, roles: ['guide', 'supervisor', 'admin'], nav: 43 },
  },
];
