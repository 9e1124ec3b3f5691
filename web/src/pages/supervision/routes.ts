import type { PageRoute } from '../../routing.ts';
import { cameraTexts } from '../../texts/zh-CN/cameras.ts';
import { evaluationTexts } from '../../texts/zh-CN/evaluations.ts';
import { limitTexts } from '../../texts/zh-CN/limits.ts';
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
    path: '/supervision/evaluations',
    component: () => import('./EvaluationsPage.vue'),
    meta: { title: evaluationTexts.title, roles: ['supervisor', 'grievance'], nav: 44 },
  },
  {
    path: '/supervision/evaluations/file',
    component: () => import('./EvaluationPage.vue'),
    meta: { title: evaluationTexts.file, roles: ['supervisor', 'grievance'] },
  },
  {
    path: '/supervision/evaluation-figures',
    component: () => import('./EvaluationFiguresPage.vue'),
    meta: { title: evaluationTexts.figuresTitle, roles: ['supervisor', 'admin'], nav: 45 },
  },
  {
    path: '/supervision/limits',
    component: () => import('./LimitsPage.vue'),
    meta: { title: limitTexts.title, roles: ['supervisor', 'chief'], nav: 43 },
  },
  {
    path: '/supervision/cameras',
    component: () => import('./CamerasPage.vue'),
    meta: { title: cameraTexts.title, roles: ['supervisor', 'admin'], nav: 46 },
  },
  {
    path: '/supervision/cases/:caseNo',
    component: () => import('./SupervisedCasePage.vue'),
    meta: { title: texts.casePage, roles: ['supervisor'] },
  },
];
