import type { CaseCommand } from './commands.ts';
import type { MovedDays } from './events.ts';
import type { CaseStatus } from './state.ts';

/** 办件状态 as people read it (CONTRACT, Shapes). */
export const STATUS_NAMES: Readonly<Record<CaseStatus | 'none', string>> = {
  none: '未收件',
  received: '收件',
  'supplement-requested': '待补正',
  declined: '不予受理',
  accepted: '受理',
  'in-review': '审查',
  'in-procedure': '特别程序',
  decided: '决定',
  produced: '制证',
  closed: '办结',
  withdrawn: '撤回',
};

export const ACT_NAMES: Readonly<Record<CaseCommand['type'], string>> = {
  receive: '收件',
  accept: '受理',
  'deem-accepted': '视为受理',
  'request-supplement': '一次性告知补正',
  supplement: '补正材料',
  decline: '不予受理',
  withdraw: '撤回申请',
  lapse: '视为撤回',
  claim: '领取',
  assign: '指派',
  review: '审查',
  verify: '审核',
  'start-procedure': '启动特别程序',
  'finish-procedure': '结束特别程序',
  extend: '延长期限',
  forward: '转报上级',
  decide: '作出决定',
  produce: '制作证照',
  deliver: '送达',
  'check-in': '到场签到',
  'miss-summons': '逾时未到',
  'move-dues': '期限重算',
  'raise-cards': '电子监察',
  urge: '督办',
  'order-card': '监察处理',
  'acknowledge-card': '签收监察牌',
  'reply-card': '回复监察牌',
};

/** Days of a case that a change of the calendar may move, as people call them. */
export const DAY_NAMES: Readonly<Record<keyof MovedDays, string>> = {
  noticeDue: '告知期限',
  supplementDue: '补正期限',
  promisedDue: '承诺期限',
  statutoryDue: '法定期限',
  procedureDue: '特别程序期限',
  deliveryDue: '送达期限',
};

export const MOVED_DAYS = Object.keys(DAY_NAMES) as readonly (keyof MovedDays)[];
