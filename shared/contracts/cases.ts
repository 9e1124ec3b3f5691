import { z } from 'zod';
import { ONLINE_PLATFORMS } from '../codes/online-platforms.ts';
import { DayText, InstantText, JsonValue, line, lines } from './common.ts';
import { TicketNo } from './queues.ts';

const PHONE = /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/;

/** A party as the form gives it. Checks of the numbers themselves come after the shape (see `party.ts`). */
export const Party = z
  .strictObject({
    kind: z.enum(['person', 'organisation']),
    name: line(100),
    idType: z.string().regex(/^[0-9A-Za-z]{1,10}$/, '不是证件类型代码'),
    idNo: z.string().regex(/^[0-9A-Za-z()-]{4,30}$/, '不是证件号码'),
    phone: z.string().regex(PHONE, '不是电话号码'),
    address: line(200).optional(),
    legalRepresentative: line(50).optional(),
  })
  .meta({ id: 'Applicant' });
export type Party = z.infer<typeof Party>;

export const Agent = z
  .strictObject({ ...Party.shape, entrustment: z.string().min(1).max(64) })
  .meta({ id: 'Agent', description: '代理人；entrustment 为授权委托书的文件编号' });

export const Material = z
  .strictObject({
    name: line(200),
    provided: z.boolean(),
    file: z.string().min(1).max(64).optional(),
    promise: z.strictObject({ by: DayText }).optional(),
    reuse: z
      .string()
      .min(1)
      .max(50)
      .optional()
      .meta({ description: '免提交：同一申请人以前办件的编号，材料仍然有效' }),
  })
  .meta({ id: 'Material' });
export type Material = z.infer<typeof Material>;

const Materials = z.array(Material).max(100);

export const CaseApplication = z
  .strictObject({
    matter: z.string().min(1).max(64),
    applicant: Party,
    agent: Agent.optional(),
    form: z.record(z.string().max(100), JsonValue).default({}),
    materials: Materials,
    channel: z.enum(['window', 'online', 'self-service', 'post', 'agent']),
    platform: z
      .enum(ONLINE_PLATFORMS)
      .optional()
      .meta({ description: '网上申请（online）的来源平台；缺省为大厅自己的网页' }),
    ticket: TicketNo.optional().meta({ description: '凭哪个排队号申请' }),
    priority: z
      .union([
        z.enum(['old', 'weak', 'ill', 'disabled', 'pregnant', 'military']),
        z.strictObject({
          code: z.enum([
            'old',
            'weak',
            'ill',
            'disabled',
            'pregnant',
            'military',
            'major-investment',
            'special',
          ]),
          reason: lines(500).optional(),
        }),
      ])
      .optional(),
    commitment: z.boolean().optional().meta({ description: '申请人选择告知承诺' }),
    handledBy: z.string().max(12).optional().meta({ description: '通办：由此大厅办理，须有授权' }),
  })
  .meta({ id: 'CaseApplication' });
export type CaseApplication = z.infer<typeof CaseApplication>;

const Opinion = lines(1000);
const Nothing = z.strictObject({});

/** Body of each act of a case, `POST …/cases/{caseNo}/{act}`. */
export const ActBodies = {
  accept: Nothing,
  'request-supplement': z.strictObject({
    items: z
      .array(z.strictObject({ name: line(200), note: lines(500).optional() }))
      .min(1)
      .max(100),
    dueInDays: z.int().min(1).max(60).optional(),
  }),
  supplement: z.strictObject({ materials: Materials.min(1) }),
  decline: z.strictObject({ reason: lines(1000), competentAgency: line(100).optional() }),
  withdraw: z.strictObject({ reason: lines(1000).optional() }),
  claim: Nothing,
  assign: z.strictObject({
    to: z.string().min(1).max(128).meta({ description: '本部门在岗审查人员，见工作人员名录' }),
  }),
  'check-in': Nothing,
  review: z.strictObject({ result: z.enum(['pass', 'return']), opinion: Opinion }),
  verify: z.strictObject({ result: z.enum(['pass', 'return']), opinion: Opinion }),
  'start-procedure': z.strictObject({
    kind: line(40),
    days: z.int().min(1).max(365),
    note: lines(500).optional(),
  }),
  'finish-procedure': z.strictObject({ result: lines(1000) }),
  extend: z.strictObject({ days: z.int().min(1).max(15), reason: lines(1000) }),
  decide: z.strictObject({
    outcome: z.enum(['approved', 'refused']),
    opinion: Opinion,
    reasons: lines(2000).optional(),
  }),
  forward: z.strictObject({ opinion: Opinion }),
  produce: z.strictObject({ number: line(64).optional(), validUntil: DayText.optional() }),
  deliver: z.strictObject({
    method: z.enum(['counter', 'locker', 'post']),
    signedBy: line(50).optional(),
    signature: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .meta({ description: '当面签名的图片（PNG）的文件编号，由送达人上传' }),
    tracking: z
      .string()
      .regex(/^[0-9A-Za-z-]{4,40}$/, '不是运单号')
      .optional(),
  }),
} as const;
export type ActName = keyof typeof ActBodies;

