import { documentNo } from '../../codes/document-no.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { announcedEnd } from '../../time/limits.ts';
import type { AuthorisationFact, CaseCommand } from './commands.ts';
import { closePauses, deliveryDue, dueAfter, duesOf, maxExtension } from './dues.ts';
import type { CaseEvent, Dues } from './events.ts';
import { assigneeFault } from './guards.ts';
import { isCount } from './intake.ts';
import { missingDeferred } from './materials.ts';
import { findProcedure } from './procedures.ts';
import { badInput, refusal, refused, type CaseRefusal, type Decision } from './refusals.ts';
import { runningProcedure, type CaseClock, type OpenedCase } from './state.ts';
import { isOneStep } from './steps.ts';

type CommandOf<Type extends CaseCommand['type']> = Extract<CaseCommand, { type: Type }>;

const CLAIMED: CaseEvent = { type: 'CaseClaimed', data: {} };

export const claim = (): Decision => ok([CLAIMED]);

const mayAssign = ({ actor, authorisation }: CommandOf<'assign'>, state: OpenedCase): boolean =>
  actor.roles.includes('chief') || (authorisation?.kind === 'section-head' && covers(authorisation, state));

/** 指派, also of a case that somebody else has in hand: by the chief representative or the section head of its office. */
export const assign = (command: CommandOf<'assign'>, state: OpenedCase): Decision => {
  const { to, colleague, now } = command;
  if (!mayAssign(command, state)) return refused(notAuthorised('指派办件须由首席代表或科室负责人作出'));
  if (!colleague) return badInput([{ path: 'to', message: '名录中没有这位在岗人员' }]);
  const fault = assigneeFault(state, colleague, now);
  if (fault) return refused(fault);
  if (state.duties.handler === to) return ok([]);
  return ok([{ type: 'CaseAssigned', data: { to: { sub: to, name: colleague.name } } }]);
};

/** 审查. Whoever reviews an unclaimed case claims it thereby. */
export const review = ({ result, opinion }: CommandOf<'review'>, { duties }: OpenedCase): Decision => {
  const reviewed: CaseEvent = { type: 'CaseReviewed', data: { result, opinion } };
  return ok(duties.handler === undefined ? [CLAIMED, reviewed] : [reviewed]);
};

/** 审核, the second check of 一审两核 and 特别程序. */
export const verify = ({ result, opinion }: CommandOf<'verify'>): Decision =>
  ok([{ type: 'CaseVerified', data: { result, opinion } }]);

/** A case past its acceptance always has a clock; a fold that lost it is a fault, not a refusal. */
class MissingClockError extends Error {
  override readonly name = 'MissingClockError';
}

const clockOf = ({ clock, received }: OpenedCase): CaseClock => {
  if (!clock) throw new MissingClockError(`case ${received.caseNo} was accepted without a clock`);
  return clock;
};

/** 特别程序: the needed time is told in writing (行政许可法 第45条), so it must be known at the start. */
export const startProcedure = (command: CommandOf<'start-procedure'>, state: OpenedCase): Decision => {
  const { kind, days, note, calendar, now } = command;
  const procedure = findProcedure(state.received.matter, kind);
  if (!procedure) return refused(refusal('procedure-not-allowed', `本事项没有“${kind}”程序`));
  if (!isCount(days)) return badInput([{ path: 'days', message: '特别程序所需时间至少为一个工作日' }]);
  const due = dueAfter(calendar, now, days);
  const { stopsClock } = procedure;
  const dues = stopsClock ? pausedDues(command, clockOf(state)) : currentDues(state);
  return ok([
    { type: 'ProcedureStarted', data: { kind, days, stopsClock, due, ...(note && { note }), ...dues } },
  ]);
};

const currentDues = (state: OpenedCase): Dues => {
  const { promisedDue, statutoryDue } = clockOf(state);
  return { promisedDue, statutoryDue };
};

const pausedDues = ({ kind, days, calendar, now }: CommandOf<'start-procedure'>, clock: CaseClock): Dues =>
  duesOf(
    calendar,
    { ...clock, pauses: [...clock.pauses, { from: now, reason: kind }] },
    announcedEnd(calendar, now, days),
  );

