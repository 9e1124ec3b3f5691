import { z } from 'zod';
import { DayText, InstantText, line, lines, TenantParam } from './common.ts';
import { MatterCodeText } from './matter.ts';

const Service = z.strictObject({ code: z.string().regex(/^[0-9A-Za-z-]{1,20}$/), name: line(100) });
const Window = z.strictObject({
  id: z.string().regex(/^[0-9A-Za-z-]{1,20}$/),
  services: z.array(z.string().max(20)).max(100),
});

/** 专区: `PUT …/zones/{zone}`. */
export const ZoneBody = z
  .strictObject({
    name: line(50),
    floor: z.int().min(-5).max(100).optional(),
    prefix: z.string().regex(/^[A-Z]$/, '应为一个大写字母'),
    services: z.array(Service).max(200),
    windows: z.array(Window).max(500),
  })
  .meta({ id: 'ZoneBody' });

export const ZoneView = z.object({ code: z.string(), ...ZoneBody.shape }).meta({ id: 'Zone' });

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
