import { z } from 'zod';
import { DayText, InstantText, lines, Problem } from './common.ts';
import { GradeBody, Tags } from './evaluations.ts';
import {
  GREEN_CODES,
  ServiceCode,
  TicketHolder,
  TicketNo,
  TicketView,
  WindowId,
  ZoneCode,
} from './queues.ts';
import { WindowBodies, type WindowActName } from './windows.ts';

/** Made once by the sender and kept for every repetition: the key by which the hall knows a message again. */
export const MessageId = z
  .string()
  .regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, '不是 ULID')
  .meta({ example: '01KB3QJ0M0Z9V5C8W2T4X6Y8A1' });

/** What every message carries. `at` is when it happened, on the sender's clock. */
const head = { id: MessageId, at: InstantText, v: z.literal(1) };

/** What every answer carries: `replyTo` is the id of the message that it answers. */
const answer = { ...head, replyTo: MessageId, problem: Problem.optional() };

export const UpTicket = z
  .object({
    ...head,
    service: ServiceCode,
    zone: ZoneCode.optional().meta({ description: '几个专区有同一服务时指明；设备只属一个专区的不用' }),
    applicant: TicketHolder.optional(),
    priority: z.enum(GREEN_CODES).optional().meta({ description: '绿色通道的理由' }),
    appointment: z.string().min(1).max(64).optional().meta({ description: '预约编号' }),
    offlineNo: TicketNo.optional().meta({ description: '断网时已打印的号，出自 down/config 的离线号段' }),
    returns: MessageId.optional().meta({
      description: '退号：此前未等到回答的取号消息的 id；其余字段与该消息相同，所给的号随即取消',
    }),
  })
  .meta({ id: 'UpTicket', title: '取号、退号' });
export type UpTicket = z.infer<typeof UpTicket>;

export const DownTicket = z
  .object({
    ...answer,
    no: z.string().optional(),
    zone: z.string().optional(),
    ahead: z.int().optional().meta({ description: '前面几人' }),
    waitMinutes: z.int().optional(),
  })
  .meta({ id: 'DownTicket', title: '取号的回答：号，或 problem' });
export type DownTicket = z.infer<typeof DownTicket>;

const ACTS = Object.keys(WindowBodies) as [WindowActName, ...WindowActName[]];

export const UpCall = z
  .object({
    ...head,
    act: z.enum(ACTS),
    window: WindowId,
    service: ServiceCode.optional().meta({ description: 'transfer：转往的服务' }),
    to: WindowId.optional().meta({ description: 'transfer：转往的窗口' }),
  })
  .meta({ id: 'UpCall', title: '窗口动作' });
export type UpCall = z.infer<typeof UpCall>;

export const DownCall = z
  .object({ ...answer, ticket: TicketView.nullable().optional() })
  .meta({ id: 'DownCall', title: '窗口动作的回答：号（没有时为 null），或 problem' });
export type DownCall = z.infer<typeof DownCall>;

export const UpEvaluation = z
  .object({
    ...head,
    act: z.string().min(1).max(50).meta({ description: '办件编号，或本窗口的排队号' }),
    grade: GradeBody.meta({ description: '5 非常满意 至 1 非常不满意' }),
    tags: Tags.default([]),
    comment: lines(500).optional(),
  })
  .meta({ id: 'UpEvaluation', title: '好差评' });
export type UpEvaluation = z.infer<typeof UpEvaluation>;

export const DownEvaluation = z
  .object({ ...answer, act: z.string().optional() })
  .meta({ id: 'DownEvaluation', title: '评价的回答：已收，或 problem' });
export type DownEvaluation = z.infer<typeof DownEvaluation>;

export const DownInvitation = z
  .object({ ...head, act: TicketNo.meta({ description: '刚办理完毕的号' }) })
  .meta({ id: 'DownInvitation', title: '请评价：本窗口刚办理完毕' });
export type DownInvitation = z.infer<typeof DownInvitation>;

export const UpPickup = z
  .object({
    ...head,
    code: z
      .string()
      .regex(/^\d{6}$/, '应为六位数字')
      .meta({ description: '取件码' }),
  })
  .meta({ id: 'UpPickup', title: '凭取件码开柜' });
export type UpPickup = z.infer<typeof UpPickup>;

export const DownPickup = z
  .object({ ...answer, cell: z.string().optional().meta({ description: '应打开的格' }) })
  .meta({ id: 'DownPickup', title: '开柜的回答：格，或 problem' });
export type DownPickup = z.infer<typeof DownPickup>;

export const PAPER = ['ok', 'low', 'out'] as const;

export const UpStatus = z
  .object({
    ...head,
    online: z.boolean(),
    version: z
      .string()
      .regex(/^[\x21-\x7e]{1,40}$/)
      .meta({ description: '程序版本' }),
    paper: z.enum(PAPER).optional(),
    spool: z.int().min(0).meta({ description: '尚未得到回答的消息数' }),
  })
  .meta({ id: 'UpStatus', title: '状态，也作遗嘱消息' });
export type UpStatus = z.infer<typeof UpStatus>;

export const Board = z
  .object({
    ...head,
    version: z.int().meta({ description: '只增不减；较小的不显示' }),
    day: DayText,
    zone: z.string(),
    name: z.string(),
    calling: z
      .array(z.object({ no: z.string(), window: z.string() }))
      .meta({ description: '最近呼叫的在前' }),
    waiting: z.array(z.string()).meta({ description: '将到的号，依次' }),
    waitingTotal: z.int(),
    say: z.string().optional().meta({ description: '播报一次，凭 id 识别重复' }),
  })
  .meta({ id: 'Board', title: '专区显示屏' });
export type Board = z.infer<typeof Board>;

export const DeviceConfig = z
  .object({
    ...head,
    device: z.string(),
    kind: z.string(),
    zone: z.string().optional(),
    window: z.string().optional(),
    hall: z.string().meta({ description: '大厅名称' }),
    services: z
      .array(z.object({ zone: z.string(), code: z.string(), name: z.string() }))
      .meta({ description: '可取号的服务' }),
    zones: z
      .array(z.object({ code: z.string(), name: z.string(), floor: z.int().optional() }))
      .default([])
      .meta({ description: '这些服务所在的专区' }),
    windows: z.array(z.string()).default([]).meta({ description: '叫号器：本专区的其他窗口，可以转往' }),
    hours: z.array(z.object({ from: z.string(), to: z.string() })).meta({ description: '开放时间' }),
    offline: z
      .array(z.object({ day: DayText, zone: z.string(), prefix: z.string(), first: z.int(), last: z.int() }))
      .meta({ description: '离线号段，一天一段；号为 prefix 加数字' }),
    renewBy: InstantText.optional().meta({ description: '证书须在此前更换' }),
  })
  .meta({ id: 'DeviceConfig', title: '设备配置' });
export type DeviceConfig = z.infer<typeof DeviceConfig>;

/** What a device may send, by kind. */
export const UP_MESSAGES = {
  ticket: UpTicket,
  call: UpCall,
  evaluation: UpEvaluation,
  pickup: UpPickup,
  status: UpStatus,
} as const;

/** What a device may be sent, by kind. */
export const DOWN_MESSAGES = {
  ticket: DownTicket,
  call: DownCall,
  evaluation: DownEvaluation,
  pickup: DownPickup,
  config: DeviceConfig,
  invitation: DownInvitation,
} as const;
