import type { Actor, Role } from '../../kernel/actor.ts';
import type { Subject } from '../../kernel/ids.ts';
import { dayOf, type Instant } from '../../kernel/instant.ts';
import type { MatterVersion } from '../matter/matter.ts';
import { answers } from './cards.ts';
import type { CaseAct } from './commands.ts';
import { limitDaysOf } from './dues.ts';
import { awaitedMaterials, missingDeferred, missingMaterials } from './materials.ts';
import { ACT_NAMES, STATUS_NAMES } from './names.ts';
import { refusal, type CaseRefusal } from './refusals.ts';
import type { CaseStatus, OpenedCase } from './state.ts';
import { somebodyAwaited } from './summons.ts';
import { isForwarded, isImmediate, isOneStep, stepsDone, stepsOf } from './steps.ts';

/** May this caller do this act now? Nothing: yes. Never rests on the body of the command. */
type Guard = (state: OpenedCase, actor: Actor, now: Instant) => CaseRefusal | undefined;

interface ActRule {
  readonly roles: readonly (Role | 'system')[];
  readonly statuses: readonly CaseStatus[];
  readonly guards: readonly Guard[];
}

const wrongStatus = (message: string): CaseRefusal => refusal('wrong-status', message);

/** C15, C38: one notice a case; a second one is a fault of the hall. */
const firstNotice: Guard = ({ supplementRequest }) =>
  supplementRequest ? refusal('one-time-notice', '已一次性告知过补正内容，不得再次要求补正') : undefined;

const noNoticeYet: Guard = ({ supplementRequest }) =>
  supplementRequest ? wrongStatus('已告知补正，不适用视为受理') : undefined;

const materialsCovered: Guard = ({ received: { matter }, materials }, _actor, now) => {
  const missing = missingMaterials(matter, materials, dayOf(now));
  return missing.length > 0 ? materialsMissing(missing) : undefined;
};

const materialsMissing = (missing: readonly string[]): CaseRefusal =>
  refusal(
    'materials-missing',
    `缺少必要材料：${missing.join('、')}`,
    missing.map((name) => ({ path: 'materials', message: name })),
  );

/** C28: the promise is never longer than the law allows. */
export const limitFault = (matter: MatterVersion): CaseRefusal | undefined => {
  const { promisedDays, statutoryDays } = limitDaysOf(matter);
  return promisedDays > statutoryDays
    ? refusal('limit-exceeds-statute', `承诺时限${promisedDays}个工作日超过法定时限${statutoryDays}个工作日`)
    : undefined;
};

const withinStatute: Guard = ({ received }) => limitFault(received.matter);

/** After acceptance only what was left open may still come (E33). */
const somethingToSupply: Guard = (state) =>
  state.accepted && awaitedMaterials(state).length === 0 ? wrongStatus('受理后没有待补交的材料') : undefined;

const somethingToLapse: Guard = (state) =>
  state.status !== 'supplement-requested' && missingDeferred(state).length === 0
    ? wrongStatus('没有逾期的补正或容缺材料')
    : undefined;

const competent: Guard = ({ received: { matter } }, { department }) =>
  department !== undefined && department !== matter.department
    ? refusal('not-competent', `本事项由${matter.department}办理`)
    : undefined;

const isUnclaimed: Guard = ({ status, duties: { handler } }, { sub }) => {
  if (handler === undefined) return undefined;
  return handler === sub
    ? wrongStatus(`办件已由本人领取，当前状态为“${STATUS_NAMES[status]}”`)
    : claimedByOther();
};

const isMine: Guard = ({ duties: { handler } }, { sub }) =>
  handler !== undefined && handler !== sub ? claimedByOther() : undefined;

const claimedByOther = (): CaseRefusal => refusal('claimed-by-other', '办件已由其他人员领取');

/** A17, D29: whoever did `duty` in this case may not do the act, except in the model 审核合一. */
const notThe =
  (duty: string, people: (duties: OpenedCase['duties']) => readonly Subject[] | Subject | undefined): Guard =>
  ({ received: { matter }, duties }, { sub }) => {
    if (isOneStep(matter)) return undefined;
    const found = people(duties);
    const isSame = typeof found === 'string' ? found === sub : found?.includes(sub);
    return isSame ? refusal('separation-of-duties', `本办件的${duty}人员不得办理此环节`) : undefined;
  };

const notAcceptor = notThe('受理', ({ acceptor }) => acceptor);
const notReviewer = notThe('审查', ({ reviewers }) => reviewers);
const notVerifier = notThe('审核', ({ verifiers }) => verifiers);
const notApprover = notThe('决定', ({ approver }) => approver);