/** The procedure is over: a clock that stood still runs on, and both days are counted anew. */
export const finishProcedure = (
  { result, calendar, now }: CommandOf<'finish-procedure'>,
  state: OpenedCase,
): Decision => {
  const procedure = runningProcedure(state);
  if (!procedure) return refused(refusal('wrong-status', '没有正在进行的特别程序'));
  const { kind, stopsClock } = procedure;
  const clock = clockOf(state);
  const dues = stopsClock
    ? duesOf(calendar, { ...clock, pauses: closePauses(clock.pauses, now) })
    : currentDues(state);
  return ok([{ type: 'ProcedureFinished', data: { kind, result, ...dues } }]);
};

const covers = ({ department, matters }: AuthorisationFact, { received: { matter } }: OpenedCase): boolean =>
  department === matter.department && (matters === undefined || matters.includes(matter.code));

const notAuthorised = (message: string): CaseRefusal => refusal('not-authorised', message);

/** 延期, once (行政许可法 第42条): the head of the agency or its chief representative approves. */
export const extend = (command: CommandOf<'extend'>, state: OpenedCase): Decision => {
  const { days, reason, authorisation, calendar } = command;
  const most = maxExtension(state.received.matter);
  if (!isCount(days) || days > most) {
    return badInput([{ path: 'days', message: `延长期限为一至${most}个工作日` }]);
  }
  if (!authorisation || authorisation.kind === 'general-window' || !covers(authorisation, state)) {
    return refused(notAuthorised('延长期限须经本行政机关负责人或首席代表批准'));
  }
  const clock = clockOf(state);
  const dues = duesOf(calendar, { ...clock, extendedDays: clock.extendedDays + days });
  return ok([{ type: 'LimitExtended', data: { days, reason, ...dues } }]);
};

/** 转报: this level's opinion goes up; its own clock ends (行政许可法 第43条). */
export const forward = ({ opinion }: CommandOf<'forward'>, { received }: OpenedCase): Decision =>
  ok([{ type: 'CaseForwarded', data: { agency: received.matter.upperAgency ?? '上级行政机关', opinion } }]);

/** E29, E02: the general window is authorised for what needs one step, and not for what took a survey, a hearing or an expert. */
const isBeyondWindow = ({ kind }: AuthorisationFact, { received, procedures }: OpenedCase): boolean =>
  kind === 'general-window' && (!isOneStep(received.matter) || procedures.length > 0);

/** C60, E25, E28: who decides does so on a recorded authorisation that reaches so far. */
const authorityOf = (
  { authorisation }: CommandOf<'decide'>,
  state: OpenedCase,
): Result<AuthorisationFact, CaseRefusal> => {
  if (!authorisation || !covers(authorisation, state)) {
    return { ok: false, refusal: notAuthorised('没有覆盖本事项的有效授权，不能作出决定') };
  }
  return isBeyondWindow(authorisation, state)
    ? { ok: false, refusal: notAuthorised('综合窗口授权只适用于审核合一、未经特别程序的办件') }
    : ok(authorisation);
};

/** E33: nothing is granted while a deferred material is open. */
const deferredFault = ({ outcome }: CommandOf<'decide'>, state: OpenedCase): CaseRefusal | undefined => {
  const missing = outcome === 'refused' ? [] : missingDeferred(state);
  return missing.length === 0
    ? undefined
    : refusal(
        'deferred-missing',
        `容缺材料尚未补齐：${missing.map(({ name }) => name).join('、')}`,
        missing.map(({ name }) => ({ path: 'materials', message: name })),
      );
};

/** Number of the decision that the seal is put on, for the register of its use (A08). */
const decisionNo = ({ received: { caseNo } }: OpenedCase, outcome: 'approved' | 'refused'): string =>
  documentNo(outcome === 'approved' ? 'approval' : 'refusal', caseNo) ?? caseNo;

/** 决定. A refusal gives its reasons (行政许可法 第38条). */
export const decideCase = (command: CommandOf<'decide'>, state: OpenedCase): Decision => {
  const { outcome, opinion, reasons, seal, calendar, now } = command;
  const authority = authorityOf(command, state);
  if (!authority.ok) return authority;
  const fault = deferredFault(command, state);
  if (fault) return refused(fault);
  if (outcome === 'refused' && !reasons) return refused(refusal('reasons-missing', '不予许可应当说明理由'));
  return ok([
    {
      type: 'CaseDecided',
      data: {
        outcome,
        opinion,
        ...(reasons && { reasons }),
        authorisation: authority.value.id,
        seal: { id: seal, document: decisionNo(state, outcome) },
        deliveryDue: deliveryDue(calendar, now),
      },
    },
  ]);
};
