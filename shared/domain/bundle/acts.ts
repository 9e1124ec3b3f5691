import { ok, refuse } from '../../kernel/result.ts';
import { dayOf } from '../../kernel/instant.ts';
import type { AuthorisationFact } from '../case/commands.ts';
import { duesOf } from '../case/dues.ts';
import { mergeMaterials } from '../case/materials.ts';
import type { BundleAct } from './commands.ts';
import { concluding, endOfCase } from './ending.ts';
import type { BundleEvent } from './events.ts';
import { JOINT_EXTENSION_DAYS } from './limits.ts';
import { accepting, promiseFault } from './opening.ts';
import { missingPapers } from './papers.ts';
import type { Decision } from './refusals.ts';
import { caseNamed, isCalledOff, isStuck, type OpenedBundle } from './state.ts';

type ActOf<Type extends BundleAct['type']> = Extract<BundleAct, { type: Type }>;
type Rule<Type extends BundleAct['type']> = (command: ActOf<Type>, state: OpenedBundle) => Decision;

const wrong = (message: string): Decision => refuse('wrong-status', message);
const CONCLUDED = '联办件已办结';

const withdraw: Rule<'withdraw'> = ({ reason }, state) => {
  if (state.status === 'concluded') return wrong(CONCLUDED);
  if (isCalledOff(state)) return ok([]);
  return ok(concluding(state, [{ type: 'BundleWithdrawn', data: reason ? { reason } : {} }]));
};

/** One supplement for all cases that need the paper; the joint clock begins with the last missing one. */
const supplement: Rule<'supplement'> = ({ materials, now, calendar }, state) => {
  if (state.status === 'concluded') return wrong(CONCLUDED);
  if (!materials.some(({ provided, promise }) => provided || promise)) {
    return refuse('bad-input', '请提交至少一项材料', [{ path: 'materials', message: '请提交至少一项材料' }]);
  }
  const fault = promiseFault(materials, state.cases, calendar, now);
  if (fault) return fault;
  const added: BundleEvent = { type: 'MaterialsAdded', data: { materials } };
  const together = { cases: state.cases, materials: mergeMaterials(state.materials, materials) };
  const missing = missingPapers(together, dayOf(now));
  return ok(state.clock || missing.length > 0 ? [added] : [added, accepting(state.opened, calendar, now)]);
};

const NOT_GRANTED = ['refused', 'declined', 'dropped'] as const;

/** A refused case stops what waits for it and nothing else; what becomes of the rest is the applicant's to say. */
const decideRemainder: Rule<'decide-remainder'> = ({ decision }, state) => {
  if (state.status === 'concluded') return wrong(CONCLUDED);
  if (!state.cases.some(({ status }) => NOT_GRANTED.some((each) => each === status))) {
    return wrong('没有未获准予的事项，无须选择其余事项是否继续');
  }
  if (isCalledOff(state)) return wrong('其余事项已撤回');
  return ok(concluding(state, [{ type: 'RemainderDecided', data: { decision } }]));
};

const isLead = ({ actor }: BundleAct, { opened }: OpenedBundle): boolean =>
  actor.department === opened.theme.lead;

const notLead = ({ opened }: OpenedBundle): Decision =>
  refuse('not-competent', `由牵头部门${opened.theme.lead}办理`);

const mayBind = (authorisation: AuthorisationFact | undefined): authorisation is AuthorisationFact =>
  authorisation !== undefined && authorisation.kind !== 'general-window';

const notAuthorised: Decision = refuse('not-authorised', '没有在效的首席代表或科室负责人授权');

/** 行政许可法 第42条 第二款: fifteen working days, once, with the approval that the authorisation records. */
const extend: Rule<'extend'> = (command, state) => {
  const { days, reason, authorisation, calendar, now } = command;
  const { clock } = state;
  if (!clock || state.status === 'concluded') return wrong('联办时限没有在计算');
  if (!isLead(command, state)) return notLead(state);
  if (!mayBind(authorisation)) return notAuthorised;
  if (state.extension) return refuse('extension-used', '联办时限只能延长一次');
  if (dayOf(now) > clock.statutoryDue) return refuse('limit-passed', '联办法定期限已届满，不能延长');
  if (!Number.isInteger(days) || days < 1 || days > JOINT_EXTENSION_DAYS) {
    const message = `延长期限为一至${JOINT_EXTENSION_DAYS}个工作日`;
    return refuse('bad-input', message, [{ path: 'days', message }]);
  }
  const dues = duesOf(calendar, { ...clock, extendedDays: days, pauses: [] });
  return ok([{ type: 'LimitExtended', data: { days, reason, authorisation: authorisation.id, ...dues } }]);
};

