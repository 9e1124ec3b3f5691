import type { Schemas } from '../../api/types.ts';

type Name = keyof Schemas['HallSettings'];
interface Line {
  readonly label: string;
  readonly unit: string;
}

const line = (label: string, unit: string): Line => ({ label, unit });

/** Every number of a hall, in the groups in which people look for them. */
const GROUPS: readonly { readonly title: string; readonly lines: Readonly<Partial<Record<Name, Line>>> }[] = [
  {
    title: '答复、补正与变更',
    lines: {
      consultationDays: line('疑难咨询完整答复', '个工作日'),
      supplementDays: line('补正期限（通知书另定的除外）', '个工作日'),
      changeOrderDays: line('事项变更落实到办事指南', '个工作日'),
    },
  },
  {
    title: '差评办理',
    lines: {
      badRatingVerifyDays: line('核实', '个工作日'),
      badRatingSimpleDays: line('整改、反馈、回访', '个工作日'),
      badRatingComplexDays: line('情况复杂的', '个工作日'),
    },
  },
  {
    title: '叫号',
    lines: {
      maxCalls: line('一个号最多呼叫', '次'),
      missedPlaces: line('过号后排到几人之后（0 为须重新取号）', '人'),
      priorityCalls: line('连续呼叫几个优先号后须呼叫一个普通号', '个'),
    },
  },
  {
    title: '潮汐窗口',
    lines: {
      tidePeople: line('同一服务等候超过多少人时建议增开', '人'),
      tideMinutes: line('预计等候超过多久时建议增开', '分钟'),
      tideCalmMinutes: line('少开一个窗口仍不超过多久时建议减少', '分钟'),
    },
  },
  {
    title: '预约',
    lines: {
      bookingFromDays: line('至少提前', '天'),
      bookingUpToDays: line('至多提前', '个工作日'),
      bookingSlotMinutes: line('一个时段', '分钟'),
      bookingsPerWindow: line('一个时段每个窗口可预约', '人'),
      bookingCancelHours: line('时段开始前多久不能再取消', '小时'),
      noShowLimit: line('爽约几次后暂停预约', '次'),
      noShowDays: line('爽约按多少天内计算', '天'),
      holidayBookingDays: line('365 服务须在节前预约', '个工作日'),
    },
  },
  {
    title: '派驻与评先',
    lines: {
      termMonths: line('派驻期限', '个月'),
      summonsMinutes: line('事进人不进：通知后到场', '分钟'),
      residentThreshold: line('每月多少件以上应改为人员进驻', '件'),
      awardSharePercent: line('季度评先比例', '%'),
    },
  },
];

/** What the page of the numbers of a hall says (大厅参数). */
export const settingsTexts = {
  title: '大厅参数',
  intro: '没有改过的数值取自上级大厅或通用设置。正在走的期限保留开始时的天数。',
  groups: GROUPS,
} as const;
