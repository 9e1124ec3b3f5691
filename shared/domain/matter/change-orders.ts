import { dayOf } from '../../kernel/instant.ts';
import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import { settleDuty } from '../supervision/duty.ts';
import { changeDone, changeTerms, isOpen, type ChangeEvent } from './change.ts';
import type { MatterCommandOf } from './commands.ts';
import type { MatterStream } from './state.ts';

export type ChangeRefusal = Refusal<'change-open' | 'no-change' | 'matter-not-in-use' | 'bad-input'>;
type Decision = Result<readonly ChangeEvent[], ChangeRefusal>;

const noChange: Decision = refuse('no-change', '该事项没有待落实的变更');

/** C10, E34: from the day of the law on the hall has so long; a matter that is over follows no law any more. */
export const announceChange = (
  command: MatterCommandOf<'announce-change'>,
  state: MatterStream,
): Decision => {
  const { kinds, reason, basis, published, onSite, days, calendar, now } = command;
  if (state.status === '合并' || state.status === '取消')
    return refuse('matter-not-in-use', `事项已${state.status}，不能再变更`);
  if (isOpen(state.change)) return refuse('change-open', '该事项已有待落实的变更');
  if (published > dayOf(now)) {
    const errors = [{ path: 'published', message: '不能晚于今天' }];
    return refuse('bad-input', '公布之日尚未到来', errors);
  }
  const unit = state.status === 'none' ? command.unit : state.current.matter.department;
  if (unit === undefined) {
    const errors = [{ path: 'department', message: '新增事项须写明责任单位' }];
    return refuse('bad-input', '填写有误', errors);
  }
  const terms = changeTerms({ calendar }, unit, published, days);
  return ok([{ type: 'ChangeAnnounced', data: { kinds, reason, basis, published, onSite, terms } }]);
};

/** E34: the department's own site says so too. */
export const noteSite = (command: MatterCommandOf<'note-site'>, { change }: MatterStream): Decision => {
  if (!isOpen(change)) return noChange;
  if (change.site === command.address) return ok([]);
  const noted: ChangeEvent = { type: 'ChangeOnSite', data: { address: command.address } };
  return ok([noted, ...changeDone(change, 'site', command)]);
};

export const cancelChange = (
  command: MatterCommandOf<'cancel-change'>,
  { change }: MatterStream,
): Decision => {
  if (!isOpen(change)) return noChange;
  const cancelled: ChangeEvent = { type: 'ChangeCancelled', data: { reason: command.reason } };
  return ok([...settleDuty(change.duty, command), cancelled]);
};