/** E24 审管分离: whoever supervises approves nothing. */
const notSupervisor: Guard = (_state, { roles }) =>
  roles.includes('supervisor')
    ? refusal('separation-of-duties', '审管分离：监察人员不得办理审批')
    : undefined;

const atReview: Guard = ({ received: { matter }, reviewPassed }) => {
  if (!stepsOf(matter).review) return wrongStatus('本事项为审核合一，不设审查环节');
  return reviewPassed ? wrongStatus('审查已通过') : undefined;
};

const notReviewed: Guard = ({ reviewPassed }) =>
  reviewPassed ? wrongStatus('审查已通过，不再指派') : undefined;

const atVerify: Guard = ({ received: { matter }, reviewPassed, verifyPassed }) => {
  if (!stepsOf(matter).verify) return wrongStatus(`本事项为${matter.steps}，不设审核环节`);
  if (!reviewPassed) return wrongStatus('审查尚未通过');
  return verifyPassed ? wrongStatus('审核已通过') : undefined;
};

const atDecision: Guard = (state) =>
  stepsDone(state) ? undefined : wrongStatus('审查、审核环节尚未全部通过');

const notForwarded: Guard = ({ forwarded }) => (forwarded ? wrongStatus('已转报上级机关') : undefined);

const forwardedIfMust: Guard = ({ received: { matter }, forwarded }) =>
  isForwarded(matter) && !forwarded ? wrongStatus('上报件应先转报上级机关') : undefined;

const toBeForwarded: Guard = ({ received: { matter } }) =>
  isForwarded(matter) ? undefined : wrongStatus('本事项不是上报件');

const mayHaveProcedure: Guard = ({ received: { matter } }) =>
  isImmediate(matter) ? refusal('immediate-no-procedure', '即办件不适用特别程序') : undefined;

const mayBeExtended: Guard = ({ received: { matter }, extension, clock }, _actor, now) => {
  if (isImmediate(matter)) return refusal('immediate-no-extension', '即办件不得延长期限');
  if (extension) return refusal('extension-used', '期限只能延长一次');
  if (!clock?.running) return wrongStatus('时限已停止计算，不能延长');
  return dayOf(now) > clock.statutoryDue ? refusal('limit-passed', '法定期限已届满，不能延长') : undefined;
};

const isApproved: Guard = ({ decided }) =>
  decided?.outcome === 'approved' ? undefined : wrongStatus('未准予的办件不制作证照');

/** An approval is delivered once produced, a refusal right after the decision. */
const isReadyToDeliver: Guard = ({ status, decided }) =>
  status === 'decided' && decided?.outcome === 'approved' ? wrongStatus('证照尚未制作') : undefined;

const hasCards: Guard = ({ cards }) =>
  cards.length === 0 ? refusal('no-card', '本办件没有监察牌') : undefined;

const hasOwnCards: Guard = ({ cards }, actor) =>
  cards.some((card) => answers(actor, card)) ? undefined : refusal('no-card', '本办件没有由您答复的监察牌');

const BEFORE_DECISION = ['accepted', 'in-review', 'in-procedure'] as const;
const OPEN = ['received', 'supplement-requested', ...BEFORE_DECISION] as const;
const WORKING = [...OPEN, 'decided', 'produced'] as const;
const ANY = [...WORKING, 'closed', 'declined', 'withdrawn'] as const;
const STAFF = ['reviewer', 'chief'] as const;
/** Whoever may answer for a card; which one is theirs, its unit says. */
const ANSWERING = ['clerk', ...STAFF, 'issuer'] as const;
const BACK_OFFICE = [competent, notAcceptor, notSupervisor] as const;
const NOT_THE_BACK_OFFICE = [notReviewer, notVerifier, notApprover] as const;