const departmentsOf = ({ cases }: OpenedBundle): readonly string[] => [
  ...new Set(cases.map(({ matter }) => matter.department)),
];

/** D18: the lead calls the units of the bundle, or some of them, to a joint review. */
const callReview: Rule<'call-review'> = (command, state) => {
  if (state.status === 'concluded') return wrong(CONCLUDED);
  if (!isLead(command, state)) return notLead(state);
  if (state.reviews.some(({ concludedAt }) => concludedAt === undefined)) return wrong('上一次会审尚未结束');
  const concerned = departmentsOf(state);
  const { topic, departments = concerned } = command;
  const strangers = departments.filter((each) => !concerned.includes(each));
  if (strangers.length > 0 || departments.length === 0) {
    const message = `只能召集本联办件的部门：${concerned.join('、')}`;
    return refuse('bad-input', message, [{ path: 'departments', message }]);
  }
  return ok([{ type: 'ReviewCalled', data: { topic, departments: [...new Set(departments)] } }]);
};

/** D18 会审意见: the chief representative of each unit signs once; the last signature ends the review. */
const signReview: Rule<'sign-review'> = ({ actor, agrees, opinion, authorisation }, state) => {
  const review = state.reviews.at(-1);
  if (!review || review.concludedAt !== undefined) return wrong('没有正在进行的会审');
  const { department } = actor;
  if (department === undefined || !review.departments.includes(department)) {
    return refuse('not-competent', `由参加会审的部门签署：${review.departments.join('、')}`);
  }
  if (!mayBind(authorisation) || authorisation.department !== department) return notAuthorised;
  if (review.signatures.some((each) => each.department === department)) {
    return refuse('review-signed', `${department}已签署会审意见`);
  }
  const signed: BundleEvent = {
    type: 'ReviewSigned',
    data: { department, agrees, opinion, authorisation: authorisation.id },
  };
  const isLast = review.signatures.length + 1 === review.departments.length;
  return ok(isLast ? [signed, { type: 'ReviewConcluded', data: {} }] : [signed]);
};

const retryOpening: Rule<'retry-opening'> = ({ name }, state) => {
  const found = caseNamed(state, name);
  if (!found) return refuse('not-found', '联办件中没有这一事项');
  return isStuck(found)
    ? ok([{ type: 'OpeningRetried', data: { name } }])
    : wrong('此件没有待处理的开办失败');
};

/** An opening that no repetition can bring about; what waits for it is blocked as after a refusal. */
const dropCase: Rule<'drop-case'> = ({ name }, state) => {
  const found = caseNamed(state, name);
  if (!found) return refuse('not-found', '联办件中没有这一事项');
  return isStuck(found)
    ? ok(endOfCase(state, { type: 'CaseDropped', data: { name } }, name, false))
    : wrong('此件没有待处理的开办失败');
};

/** 统一窗口出件、一次送达 (D26): everything that was decided is handed over together. */
const deliver: Rule<'deliver'> = ({ method, signedBy, tracking }, state) => {
  if (state.status !== 'concluded') return wrong('尚有事项未办结，不能一次送达');
  if (state.delivered) return wrong('联办件已送达');
  if (!state.cases.some(({ status }) => status === 'approved' || status === 'refused')) {
    return wrong('没有可送达的结果');
  }
  if (method === 'counter' && !signedBy) {
    return refuse('bad-input', '窗口领取须签收', [{ path: 'signedBy', message: '窗口领取须签收' }]);
  }
  if (method === 'post' && !tracking?.trim()) {
    return refuse('bad-input', '邮寄须填写快递单号', [{ path: 'tracking', message: '邮寄须填写快递单号' }]);
  }
  const data = { method, ...(signedBy ? { signedBy } : {}), ...(tracking ? { tracking } : {}) };
  return ok([{ type: 'BundleDelivered', data }]);
};

const RULES: { readonly [Type in BundleAct['type']]: Rule<Type> } = {
  withdraw,
  supplement,
  'decide-remainder': decideRemainder,
  extend,
  'call-review': callReview,
  'sign-review': signReview,
  'retry-opening': retryOpening,
  'drop-case': dropCase,
  deliver,
};

const run = <Type extends BundleAct['type']>(
  type: Type,
  command: ActOf<Type>,
  state: OpenedBundle,
): Decision => RULES[type](command, state);

/** What people do with a bundle; one function per act. */
export const act = (command: BundleAct, state: OpenedBundle): Decision => run(command.type, command, state);
