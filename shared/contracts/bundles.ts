import { z } from 'zod';
import { Agent, Party } from './cases.ts';
import { DayText, InstantText, JsonValue, line, lines, TenantParam, TextSource } from './common.ts';

export const ThemeCodeText = z
  .string()
  .regex(/^[0-9A-Za-z-]{1,40}$/, '不是主题编码')
  .meta({ description: '一件事主题编码', example: 'kbcyd' });

const MatterName = line(200);

const theme = {
  name: line(100),
  lead: line(100).meta({ description: '牵头部门' }),
  matters: z.array(MatterName).min(1).max(60).meta({ description: '联办事项，按名称' }),
  order: z
    .array(z.tuple([MatterName, MatterName]))
    .max(300)
    .default([])
    .meta({ description: '[在先, 在后]：前者准予后才办理后者' }),
  outside: z
    .array(MatterName)
    .max(60)
    .default([])
    .meta({ description: '不在本大厅办理、由申请人另行办理的事项' }),
  halls: z
    .record(MatterName, TenantParam)
    .default({})
    .meta({ description: '由其他大厅办理的事项及其大厅，须有委托' }),
  samePapers: z
    .array(z.strictObject({ name: line(200), as: z.array(line(200)).min(1).max(50) }))
    .max(100)
    .default([])
    .meta({ description: '各事项叫法不同的同一份材料' }),
  promisedDays: z
    .int()
    .min(0)
    .max(365)
    .nullable()
    .meta({ description: '承诺时限，工作日；未另行承诺为 null' }),
  materialsMerged: z.array(line(200)).max(100).default([]),
  sources: z.array(z.url().max(1000)).max(20).default([]),
  list: line(200),
  batch: line(60).optional(),
  listVerified: z.boolean().meta({ description: '是否已与清单原文核对' }),
};

/** A theme as `data/themes.json` has it. */
export const ThemeRecord = z.strictObject({ code: ThemeCodeText, ...theme }).meta({ id: 'ThemeRecord' });
export type ThemeRecord = z.infer<typeof ThemeRecord>;

/** `PUT …/themes/{code}`. */
export const ThemeBody = z
  .strictObject({ code: ThemeCodeText.optional(), ...theme })
  .meta({ id: 'ThemeBody' });

export const ThemeView = z.object({ ...ThemeRecord.shape, version: z.int() }).meta({ id: 'Theme' });
export type ThemeView = z.infer<typeof ThemeView>;

const NeedView = z.object({ matter: z.string(), as: z.string(), required: z.boolean() });
const Counts = z.object({ forms: z.int(), fields: z.int(), materials: z.int() });

const FieldView = z.object({
  name: z.string(),
  section: z.string().meta({ description: '表中分组' }),
  type: z.string().meta({
    description:
      '填写方式：text、long-text、name、id-type、id-no、uscc、phone、address、date、year、count、area（平方米）、money（元）、account、choice',
  }),
  options: z.array(z.string()).optional(),
  hint: z.string().optional(),
  neededBy: z.array(z.string()).meta({ description: '哪些事项需要' }),
});

/** 一次告知: the guide of a theme, computed from the current versions of its matters. */
export const ThemeGuide = z
  .object({
    theme: ThemeView,
    promisedDays: z.int().meta({ description: '主题承诺时限；未另行承诺时为最长一路事项时限之和' }),
    statutoryDays: z.int().meta({ description: '联合办理法定时限（行政许可法第26条、第42条）' }),
    stages: z.array(
      z.array(
        z.object({
          name: z.string(),
          code: z.string(),
          version: z.int(),
          department: z.string(),
          promisedDays: z.int(),
          result: z.string(),
          charged: z.boolean(),
          after: z.array(z.string()),
        }),
      ),
    ),
    outside: z.array(z.string()).meta({ description: '不在本大厅办理的事项' }),
    unavailable: z.array(z.string()).meta({ description: '清单中已不在用的事项' }),
    form: z.object({
      fields: z.array(FieldView),
      replaces: z.array(NeedView).meta({ description: '并入一张表的各事项申请表' }),
    }),
    materials: z.array(
      z.object({
        name: z.string(),
        required: z.boolean(),
        mayDefer: z.boolean(),
        neededBy: z.array(NeedView),
      }),
    ),
    produced: z
      .array(z.object({ name: z.string(), by: z.string(), neededBy: z.array(NeedView) }))
      .meta({ description: '由在先事项产生、无须申请人提交的证照' }),
    counts: z.object({ before: Counts, after: Counts }).meta({ description: '四减：合并前后' }),
  })
  .meta({ id: 'ThemeGuide' });
export type ThemeGuide = z.infer<typeof ThemeGuide>;

const BundleMaterial = z
  .strictObject({
    name: line(200).meta({ description: '一套材料中的名称，或某事项清单中的名称' }),
    provided: z.boolean(),
    file: z.string().min(1).max(64).optional(),
    promise: z
      .strictObject({ by: DayText })
      .optional()
      .meta({ description: '容缺：承诺补交日期，须各需要它的事项都可容缺' }),
    reuse: z.string().min(1).max(50).optional().meta({ description: '免提交：同一申请人以前办件的编号' }),
  })
  .meta({ id: 'BundleMaterial' });
const BundleMaterials = z.array(BundleMaterial).max(200);
export type BundleMaterial = z.infer<typeof BundleMaterial>;

