import type { App } from '../runtime/app.ts';
import { registerAct } from '../runtime/case-acts.ts';
import type { Deps } from '../runtime/deps.ts';
import { authorisationFor } from '../runtime/authorisation.ts';
import { decisionOf } from '../runtime/decision.ts';
import { assignmentOf } from './assignment.ts';
import { earlierCasesRoute } from './earlier-cases.ts';
import { inboxRoute } from './inbox.ts';

const OFFICE = ['reviewer', 'chief'] as const;

const examination = (app: App, deps: Deps): void => {
  registerAct(app, deps, { act: 'claim', roles: OFFICE, summary: '领取', toCommand: () => ({}) });
  registerAct(app, deps, {
    act: 'assign',
    roles: OFFICE,
    summary: '指派给本部门人员',
    toCommand: (input) => assignmentOf(deps, input),
  });
  registerAct(app, deps, { act: 'check-in', roles: OFFICE, summary: '到场签到', toCommand: () => ({}) });
  registerAct(app, deps, {
    act: 'review',
    roles: OFFICE,
    summary: '审查',
    toCommand: ({ body: { result, opinion }, texts }) => ({
      result,
      opinion: texts.written('opinion', opinion),
    }),
  });
  registerAct(app, deps, {
    act: 'verify',
    roles: OFFICE,
    summary: '核准',
    toCommand: ({ body: { result, opinion }, texts }) => ({
      result,
      opinion: texts.written('opinion', opinion),
    }),
  });
};

/** Acts that move the due days. */
const limits = (app: App, deps: Deps): void => {
  registerAct(app, deps, {
    act: 'start-procedure',
    roles: OFFICE,
    summary: '启动特别程序',
    toCommand: ({ body: { kind, days, note }, texts }) => ({
      kind,
      days,
      ...(note ? { note: texts.written('note', note) } : {}),
    }),
  });
  registerAct(app, deps, {
    act: 'finish-procedure',
    roles: OFFICE,
    summary: '结束特别程序',
    toCommand: ({ body: { result }, texts }) => ({ result: texts.written('result', result) }),
  });
  registerAct(app, deps, {
    act: 'extend',
    roles: OFFICE,
    summary: '延期一次',
    toCommand: async ({ body: { days, reason }, texts, actor, state }) => ({
      days,
      reason: texts.written('reason', reason),
      ...(await authorisationFor(deps, actor, state)),
    }),
  });
};

const decision = (app: App, deps: Deps): void => {
  registerAct(app, deps, {
    act: 'forward',
    roles: OFFICE,
    summary: '转报上级',
    toCommand: ({ body: { opinion }, texts }) => ({ opinion: texts.written('opinion', opinion) }),
  });
  registerAct(app, deps, {
    act: 'decide',
    roles: OFFICE,
    summary: '决定',
    toCommand: (input) => decisionOf(deps, input),
  });
};

/** 后台审批: claim, assign, review, verify, special procedures, extension, forwarding, decision; the inbox. */
export const approvalRoutes = (app: App, deps: Deps): void => {
  examination(app, deps);
  limits(app, deps);
  decision(app, deps);
  inboxRoute(app, deps);
  earlierCasesRoute(app, deps);
};
