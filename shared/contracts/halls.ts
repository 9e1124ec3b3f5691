import { z } from 'zod';
import { FACILITIES, WINDOW_TYPES, ZONE_AREAS } from '../codes/window-types.ts';
import { DayText, InstantText, line, lines, TenantParam } from './common.ts';
import { MatterCodeText } from './matter.ts';

const Service = z.strictObject({ code: z.string().regex(/^[0-9A-Za-z-]{1,20}$/), name: line(100) });
const Window = z.strictObject({
  id: z.string().regex(/^[0-9A-Za-z-]{1,20}$/),
  services: z.array(z.string().max(20)).max(100),
  type: z.enum(WINDOW_TYPES).optional().meta({ description: '窗口类型；缺省为专区的业务窗口' }),
});

/** 专区: `PUT …/zones/{zone}`. What is optional and left out stays as it is. */
export const ZoneBody = z
  .strictObject({
    name: line(50),
    floor: z.int().min(-5).max(100).optional(),
    area: z.enum(ZONE_AREAS).optional().meta({ description: '功能区' }),
    units: z.array(line(100)).max(100).optional().meta({ description: '在本专区办事的单位，名称同事项目录' }),
    facilities: z
      .array(z.enum(FACILITIES))
      .max(FACILITIES.length)
      .optional()
      .meta({ description: '分区、服务台和设施，含无障碍和适老设施' }),
    prefix: z.string().regex(/^[A-Z]$/, '应为一个大写字母'),
    services: z.array(Service).max(200),
    windows: z.array(Window).max(500),
  })
  .meta({ id: 'ZoneBody' });

export const ZoneView = z
  .object({
    code: z.string(),
    ...ZoneBody.shape,
    units: z.array(z.string()),
    facilities: z.array(z.enum(FACILITIES)),
  })
  .meta({ id: 'Zone' });

const count = z.int().min(0);

/** The windows of the plan (方案): `PUT …/zones`. */
export const WindowPlanBody = z.strictObject({ windows: count.max(5_000) }).meta({ id: 'WindowPlanBody' });

export const ZonesView = z
  .object({
    items: z.array(ZoneView),
    windows: z
      .object({ arranged: count, planned: count.optional() })
      .meta({ description: '各专区窗口之和，方案的窗口数' }),
  })
  .meta({ id: 'Zones' });

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '应为 HH:MM');
const Sessions = z
  .array(z.strictObject({ from: Time, to: Time }))
  .min(1)
  .max(6);
const MonthDay = z.string().regex(/^\d{2}-\d{2}$/, '应为 MM-DD');

/** Opening hours: `PUT …/calendar/hours`. */
export const HoursBody = z
  .strictObject({
    hours: Sessions,
    weekdays: z
      .partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), Sessions)
      .optional()
      .meta({ description: '个别星期的开放时段，1 为星期一' }),
    summer: z.strictObject({ from: MonthDay, to: MonthDay, hours: Sessions }).optional(),
  })
  .meta({ id: 'HoursBody' });

/** A day on which the hall is shut: `PUT …/calendar/closures/{day}`. */
export const ClosureBody = z
  .strictObject({ half: z.enum(['morning', 'afternoon']).optional(), reason: line(100) })
  .meta({ id: 'ClosureBody', description: '缺省为全天；事由向公众说明' });

/** 放假安排 of a year: `PUT …/calendar/years/{year}`. */
export const YearBody = z
  .strictObject({
    holidays: z.array(z.strictObject({ day: DayText, name: line(20) })).max(60),
    workdays: z.array(DayText).max(30).meta({ description: '调休上班的周末' }),
  })
  .meta({ id: 'YearBody' });

export const CalendarView = z
  .object({
    ...HoursBody.shape,
    years: z.array(z.object({ year: z.int(), ...YearBody.shape })),
    closures: z.array(z.object({ day: z.string(), half: z.string().optional(), reason: z.string() })),
    changes: z.array(z.object({ at: InstantText, reason: z.string() })),
  })
  .meta({ id: 'Calendar', description: '本大厅的工作日历；乡镇沿用县里的开放时间和放假安排' });

/** 通办委托: this hall lets another one receive its cases (C68), `PUT …/delegations/{id}`. */
export const DelegationBody = z
  .strictObject({
    to: TenantParam,
    matters: z.array(MatterCodeText).min(1).max(3000).optional().meta({ description: '缺省为全部事项' }),
    from: DayText,
    until: DayText.optional(),
  })
  .meta({ id: 'DelegationBody' });

export const DelegationView = z
  .object({
    id: z.string(),
    to: z.string(),
    matters: z.array(z.string()).optional(),
    from: z.string(),
    until: z.string().optional(),
  })
  .meta({ id: 'Delegation' });

export const RevokeDelegationBody = z.strictObject({ reason: lines(500) });

const amount = (description: string) => z.int().meta({ description });

/** 大厅参数 (DOMAIN_RULES 10.6); bounds are the hall's own rules, an amount outside them is `bad-input`. */
export const SettingsView = z
  .object({
    changeOrderDays: amount('法定变更落实到办事指南的工作日数'),
    consultationDays: amount('疑难咨询完整答复的工作日数'),
    supplementDays: amount('补正期限的工作日数，通知书另定的除外'),
    termMonths: amount('派驻期限（月）'),
    holidayBookingDays: amount('365服务须在节前几个工作日预约'),
    bookingFromDays: amount('预约至少提前几天'),
    bookingUpToDays: amount('预约至多提前几个工作日'),
    bookingSlotMinutes: amount('一个预约时段的分钟数'),
    bookingsPerWindow: amount('一个时段每个窗口可预约的人数'),
    bookingCancelHours: amount('时段开始前几小时不能再取消'),
    noShowLimit: amount('爽约几次后暂停预约'),
    noShowDays: amount('爽约按多少天内计算'),
    summonsMinutes: amount('事进人不进：通知后到场的分钟数'),
    residentThreshold: amount('每月多少件以上应改为人员进驻'),
    awardSharePercent: amount('季度评先比例（%）'),
    priorityCalls: amount('连续呼叫几个优先号后，须呼叫一个在等的普通号'),
    maxCalls: amount('一个号最多呼叫几次，之后按过号处理'),
    missedPlaces: amount('过号后排到几人之后，半日内一次；0 为须重新取号'),
    tidePeople: amount('潮汐窗口：同一服务等候超过多少人时建议增开'),
    tideMinutes: amount('潮汐窗口：预计等候超过多少分钟时建议增开'),
    tideCalmMinutes: amount('潮汐窗口：少开一个窗口仍不超过多少分钟时建议减少'),
    badRatingVerifyDays: amount('差评核实的工作日数'),
    badRatingSimpleDays: amount('差评整改的工作日数'),
    badRatingComplexDays: amount('复杂差评整改的工作日数'),
  })
  .meta({ id: 'HallSettings' });
export type SettingsView = z.infer<typeof SettingsView>;

/** `PUT …/settings`: what is left out stays as it is. */
export const SettingsBody = z.strictObject(SettingsView.shape).partial().meta({ id: 'HallSettingsBody' });