/** 一表申请、一套材料: `POST …/bundles`. */
export const BundleApplication = z
  .strictObject({
    theme: ThemeCodeText,
    matters: z
      .array(MatterName)
      .min(1)
      .max(60)
      .optional()
      .meta({ description: '只办其中的事项，按名称；缺省为全部' }),
    applicant: Party,
    agent: Agent.optional(),
    form: z.record(z.string().max(100), JsonValue).default({}),
    materials: BundleMaterials,
    channel: z.enum(['window', 'online', 'self-service', 'post', 'agent']),
  })
  .meta({ id: 'BundleApplication' });
export type BundleApplication = z.infer<typeof BundleApplication>;

const Reason = lines(1000);

/** Body of each act of a bundle, `POST …/bundles/{no}/{act}`. */
export const BundleActBodies = {
  withdraw: z.strictObject({ reason: Reason.optional() }),
  supplement: z.strictObject({ materials: BundleMaterials.min(1) }),
  'decide-remainder': z.strictObject({ decision: z.enum(['continue', 'withdraw']) }),
  extend: z.strictObject({ days: z.int().min(1).max(15), reason: Reason }),
  'call-review': z.strictObject({ topic: Reason, departments: z.array(line(100)).min(1).max(60).optional() }),
  'sign-review': z.strictObject({ agrees: z.boolean(), opinion: Reason }),
  'retry-opening': z.strictObject({ name: MatterName }),
  'drop-case': z.strictObject({ name: MatterName }),
  deliver: z.strictObject({
    method: z.enum(['counter', 'locker', 'post']),
    signedBy: line(50).optional(),
    tracking: z
      .string()
      .regex(/^[0-9A-Za-z-]{4,40}$/, '不是运单号')
      .optional(),
  }),
} as const;
export type BundleActName = keyof typeof BundleActBodies;

/** `opening`: numbered, its own stream may not be there yet. `blocked`: waits for a case that was not granted. */
const BundleCaseStatus = z.enum([
  'planned',
  'opening',
  'open',
  'approved',
  'refused',
  'declined',
  'withdrawn',
  'blocked',
  'dropped',
]);
export type BundleCaseStatus = z.infer<typeof BundleCaseStatus>;

const BundleCaseView = z.object({
  matter: z.string().meta({ description: '事项编码' }),
  name: z.string(),
  department: z.string(),
  caseNo: z.string().optional(),
  status: BundleCaseStatus,
  after: z.array(z.string()),
  hall: z.string().optional(),
  failure: z
    .object({ code: z.string(), message: z.string(), attempts: z.int() })
    .optional()
    .meta({ description: '开办失败，须牵头部门处理' }),
  result: z.object({ name: z.string(), number: z.string() }).optional(),
});

const JointDays = z.object({ promisedDue: z.string(), statutoryDue: z.string() });

const JointClockView = z.object({
  promisedDue: z.string(),
  statutoryDue: z.string(),
  remainingDays: z.int(),
  running: z.boolean(),
  moves: z
    .array(z.object({ at: InstantText, reason: z.string(), from: JointDays, to: JointDays }))
    .meta({ description: '工作日历变动引起的期限调整' }),
});

export const BundleView = z
  .object({
    bundleNo: z.string(),
    tenant: z.string(),
    theme: z.object({ code: z.string(), name: z.string(), version: z.int(), lead: z.string() }),
    status: z.enum(['running', 'concluded']),
    outcome: z.enum(['approved', 'partly', 'refused', 'withdrawn']).optional(),
    version: z.int(),
    openedAt: InstantText,
    applicant: z.object({ name: z.string() }),
    firstContact: z
      .object({ sub: z.string(), name: z.string() })
      .optional()
      .meta({ description: '首问责任人' }),
    stages: z.array(z.object({ cases: z.array(BundleCaseView) })),
    outside: z.array(z.string()),
    clock: JointClockView.optional(),
    form: z.object({ href: z.string() }).meta({ description: '一张表的填写内容' }),
    materials: z.array(
      z.object({
        name: z.string(),
        required: z.boolean(),
        provided: z.boolean(),
        neededBy: z.array(z.string()),
      }),
    ),
    missing: z.array(z.string()).meta({ description: '尚缺的必要材料，一次告知' }),
    deferred: z
      .array(z.object({ name: z.string(), by: z.string() }))
      .meta({ description: '容缺：承诺补交而未到的材料及日期' }),
    attention: z.array(z.string()).meta({ description: '开办失败、须处理的事项' }),
    reviews: z.array(
      z.object({
        topic: TextSource,
        calledAt: InstantText,
        departments: z.array(z.string()),
        signed: z.array(z.object({ department: z.string(), agrees: z.boolean(), opinion: TextSource })),
        concluded: z.boolean(),
      }),
    ),
    remainder: z.enum(['continue', 'withdraw']).optional(),
    delivered: z.boolean(),
  })
  .meta({ id: 'Bundle' });
export type BundleView = z.infer<typeof BundleView>;

/** A bundle in a list: what runs, and what a lead has to act on. */
export const BundleItem = z
  .object({
    bundleNo: z.string(),
    theme: z.object({ code: z.string(), name: z.string() }),
    lead: z.string(),
    applicant: z.object({ name: z.string() }),
    status: z.string(),
    openedAt: InstantText,
    promisedDue: z.string().optional(),
    cases: z.int(),
    ended: z.int(),
    attention: z.array(z.string()).meta({ description: '开办失败、须处理的事项' }),
  })
  .meta({ id: 'BundleItem' });
