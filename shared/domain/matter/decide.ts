import { dayOf } from '../../kernel/instant.ts';
import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import type { Decider, Upcasters } from '../decider.ts';
import { answerCard, type CardAnswerRefusal } from '../case/card-answers.ts';
import { actOnDuty } from '../supervision/duty.ts';
import { isSameContent } from '../same-content.ts';
import { changeDone, isOpen } from './change.ts';
import { announceChange, cancelChange, noteSite, type ChangeRefusal } from './change-orders.ts';
import { faultsOf, type MatterFaultCode } from './check.ts';
import type { MatterCommand, MatterCommandOf } from './commands.ts';
import type { ChangeOrder, MatterEvent } from './events.ts';
import { evolveMatter, initialMatter, type KnownMatter, type MatterStream } from './state.ts';

export type MatterRefusal =
  | Refusal<MatterFaultCode | 'not-found' | 'matter-not-in-use' | 'bad-input'>
  | ChangeRefusal
  | CardAnswerRefusal;
type Decision = Result<readonly MatterEvent[], MatterRefusal>;

const emit = (event: MatterEvent): Decision => ok([event]);
const nothing: Decision = ok([]);

/** What was announced before counts from the day that was announced, if that was the earlier one. */
const changeOrderOf = (command: MatterCommandOf<'publish'>, { change }: MatterStream): ChangeOrder => {
  const { calendar, changeOrderDays, reason, basis, now } = command;
  const announced = isOpen(change) ? change.published : command.published;
  const published = announced < command.published ? announced : command.published;
  const due = calendar.addWorkingDays(published, changeOrderDays);
  return { reason, basis, published, due, late: dayOf(now) > due };
};

const isUnchanged = ({ current }: KnownMatter, { content, guide }: MatterCommandOf<'publish'>): boolean => {
  const { matter } = current;
  return isSameContent(
    { matter, guide: current.guide },
    { matter: { ...content, version: matter.version }, guide },
  );
};

/** C10, E34: a change that comes too late is recorded as late, not refused: the law is in force either way. */
const publish = (command: MatterCommandOf<'publish'>, state: MatterStream): Decision => {
  if (state.status === '合并' || state.status === '取消') return notInUse(state);
  if (state.status !== 'none' && isUnchanged(state, command)) return nothing;
  const matter = { ...command.content, version: state.status === 'none' ? 1 : state.versions.length + 1 };
  const faults = faultsOf(matter);
  const [first] = faults;
  if (first) {
    const errors = faults.map(({ path, message }) => ({ path, message }));
    return refuse(first.code, first.message, errors);
  }
  const data = { matter, guide: command.guide, change: changeOrderOf(command, state) };
  return ok([{ type: 'MatterPublished', data }, ...changeDone(state.change, 'hall', command)]);
};

const notInUse = ({ status }: KnownMatter): Decision =>
  refuse('matter-not-in-use', `事项已${status}，不能再变更`);

const freeze = ({ reason, basis }: MatterCommandOf<'freeze'>, state: KnownMatter): Decision =>
  state.status === '冻结' ? nothing : emit({ type: 'MatterFrozen', data: { reason, basis } });

const unfreeze = ({ reason }: MatterCommandOf<'unfreeze'>, state: KnownMatter): Decision =>
  state.status === '在用' ? nothing : emit({ type: 'MatterUnfrozen', data: { reason } });

const merge = (command: MatterCommandOf<'merge'>, { change }: KnownMatter): Decision => {
  const { code, into, reason, basis } = command;
  if (into === code)
    return refuse('bad-input', '事项不能合并到自身', [{ path: 'into', message: '不能是事项自身' }]);
  const merged: MatterEvent = { type: 'MatterMerged', data: { into, reason, basis } };
  return ok([merged, ...changeDone(change, 'hall', command)]);
};

const retire = (command: MatterCommandOf<'retire'>, { change }: KnownMatter): Decision => {
  const { reason, basis } = command;
  const retired: MatterEvent = { type: 'MatterRetired', data: { reason, basis } };
  return ok([retired, ...changeDone(change, 'hall', command)]);
};

type Standing = MatterCommandOf<'freeze' | 'unfreeze' | 'merge' | 'retire'>;

/** B28: a matter is in use, frozen, merged or retired; from the last two there is no way back. */
const restate = (command: Standing, state: MatterStream): Decision => {
  if (state.status === 'none') return refuse('not-found', '没有这个事项');
  if (state.status === '取消' && command.type === 'retire') return nothing;
  if (state.status === '合并' || state.status === '取消') return notInUse(state);
  switch (command.type) {
    case 'freeze':
      return freeze(command, state);
    case 'unfreeze':
      return unfreeze(command, state);
    case 'merge':
      return merge(command, state);
    case 'retire':
      return retire(command, state);
    default:
      return command satisfies never;
  }
};

const decide = (command: MatterCommand, state: MatterStream): Decision => {
  switch (command.type) {
    case 'publish':
      return publish(command, state);
    case 'announce-change':
      return announceChange(command, state);
    case 'note-site':
      return noteSite(command, state);
    case 'cancel-change':
      return cancelChange(command, state);
    case 'raise-cards':
    case 'move-due':
      return ok(state.change ? actOnDuty(command, state.change.duty) : []);
    case 'acknowledge-card':
    case 'reply-card':
      return answerCard(command, state.change?.duty.cards ?? []);
    case 'freeze':
    case 'unfreeze':
    case 'merge':
    case 'retire':
      return restate(command, state);
    default:
      return command satisfies never;
  }
};

const upcasters: Upcasters<MatterEvent> = {
  MatterPublished: [],
  MatterFrozen: [],
  MatterUnfrozen: [],
  MatterMerged: [],
  MatterRetired: [],
  ChangeAnnounced: [],
  ChangeOnSite: [],
  ChangeFinished: [],
  ChangeCancelled: [],
  CardRaised: [],
  CardCured: [],
  CardAcknowledged: [],
  CardReplied: [],
  DueMoved: [],
};

const decider: Decider<MatterStream, MatterCommand, MatterEvent, MatterRefusal> = {
  initial: initialMatter,
  decide,
  evolve: evolveMatter,
  upcasters,
};

/** 事项: one stream per matter and hall, named by the matter's code. */
export const matterAggregate = { name: 'matter', decider } as const;
