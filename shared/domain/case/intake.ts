import type { Actor } from '../../kernel/actor.ts';
import { dayOf, type Instant } from '../../kernel/instant.ts';
import { ok } from '../../kernel/result.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import type { CaseCommand } from './commands.ts';
import { dueAfter, duesOf, hasPassed, limitDaysOf, noticeDue, SUPPLEMENT_DAYS } from './dues.ts';
import type { CaseAccepted, CaseEvent, CaseReceived, SubmittedMaterial } from './events.ts';
import { limitFault } from './guards.ts';
import {
  APPLICATION_FORM,
  awaitedMaterials,
  deferredOf,
  findRule,
  isProvided,
  materialErrors,
  missingDeferred,
  missingMaterials,
  promiseErrors,
  undeferrable,
} from './materials.ts';
import { badInput, refusal, refused, type CaseRefusal, type Decision, type InputError } from './refusals.ts';
import type { OpenedCase } from './state.ts';

type CommandOf<Type extends CaseCommand['type']> = Extract<CaseCommand, { type: Type }>;

const RECEIVERS = ['clerk', 'citizen', 'device', 'system'] as const;
/** D39: these two rest on a case by case reason; the groups of D38 speak for themselves. */
const REASONED = ['major-investment', 'special'] as const;

const hasRole = ({ roles }: Actor, wanted: readonly Actor['roles'][number][]): boolean =>
  roles.some((role) => wanted.includes(role));

/** What the limits would be, were the case accepted at `acceptedAt`. A deemed acceptance never exceeds the statute. */
const acceptance = (
  calendar: WorkingCalendar,
  matter: CaseReceived['matter'],
  materials: readonly SubmittedMaterial[],
  acceptedAt: Instant,
  deemed: boolean,
): CaseAccepted => {
  const { statutoryDays, ...limits } = limitDaysOf(matter);
  const promisedDays = Math.min(limits.promisedDays, statutoryDays);
  const clock = { startedAt: acceptedAt, promisedDays, statutoryDays, extendedDays: 0, pauses: [] };
  return {
    acceptedAt,
    deemed,
    ...duesOf(calendar, clock),
    promisedDays,
    statutoryDays,
    deferred: deferredOf(materials),
  };
};

/** Faults of promises (容缺): not deferrable, or for a day outside today … the case's promised day. */
const promiseFault = (
  matter: CaseReceived['matter'],
  materials: readonly SubmittedMaterial[],
  calendar: WorkingCalendar,
  now: Instant,
): Decision | undefined => {
  if (!materials.some(({ promise }) => promise)) return undefined;
  const forbidden = undeferrable(matter, materials);
  if (forbidden.length > 0)
    return refused(refusal('deferral-not-allowed', `不可容缺：${forbidden.join('、')}`));
  const { promisedDue } = acceptance(calendar, matter, materials, now, false);
  const errors = promiseErrors(materials, dayOf(now), promisedDue);
  return errors.length > 0 ? badInput(errors) : undefined;
};

/** C53, 行政许可法 第29条. */
const agentFault = ({ matter, agent, channel }: CommandOf<'receive'>): CaseRefusal | undefined => {
  const byAgent = agent !== undefined || channel === 'agent';
  if (!byAgent) return undefined;
  if (matter.inPerson) return refusal('in-person-required', '本事项须由申请人本人到场办理，不得代理');
  return agent?.entrustment.trim() ? undefined : refusal('entrustment-missing', '代理人办理须提交授权委托书');
};

const priorityErrors = ({ priority }: CommandOf<'receive'>): readonly InputError[] =>
  priority && !priority.reason && REASONED.some((code) => code === priority.code)
    ? [{ path: 'priority.reason', message: '重大投资、特殊事项走绿色通道须注明理由' }]
    : [];

const platformErrors = ({ platform, channel }: CommandOf<'receive'>): readonly InputError[] =>
  platform !== undefined && channel !== 'online'
    ? [{ path: 'platform', message: '只有网上申请才有来源平台' }]
    : [];

