import type { Schemas } from '../../api/types.ts';

const STATUSES: Readonly<Record<Schemas['Appointment']['status'], string>> = {
  booked: '已预约',
  kept: '已取号',
  missed: '已过时',
  cancelled: '已取消',
};
type Rules = Schemas['BookingRules'];

/** What to do next after a refusal, by its kind. */
const WAYS_ON: Readonly<Record<string, string>> = {
  'slot-full': '刚刚被别人约走了，请换一个时段。',
  'one-a-day': '要改时间，请先取消当天的预约；要办几件事，到窗口可以一起办。',
  'no-show-limit': '不影响办事：请直接到大厅取号。',
  'cancel-too-late': '来不了也没关系，但没有取消会记一次未到。',
  'holiday-deadline': '请改选工作日，或直接到大厅取号。',
  'not-bookable': '请重新选择日期和时段。',
  'appointment-missed': '请到大厅重新取号。',
  'appointment-used': '请在“取号排队”里查看您的号。',
};

/** 预约: plain words for whoever has never booked anything. */
export const bookingTexts = {
  title: '预约办事',
  hint: '选好时间再来，到时优先叫号',
  intro: '预约是自愿的。不预约也可以随时到大厅取号。',
  range: ({ bookingFromDays, bookingUpToDays }: Rules): string =>
    `可以预约${bookingFromDays === 1 ? '明天' : ` ${bookingFromDays} 天后`}起、${bookingUpToDays} 个工作日以内的时段。`,
  noShows: ({ noShowDays, noShowLimit }: Rules): string =>
    `${noShowDays} 天内约了 ${noShowLimit} 次都没来，暂时不能再预约，仍可到大厅取号。`,
  holidayTitle: '365 服务：节假日也能办',
  holidayIntro: (days: number): string =>
    `节假日前至少 ${days} 个工作日在这里预约，大厅安排人员在假日当天为您办理，办理结果免费邮寄到家。下面标着“365”的日期就是。`,
  noHoliday: '目前没有可以预约的节假日。',
  holidayHere: (name: string): string => `${name}假期内办理，结果免费邮寄`,
  chooseDay: '选择日期',
  chooseSlot: '选择时段',
  noDays: '这项业务目前没有可以预约的日期。请直接到大厅取号。',
  free: (count: number): string => (count > 0 ? `余 ${count}` : '约满'),
  allFull: '这一天已经约满，请换一天，或直接到大厅取号。',
  who: '预约人',
  whoHint: '实名预约，一人一天一次。证件号码只用来核对，不保存。',
  submit: '确认预约',
  summary: (day: string, time: string): string => `${day} ${time}`,
  done: '预约成功',
  doneText: (hours: number): string =>
    `请在时段内到大厅取号。来不了请${hours === 0 ? '在时段开始前' : `提前 ${hours} 小时`}取消。`,
  no: '预约号',
  mine: '我的预约',
  none: '还没有预约。',
  cancel: '取消预约',
  cancelHint: '取消后名额让给别人。要换时间，取消后重新预约。',
  cancelled: '预约已取消。',
  takeNumber: '我到大厅了，取号',
  codeOf: (no: string): string => `预约 ${no} 的二维码`,
  atKiosk: (tail: string): string =>
    `也可以在大厅的取号机上点“预约签到”，扫这个码（或按预约编号后四位 ${tail}），再按证件号后四位。`,
  statuses: STATUSES,
  waysOn: WAYS_ON,
} as const;
