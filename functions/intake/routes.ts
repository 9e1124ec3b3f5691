import type { App } from '../runtime/app.ts';
import { registerAct } from '../runtime/case-acts.ts';
import type { Deps } from '../runtime/deps.ts';
import { applicationRoute } from './application.ts';
import { caseRoutes } from './case-routes.ts';
import { fileRoutes } from './files.ts';
import { ownCasesRoute } from './own-cases.ts';
import { personRoutes } from './person-routes.ts';
import { textRoutes } from './text-routes.ts';
import { submittedMaterials } from '../runtime/submitted-materials.ts';

/** 综合受理: application, acceptance, one-time notice, supplement, decline, withdrawal; the case and what was written in it. */
export const intakeRoutes = (app: App, deps: Deps): void => {
  applicationRoute(app, deps);
  caseRoutes(app, deps);
  ownCasesRoute(app, deps);
  fileRoutes(app, deps);
  personRoutes(app, deps);
  textRoutes(app, deps);
  registerAct(app, deps, { act: 'accept', roles: ['clerk'], summary: '受理', toCommand: () => ({}) });
  registerAct(app, deps, {
    act: 'request-supplement',
    roles: ['clerk'],
    summary: '一次性告知补正',
    toCommand: ({ body: { items, dueInDays }, texts }) => ({
      items: items.map(({ name, note }, index) => ({
        name,
        ...(note ? { note: texts.written(`items.${index}.note`, note) } : {}),
      })),
      ...(dueInDays ? { dueInDays } : {}),
    }),
  });
  registerAct(app, deps, {
    act: 'supplement',
    roles: ['clerk', 'citizen'],
    summary: '补交材料',
    toCommand: async ({ body: { materials }, tenant, state }) => ({
      materials: await submittedMaterials(deps, tenant, materials, state.received.applicant),
    }),
  });
  registerAct(app, deps, {
    act: 'decline',
    roles: ['clerk'],
    summary: '不予受理',
    toCommand: ({ body: { reason, competentAgency }, texts }) => ({
      reason: texts.written('reason', reason),
      ...(competentAgency ? { competentAgency } : {}),
    }),
  });
  registerAct(app, deps, {
    act: 'withdraw',
    roles: ['clerk', 'citizen'],
    summary: '撤回申请',
    toCommand: ({ body: { reason }, texts }) => (reason ? { reason: texts.written('reason', reason) } : {}),
  });
};
