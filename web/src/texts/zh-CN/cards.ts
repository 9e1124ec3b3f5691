const CLOCKS: Readonly<Record<string, string>> = {
  notice: '受理告知时限',
  handling: '办理时限',
  procedure: '特别程序时限',
  delivery: '送达时限',
  consultation: '咨询答复时限',
  change: '变更落实时限',
};
const CAUSES: Readonly<Record<string, string>> = {
  'near-limit': '临近承诺期限',
  'promise-passed': '超过承诺期限',
  'statute-passed': '超过法定期限',
  deemed: '逾期未告知，视为受理',
  'step-overdue': '环节超时',
  uncured: '上一级亮牌未按时消除',
  ordered: '监察人员发出',
};

/** Supervision cards (监察牌) as every page says them. */
export const cardTexts = {
  title: '监察牌',
  levels: {
    yellow: '黄灯预警',
    red: '红灯警示',
    supervised: '督查督办',
    interviewed: '通报约谈',
    assessed: '绩效考核',
    accountable: '责任追究',
  },
  clocks: CLOCKS,
  causes: CAUSES,
  step: (name: string): string => `${name}环节时限`,
  up: '未消除',
  cured: (at: string): string => `${at} 消除`,
  since: (at: string): string => `${at} 起`,
  unit: (unit: string): string => `责任单位：${unit}`,
  acknowledged: (at: string): string => `${at} 签收`,
  acknowledge: '签收',
  reply: '回复',
  replyLabel: '整改情况',
  none: '没有监察牌。',
  notAcknowledged: '未签收',
  replied: (at: string): string => `${at} 回复：`,
} as const;