export const STATUSES = [
  'received',
  'supplement-requested',
  'declined',
  'accepted',
  'in-review',
  'in-procedure',
  'decided',
  'produced',
  'closed',
  'withdrawn',
] as const;

export const ClockView = z
  .object({
    promisedDue: z.string(),
    statutoryDue: z.string(),
    remainingDays: z.int().meta({ description: '承诺时限剩余工作日，超期为负' }),
    card: z.enum(['green', 'yellow', 'red']),
    running: z.boolean(),
    epoch: z.int(),
  })
  .meta({ id: 'Clock' });

export const NoticeView = z
  .object({
    kind: z.string(),
    title: z.string(),
    href: z.string(),
    missing: z.array(z.string()).optional().meta({ description: '尚缺的必要材料，应一次告知' }),
  })
  .meta({ id: 'Notice' });

export const CaseView = z
  .object({
    caseNo: z.string(),
    tenant: z.string(),
    matter: z.object({ code: z.string(), name: z.string(), version: z.int() }),
    status: z.enum(STATUSES),
    version: z.int(),
    receivedAt: InstantText,
    acceptedAt: InstantText.optional(),
    deemed: z.boolean().optional(),
    applicant: z.object({ name: z.string() }),
    materials: z.array(
      z.object({
        name: z.string(),
        required: z.boolean(),
        provided: z.boolean(),
        file: z.string().optional(),
        promise: z.object({ by: z.string() }).optional(),
      }),
    ),
    clock: ClockView.optional(),
    summons: z
      .object({ due: InstantText, missedAt: InstantText.optional(), arrivedAt: InstantText.optional() })
      .optional()
      .meta({ description: '事进人不进：经办人到场时限与到场时间' }),
    outcome: z.enum(['approved', 'refused']).optional(),
    notice: NoticeView.optional(),
    ticket: z.string().optional().meta({ description: '凭此排队号申请' }),
    next: z.array(z.string()),
  })
  .meta({ id: 'Case' });
export type CaseView = z.infer<typeof CaseView>;

const MovedDues = z.object({ promisedDue: z.string().optional(), statutoryDue: z.string().optional() });

export const ClockExplanation = z
  .object({
    days: z.array(
      z.object({
        day: z.string(),
        counts: z.boolean(),
        kind: z
          .enum(['start', 'counted', 'off', 'paused', 'late'])
          .meta({ description: '起算日、计入、休息、暂停、超期' }),
        why: z.string(),
      }),
    ),
    promisedDue: z.string(),
    statutoryDue: z.string(),
    moves: z
      .array(z.object({ at: InstantText, reason: z.string(), from: MovedDues, to: MovedDues }))
      .meta({ description: '工作日历变动引起的期限调整' }),
    provisional: z.boolean().meta({ description: '所涉年份的放假通知尚未公布' }),
  })
  .meta({ id: 'ClockExplanation' });

export const TrackView = z
  .object({
    caseNo: z.string(),
    hall: z.string(),
    matter: z.string(),
    applicant: z.string(),
    status: z.enum(STATUSES),
    statusText: z.string(),
    receivedAt: InstantText,
    acceptedAt: InstantText.optional(),
    promisedDue: z.string().optional(),
    remainingDays: z.int().optional(),
    outcome: z.enum(['approved', 'refused']).optional(),
    steps: z.array(z.object({ at: InstantText, what: z.string() })),
    cases: z
      .array(z.object({ matter: z.string(), caseNo: z.string().optional(), statusText: z.string() }))
      .optional()
      .meta({ description: '联办件的各事项' }),
  })
  .meta({ id: 'Track' });

export const InboxItem = z
  .object({
    caseNo: z.string(),
    matter: z.object({ code: z.string(), name: z.string() }),
    applicant: z.object({ name: z.string() }),
    status: z.enum(STATUSES),
    version: z.int(),
    acceptedAt: InstantText.optional(),
    promisedDue: z.string().optional(),
    remainingDays: z.int().optional(),
    card: z.enum(['green', 'yellow', 'red']).optional(),
    claimedBy: z.string().optional(),
    priority: z.boolean(),
  })
  .meta({ id: 'InboxItem' });
