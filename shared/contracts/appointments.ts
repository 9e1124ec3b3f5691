import { z } from 'zod';
import { Party } from './cases.ts';
import { DayText, InstantText } from './common.ts';
import { SettingsView } from './halls.ts';
import { ServiceCode, ZoneCode } from './queues.ts';

export const AppointmentNo = z.string().regex(/^Y\d{8}-\d{4,}$/, '不是预约编号');

/** 预约: `POST …/appointments`. */
export const AppointmentRequest = z
  .strictObject({
    service: ServiceCode,
    zone: ZoneCode.optional().meta({ description: '几个专区有同一服务时指明；缺省为第一个' }),
    start: InstantText.meta({ description: '时段的开始' }),
    person: z
      .strictObject({ idType: Party.shape.idType, idNo: Party.shape.idNo })
      .meta({ description: '实名预约；证件号码不留存' }),
  })
  .meta({ id: 'AppointmentRequest' });

/** Nothing in it says whose it is. */
export const AppointmentView = z
  .object({
    no: z.string(),
    zone: z.string(),
    service: z.string(),
    start: InstantText,
    end: InstantText,
    status: z.enum(['booked', 'kept', 'missed', 'cancelled']),
    holiday: z
      .object({ name: z.string(), delivery: z.literal('post'), postageFen: z.literal(0) })
      .optional()
      .meta({ description: '365服务：节假日内办理，结果免费邮寄' }),
  })
  .meta({ id: 'Appointment' });
export type AppointmentView = z.infer<typeof AppointmentView>;

/** What the hall has set for bookings, for whoever books. */
const BookingRules = SettingsView.pick({
  bookingFromDays: true,
  bookingUpToDays: true,
  bookingCancelHours: true,
  holidayBookingDays: true,
  noShowLimit: true,
  noShowDays: true,
}).meta({ id: 'BookingRules', description: '本大厅的预约规则' });
export type BookingRules = z.infer<typeof BookingRules>;

/** `GET …/appointments`: what can be booked now, and what is. */
export const AppointmentsView = z
  .object({
    zone: z.string(),
    service: z.string(),
    rules: BookingRules,
    days: z.array(
      z.object({
        day: DayText,
        holiday: z.string().optional(),
        slots: z.array(z.object({ start: InstantText, end: InstantText, free: z.int() })),
      }),
    ),
    booked: z.array(AppointmentView).meta({ description: '本人的预约；导办人员看到本大厅全部' }),
  })
  .meta({ id: 'Appointments' });
export type AppointmentsView = z.infer<typeof AppointmentsView>;
