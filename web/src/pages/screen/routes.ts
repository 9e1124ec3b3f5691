import type { PageRoute } from '../../routing.ts';
import { screenTexts as texts } from '../../texts/zh-CN/screen.ts';

export const routes: readonly PageRoute[] = [
  {
    path: '/screen',
    component: () => import('./ScreenPage.vue'),
    meta: { title: texts.title, roles: ['supervisor', 'admin'], nav: 49, bare: true },
  },
];
