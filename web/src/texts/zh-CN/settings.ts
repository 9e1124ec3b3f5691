import type { Schemas } from '../../api/types.ts';

type Name = keyof Schemas['HallSettings'];
/** Its name in the interface, what people call it, and its unit. */
type Line = readonly [name: Name, label: string, unit: string];

/** Every number of a hall, in the groups in which people look for them. */
const GROUPS: readonly { readonly title: string; readonly lines: readonly Line[] }[] = [
  {
    title: '答复、补正与变更',
    lines: [
      ['consultationDays', '疑难咨询完整答复', '个工作日'],
      ['supplementDays', '补正期限（通知书另定的除外）', '个工作日'],
      ['changeOrderDays', '事项变更落实到办事指南', '个工作日'],
    ],
  },
  {
    title: '差评办理',
    lines: [
      ['badRatingVerifyDays', '核实', '个工作日'],
      ['badRatingSimpleDays', '整改、反馈、回访', '个工作日'],
      ['badRatingComplexDays', '情况复杂的', '个工作日'],
    ],
  },
  {
    title: '叫号',
    lines: [
      ['maxCalls', '一个号最多呼叫', '次'],
      ['missedPlaces', '过号后排到几人之后（0 为须重新取号）', '人'],
      ['priorityCalls', '连续呼叫几个优先号后须呼叫一个普通号', '个'],
    ],
  },
  {
    title: '潮汐窗口',
    lines: [
      ['tidePeople', '同一服务等候超过多少人时建议增开', '人'],
      ['tideMinutes', '预计等候超过多久时建议增开', '分钟'],
      ['tideCalmMinutes', '少开一个窗口仍不超过多久时建议减少', '分钟'],
    ],
  },
  {
    title: '预约',
    lines: [
      ['bookingFromDays', '至少提前', '天'],
      ['bookingUpToDays', '至多提前', '个工作日'],
      ['bookingSlotMinutes', '一个时段', '分钟'],
      ['bookingsPerWindow', '一个时段每个窗口可预约', '人'],
      ['bookingCancelHours', '时段开始前多久不能再取消', '小时'],
      ['noShowLimit', '爽约几次后暂停预约', '次'],
      ['noShowDays', '爽约按多少天内计算', '天'],
      ['holidayBookingDays', '365 服务须在节前预约', '个工作日'],
    ],
  },
  {
    title: '派驻与评先',
    lines: [
      ['termMonths', '派驻期限', '个月'],
      ['summonsMinutes', '事进人不进：通知后到场', '分钟'],
      ['residentThreshold', '每月多少件以上应改为人员进驻', '件'],
      ['awardSharePercent', '季度评先比例', '%'],
    ],
  },
];

/** What the page of the numbers of a hall says (大厅参数). */
export const settingsTexts = {
  title: '大厅参数',
  intro: '没有改过的数值取自上级大厅或通用设置。正在走的期限保留开始时的天数。',
  groups: GROUPS,
} as const;