const receiveFault = (command: CommandOf<'receive'>): Decision | undefined => {
  const { matter, actor } = command;
  if (!hasRole(actor, RECEIVERS)) return refused(refusal('not-allowed', '您的岗位不能办理“收件”'));
  const agency = agentFault(command);
  if (agency) return refused(agency);
  if (command.commitment && !matter.commitment) {
    return refused(refusal('commitment-not-offered', '本事项未纳入告知承诺范围'));
  }
  const errors = [
    ...materialErrors(matter, command.materials),
    ...priorityErrors(command),
    ...platformErrors(command),
  ];
  if (errors.length > 0) return badInput(errors);
  return promiseFault(matter, command.materials, command.calendar, command.now);
};

const factsOf = ({
  caseNo,
  matter,
  applicant,
  agent,
  person,
  materials,
  channel,
  platform,
  ticket,
  priority,
  commitment,
  receivedBy,
  bundle,
  now,
  calendar,
}: CommandOf<'receive'>): CaseReceived => ({
  caseNo,
  matter,
  applicant,
  ...(agent && { agent }),
  person,
  materials,
  channel,
  ...(platform && { platform }),
  ...(ticket !== undefined && { ticket }),
  ...(priority && { priority }),
  ...(commitment !== undefined && { commitment }),
  ...(receivedBy && { receivedBy }),
  ...(bundle && { bundle }),
  noticeDue: noticeDue(calendar, now),
});

/** 收件. At the counter a complete application is accepted in the same commit. */
export const receive = (command: CommandOf<'receive'>): Decision => {
  const fault = receiveFault(command);
  if (fault) return fault;
  const { matter, materials, calendar, now } = command;
  const received: CaseEvent = { type: 'CaseReceived', data: factsOf(command) };
  const isComplete = missingMaterials(matter, materials).length === 0 && !limitFault(matter);
  if (!command.atCounter || !hasRole(command.actor, ['clerk']) || !isComplete) return ok([received]);
  return ok([received, { type: 'CaseAccepted', data: acceptance(calendar, matter, materials, now, false) }]);
};

/** 行政许可法 第32条 第四项: five working days without notice, so the case counts as accepted when received. */
const isNoticeOverdue = (
  { supplementRequest, received }: OpenedCase,
  calendar: WorkingCalendar,
  now: Instant,
) => !supplementRequest && hasPassed(calendar, received.noticeDue, now);

const NOTICE_OVERDUE = refusal('notice-overdue', '已超过五个工作日未一次性告知，自收到材料之日起即为受理');

/** 受理. Too late to give a notice, it takes effect from the receipt on. */
export const accept = ({ calendar, now }: CommandOf<'accept'>, state: OpenedCase): Decision => {
  const { received, receivedAt, materials } = state;
  const isLate = isNoticeOverdue(state, calendar, now);
  const data = acceptance(calendar, received.matter, materials, isLate ? receivedAt : now, isLate);
  return ok([{ type: 'CaseAccepted', data }]);
};

/** 视为受理: missing materials do not prevent it. */
export const deemAccepted = ({ calendar, now }: CommandOf<'deem-accepted'>, state: OpenedCase): Decision => {
  if (!isNoticeOverdue(state, calendar, now)) return refused(refusal('too-early', '告知期限尚未届满'));
  const { received, receivedAt, materials } = state;
  return ok([
    { type: 'CaseAccepted', data: acceptance(calendar, received.matter, materials, receivedAt, true) },
  ]);
};

const itemErrors = (
  { items, dueInDays }: CommandOf<'request-supplement'>,
  state: OpenedCase,
): readonly InputError[] => {
  const { matter } = state.received;
  const errors: InputError[] = [];
  if (items.length === 0) errors.push({ path: 'items', message: '请列出需要补正的内容' });
  if (dueInDays !== undefined && !isCount(dueInDays)) {
    errors.push({ path: 'dueInDays', message: '补正期限至少为一个工作日' });
  }
  for (const [index, { name, note }] of items.entries()) {
    const path = `items.${index}.name`;
    if (items.findIndex((item) => item.name === name) !== index)
      errors.push({ path, message: `“${name}”重复` });
    if (name === APPLICATION_FORM) continue;
    if (!findRule(matter, name)) errors.push({ path, message: `“${name}”不在本事项材料清单内` });
    else if (isProvided(state, name) && !note) {
      errors.push({ path: `items.${index}.note`, message: `“${name}”已提交，须说明需要更正之处` });
    }
  }
  return errors;
};

