import type { AssistanceKind } from '../../contracts/assistance.ts';
import type { Subject } from '../../kernel/ids.ts';
import { DAY_MS, dayOf, epochMsOf, instantAt, type Instant } from '../../kernel/instant.ts';
import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import type { CommitMeta, Decider } from '../decider.ts';
import type { WrittenText } from '../text.ts';
import type { AssistanceAsked, AssistanceEvent, AssistanceRendered } from './events.ts';

interface Context {
  readonly now: Instant;
  readonly calendar: WorkingCalendar;
}

export type AssistanceAct =
  | { readonly type: 'arrange'; readonly clerk: Subject; readonly at?: Instant }
  | { readonly type: 'decline'; readonly reason: WrittenText }
  /** `by`: only whoever asked may take it back; absent: staff of the hall. */
  | { readonly type: 'withdraw'; readonly by?: Subject }
  /** `by`: only whoever was there says what came of it; absent: the desk that arranged it. */
  | ({ readonly type: 'finish'; readonly by?: Subject } & AssistanceRendered);

export type AssistanceCommand = Context & (({ readonly type: 'ask' } & AssistanceAsked) | AssistanceAct);

export type AssistanceStatus = 'asked' | 'arranged' | 'declined' | 'withdrawn' | 'done' | 'not-done';

export interface OpenAssistance extends AssistanceAsked {
  readonly status: AssistanceStatus;
  /** The citizen, or the member of staff who wrote down what somebody asked for. */
  readonly by: Subject;
  readonly askedAt: Instant;
  /** Who comes, and when. */
  readonly arranged?: { readonly clerk: Subject; readonly at: Instant };
  readonly declined?: WrittenText;
  readonly rendered?: AssistanceRendered;
  readonly endedAt?: Instant;
}
export type Assistance = { readonly status: 'none' } | OpenAssistance;

export type AssistanceRefusal = Refusal<
  'wrong-status' | 'not-found' | 'not-allowed' | 'bad-input' | 'wrong-time'
>;
type Decision = Result<readonly AssistanceEvent[], AssistanceRefusal>;
type CommandOf<Type extends AssistanceCommand['type']> = Extract<AssistanceCommand, { type: Type }>;

/** Nobody arranges anything for a day that is further away. */
const HORIZON_DAYS = 60;

const isOpenAt = (calendar: WorkingCalendar, at: Instant): boolean =>
  calendar
    .sessionsOf(dayOf(at))
    .some(({ from, to }) => instantAt(dayOf(at), from) <= at && at < instantAt(dayOf(at), to));

/** D21: 延时 is a working day outside the opening hours, 节假日 a day on which the hall is shut; the rest is as agreed. */
const timeFault = (kind: AssistanceKind, at: Instant, { now, calendar }: Context) => {
  if (at <= now) return refuse('wrong-time', '所约时间已过');
  if (epochMsOf(at) - epochMsOf(now) > HORIZON_DAYS * DAY_MS)
    return refuse('wrong-time', `只受理 ${HORIZON_DAYS} 天内的申请`);
  const isWorking = calendar.isWorkingDay(dayOf(at));
  if (kind === 'overtime' && (!isWorking || isOpenAt(calendar, at)))
    return refuse('wrong-time', '延时服务在工作日的开放时间以外；开放时间内请取号或预约');
  if (kind === 'holiday' && isWorking) return refuse('wrong-time', '当日是工作日，请取号或预约');
  return undefined;
};

const ask = (command: CommandOf<'ask'>): Decision => {
  const { kind, wanted, matter, reason, name, phone, place } = command;
  if (kind === 'home' && place === undefined)
    return refuse('bad-input', '填写有误', [{ path: 'place', message: '上门服务须填写地址' }]);
  const data = { kind, wanted, ...(matter && { matter }), reason, name, phone, ...(place && { place }) };
  return timeFault(kind, wanted, command) ?? ok([{ type: 'AssistanceAsked', data }]);
};

const isOpen = ({ status }: OpenAssistance): boolean => status === 'asked' || status === 'arranged';

const arrange = (command: CommandOf<'arrange'>, { kind, wanted }: OpenAssistance): Decision => {
  const { clerk, at = wanted } = command;
  return timeFault(kind, at, command) ?? ok([{ type: 'AssistanceArranged', data: { clerk, at } }]);
};

const withdraw = ({ by }: CommandOf<'withdraw'>, state: OpenAssistance): Decision =>
  by !== undefined && by !== state.by
    ? refuse('not-allowed', '不是您的申请')
    : ok([{ type: 'AssistanceWithdrawn', data: {} }]);

const finish = (
  { by, outcome, cases = [], note }: CommandOf<'finish'>,
  { arranged }: OpenAssistance,
): Decision => {
  if (!arranged) return refuse('wrong-status', '尚未安排人员');
  if (by !== undefined && by !== arranged.clerk) return refuse('not-allowed', '由安排的人员登记结果');
  const data = { outcome, ...(cases.length > 0 ? { cases } : {}), ...(note && { note }) };
  return ok([{ type: 'AssistanceRendered', data }]);
};

const decide = (command: AssistanceCommand, state: Assistance): Decision => {
  if (command.type === 'ask')
    return state.status === 'none' ? ask(command) : refuse('wrong-status', '已经提交');
  if (state.status === 'none') return refuse('not-found', '没有这件申请');
  if (!isOpen(state)) return refuse('wrong-status', '这件申请已经办结或撤回');
  switch (command.type) {
    case 'arrange':
      return arrange(command, state);
    case 'decline':
      return ok([{ type: 'AssistanceDeclined', data: { reason: command.reason } }]);
    case 'withdraw':
      return withdraw(command, state);
    case 'finish':
      return finish(command, state);
    default:
      return command satisfies never;
  }
};

const evolve = (state: Assistance, event: AssistanceEvent, { at, actor }: CommitMeta): Assistance => {
  if (event.type === 'AssistanceAsked') return { ...event.data, status: 'asked', by: actor.sub, askedAt: at };
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'AssistanceArranged':
      return { ...state, status: 'arranged', arranged: event.data };
    case 'AssistanceDeclined':
      return { ...state, status: 'declined', declined: event.data.reason, endedAt: at };
    case 'AssistanceWithdrawn':
      return { ...state, status: 'withdrawn', endedAt: at };
    case 'AssistanceRendered':
      return { ...state, status: event.data.outcome, rendered: event.data, endedAt: at };
    default:
      return event satisfies never;
  }
};

const decider: Decider<Assistance, AssistanceCommand, AssistanceEvent, AssistanceRefusal> = {
  initial: { status: 'none' },
  decide,
  evolve,
  upcasters: {
    AssistanceAsked: [],
    AssistanceArranged: [],
    AssistanceDeclined: [],
    AssistanceWithdrawn: [],
    AssistanceRendered: [],
  },
};

/** 帮办代办、延时、节假日、上门 (C13, D21, E36): one stream per request: who asked, who comes when, what came of it. */
export const assistanceAggregate = { name: 'assistance', decider } as const;
