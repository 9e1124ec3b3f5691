import { z } from 'zod';
import { InstantText, line, lines } from './common.ts';

const LANES = ['walk-in', 'green', 'appointment'] as const;
const TICKET_STATUSES = ['waiting', 'called', 'serving', 'done', 'missed', 'cancelled'] as const;
/** Who may go first by the green channel (C47, D38, D39). */
export const GREEN_CODES = [
  'old',
  'weak',
  'ill',
  'disabled',
  'pregnant',
  'military',
  'major-investment',
  'special',
] as const;

export const ServiceCode = z.string().regex(/^[0-9A-Za-z-]{1,20}$/, '不是服务编码');
export const ZoneCode = z.string().regex(/^[0-9A-Za-z-]{1,20}$/, '不是专区编码');
export const WindowId = z.string().regex(/^[0-9A-Za-z-]{1,20}$/, '不是窗口编号');
export const TicketNo = z.string().regex(/^[A-Z]\d{3,7}$/, '不是排队号');

/** 实名取号: what the ID card showed. */
export const TicketHolder = z.strictObject({ idTail: z.string().regex(/^\d{3}[\dX]$/, '应为证件号末四位') });

/** 取号: `POST …/tickets`. */
export const TicketRequest = z
  .strictObject({
    service: ServiceCode,
    zone: ZoneCode.optional().meta({ description: '几个专区有同一服务时指明；缺省为第一个' }),
    further: z.array(ServiceCode).max(5).optional().meta({ description: '同次办理的其他服务，依次进行' }),
    applicant: TicketHolder.optional(),
    lane: z.enum(LANES).default('walk-in'),
    reason: z
      .union([z.enum(GREEN_CODES), lines(200)])
      .optional()
      .meta({ description: '绿色通道的理由：代码，或文字' }),
    appointment: line(64).optional().meta({ description: '预约编号' }),
  })
  .meta({ id: 'TicketRequest' });
export type TicketRequest = z.infer<typeof TicketRequest>;

/** 排队号. Nothing in it says whose it is. */
export const TicketView = z
  .object({
    no: z.string(),
    zone: z.string(),
    service: z.string(),
    lane: z.enum(LANES),
    status: z.enum(TICKET_STATUSES),
    window: z.string().optional(),
    ahead: z.int(),
    waitMinutes: z.int(),
    issuedAt: InstantText,
    slotAt: InstantText.optional(),
    calledAt: InstantText.optional(),
    endedAt: InstantText.optional(),
    calls: z.int(),
    further: z.array(z.string()).optional(),
    cases: z.array(z.string()).optional(),
  })
  .meta({ id: 'Ticket' });
export type TicketView = z.infer<typeof TicketView>;

/** What the QR code of a number opens: names in place of codes, nothing of person and cases. */
export const TicketPosition = TicketView.omit({ cases: true, further: true })
  .extend({ floor: z.int().optional() })
  .meta({ id: 'TicketPosition', description: 'zone、service 为名称' });

/** What `call-next` and the other acts on a number answer. */
export const CalledView = z.object({ ticket: TicketView.nullable() }).meta({ id: 'Called' });

/** 排队情况: `GET …/queues/{zone}`. */
export const QueueView = z
  .object({
    zone: z.string(),
    name: z.string(),
    day: z.string(),
    version: z.int(),
    waitingTotal: z.int(),
    waiting: z.array(
      z.object({
        no: z.string(),
        service: z.string(),
        lane: z.enum(LANES),
        issuedAt: InstantText,
        slotAt: InstantText.optional(),
      }),
    ),
    calling: z.array(
      z.object({
        no: z.string(),
        window: z.string(),
        service: z.string(),
        status: z.enum(['called', 'serving']),
        calls: z.int(),
      }),
    ),
    services: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        waiting: z.int(),
        waitMinutes: z.int().meta({ description: '现在取号预计等候' }),
        issued: z.int(),
        called: z.int(),
        served: z.int(),
        meanWaitMinutes: z.number().optional(),
      }),
    ),
    windows: z.array(
      z.object({
        id: z.string(),
        status: z.enum(['open', 'paused', 'closed']),
        services: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'Queue' });
export type QueueView = z.infer<typeof QueueView>;