export const isCount = (days: number): boolean => Number.isSafeInteger(days) && days >= 1;

/** 一次性告知 (C15, 行政许可法 第32条): one notice, and everything that is missing stands in it. */
export const requestSupplement = (command: CommandOf<'request-supplement'>, state: OpenedCase): Decision => {
  const { items, dueInDays = SUPPLEMENT_DAYS, calendar, now } = command;
  if (isNoticeOverdue(state, calendar, now)) return refused(NOTICE_OVERDUE);
  const errors = itemErrors(command, state);
  if (errors.length > 0) return badInput(errors);
  const forgotten = missingMaterials(state.received.matter, state.materials, dayOf(now)).filter(
    (name) => !items.some((item) => item.name === name),
  );
  if (forgotten.length > 0) {
    const message = `补正内容须一次性全部告知，还缺：${forgotten.join('、')}`;
    return refused(
      refusal(
        'one-time-notice',
        message,
        forgotten.map((name) => ({ path: 'items', message: name })),
      ),
    );
  }
  return ok([{ type: 'SupplementRequested', data: { items, due: dueAfter(calendar, now, dueInDays) } }]);
};

/** After acceptance only what was left open may come, and it must really come (E33). */
const lateErrors = ({ materials }: CommandOf<'supplement'>, state: OpenedCase): readonly InputError[] => {
  const awaited = awaitedMaterials(state);
  return materials.flatMap(({ name, provided }, index) =>
    provided && awaited.includes(name)
      ? []
      : [{ path: `materials.${index}.name`, message: `“${name}”不是待补交的材料` }],
  );
};

/** 补正, before acceptance also of one's own accord. */
export const supplement = (command: CommandOf<'supplement'>, state: OpenedCase): Decision => {
  const { materials, calendar, now } = command;
  const { matter } = state.received;
  const errors = [
    ...materialErrors(matter, materials),
    ...(state.accepted ? lateErrors(command, state) : []),
  ];
  if (!materials.some(({ provided, promise }) => provided || promise)) {
    errors.push({ path: 'materials', message: '请提交至少一项材料' });
  }
  if (errors.length > 0) return badInput(errors);
  const fault = promiseFault(matter, materials, calendar, now);
  return fault ?? ok([{ type: 'MaterialsSupplemented', data: { materials } }]);
};

/** 不予受理. Names the agency that is competent when this one is not (行政许可法 第32条 第二项). */
export const decline = (
  { reason, competentAgency, calendar, now }: CommandOf<'decline'>,
  state: OpenedCase,
): Decision => {
  if (isNoticeOverdue(state, calendar, now)) return refused(NOTICE_OVERDUE);
  return ok([
    { type: 'CaseDeclined', data: { reason, ...(competentAgency !== undefined && { competentAgency }) } },
  ]);
};

export const withdraw = ({ reason }: CommandOf<'withdraw'>): Decision =>
  ok([{ type: 'CaseWithdrawn', data: { ...(reason && { reason }), lapsed: false } }]);

/** 视为撤回: the supplement, or a material promised for later, did not come in time (安阳市政务服务条例 第24、36条). */
export const lapse = ({ calendar, now }: CommandOf<'lapse'>, state: OpenedCase): Decision => {
  const { status, supplementRequest } = state;
  const days =
    status === 'supplement-requested' && supplementRequest
      ? [supplementRequest.due]
      : missingDeferred(state).map(({ by }) => by);
  if (!days.some((day) => hasPassed(calendar, day, now)))
    return refused(refusal('too-early', '补正、补交期限尚未届满'));
  return ok([{ type: 'CaseWithdrawn', data: { lapsed: true } }]);
};