/** Who may do an act in which status (CONTRACT, who), and what else the state must allow. */
const RULES: Readonly<Record<CaseAct, ActRule>> = {
  accept: { roles: ['clerk'], statuses: ['received'], guards: [materialsCovered, withinStatute] },
  'deem-accepted': { roles: ['system'], statuses: ['received'], guards: [noNoticeYet] },
  'request-supplement': { roles: ['clerk'], statuses: ['received'], guards: [firstNotice] },
  supplement: { roles: ['clerk', 'citizen'], statuses: OPEN, guards: [somethingToSupply] },
  decline: { roles: ['clerk'], statuses: ['received', 'supplement-requested'], guards: [] },
  withdraw: { roles: ['clerk', 'citizen'], statuses: OPEN, guards: [] },
  lapse: {
    roles: ['system'],
    statuses: ['supplement-requested', ...BEFORE_DECISION],
    guards: [somethingToLapse],
  },
  claim: { roles: STAFF, statuses: ['accepted', 'in-review'], guards: [...BACK_OFFICE, isUnclaimed] },
  assign: { roles: STAFF, statuses: BEFORE_DECISION, guards: [competent, notReviewed] },
  review: {
    roles: STAFF,
    statuses: ['accepted', 'in-review'],
    guards: [...BACK_OFFICE, atReview, isMine, notVerifier],
  },
  verify: {
    roles: STAFF,
    statuses: ['in-review'],
    guards: [...BACK_OFFICE, atVerify, notForwarded, notReviewer],
  },
  'start-procedure': {
    roles: STAFF,
    statuses: ['accepted', 'in-review'],
    guards: [...BACK_OFFICE, mayHaveProcedure, notForwarded],
  },
  'finish-procedure': { roles: STAFF, statuses: ['in-procedure'], guards: BACK_OFFICE },
  extend: { roles: STAFF, statuses: BEFORE_DECISION, guards: [competent, notSupervisor, mayBeExtended] },
  forward: {
    roles: STAFF,
    statuses: ['accepted', 'in-review'],
    guards: [...BACK_OFFICE, toBeForwarded, notForwarded, atDecision],
  },
  decide: {
    roles: STAFF,
    statuses: ['accepted', 'in-review'],
    guards: [...BACK_OFFICE, atDecision, forwardedIfMust, notReviewer, notVerifier],
  },
  produce: { roles: ['issuer'], statuses: ['decided'], guards: [isApproved, ...NOT_THE_BACK_OFFICE] },
  deliver: {
    roles: ['issuer'],
    statuses: ['decided', 'produced'],
    guards: [isReadyToDeliver, ...NOT_THE_BACK_OFFICE],
  },
  'check-in': { roles: STAFF, statuses: BEFORE_DECISION, guards: [competent, somebodyAwaited] },
  'miss-summons': { roles: ['system'], statuses: BEFORE_DECISION, guards: [somebodyAwaited] },
  'move-dues': { roles: ['system'], statuses: WORKING, guards: [] },
  'raise-cards': { roles: ['system'], statuses: WORKING, guards: [] },
  urge: { roles: ['supervisor'], statuses: WORKING, guards: [] },
  'order-card': { roles: ['supervisor'], statuses: ANY, guards: [hasCards] },
  'acknowledge-card': { roles: ANSWERING, statuses: ANY, guards: [hasOwnCards] },
  'reply-card': { roles: ANSWERING, statuses: ANY, guards: [hasOwnCards] },
};

export const CASE_ACTS = Object.keys(RULES) as readonly CaseAct[];

const hasRole = ({ roles }: Actor, wanted: ActRule['roles']): boolean => {
  for (const role of roles) if (wanted.includes(role)) return true;
  return false;
};

/** Why the colleague may not have the case in hand: it is as if he or she claimed it (A17, D29). */
export const assigneeFault = (state: OpenedCase, colleague: Actor, now: Instant): CaseRefusal | undefined => {
  if (!hasRole(colleague, STAFF)) return refusal('not-allowed', `${colleague.name}的岗位不办理审查`);
  return [...BACK_OFFICE, notVerifier].map((rule) => rule(state, colleague, now)).find(Boolean);
};

/** Asked twice for a supplement: the case's one notice is used up, whatever came of it. */
const isSecondNotice = (act: CaseAct, { status, supplementRequest }: OpenedCase): boolean =>
  act === 'request-supplement' && status === 'supplement-requested' && supplementRequest !== undefined;

/** Why this caller may not do this act now: role, status, competence, separated duties, open papers. Or nothing. */
export const guard = (
  act: CaseAct,
  state: OpenedCase,
  actor: Actor,
  now: Instant,
): CaseRefusal | undefined => {
  const { roles, statuses, guards } = RULES[act];
  if (!hasRole(actor, roles)) {
    return refusal('not-allowed', `您的岗位不能办理“${ACT_NAMES[act]}”`);
  }
  if (!statuses.includes(state.status) && !isSecondNotice(act, state)) {
    return wrongStatus(`办件当前状态为“${STATUS_NAMES[state.status]}”，不能办理“${ACT_NAMES[act]}”`);
  }
  for (const rule of guards) {
    const why = rule(state, actor, now);
    if (why) return why;
  }
  return undefined;
};
