import { z } from 'zod';
import { DayText, InstantText, line, lines } from './common.ts';

const MaterialRule = z
  .strictObject({
    name: line(200),
    required: z.boolean(),
    mayDefer: z.boolean().meta({ description: '可容缺：受理后、决定前补交' }),
    form: line(40),
    source: line(40),
    basis: line(500).optional().meta({ description: '要求提交的法律依据；证明材料必填' }),
    proof: z.boolean().optional().meta({ description: '是否证明材料；缺省时按名称判断' }),
  })
  .meta({ id: 'MaterialRule' });

const SpecialProcedure = z.strictObject({
  kind: line(40),
  days: z.int().min(1).max(365).meta({ description: '办理时限，工作日' }),
  basis: line(500).optional().meta({ description: '设定依据' }),
  statutoryDays: z.int().min(1).max(365).optional().meta({ description: '法定时限，工作日' }),
  stopsClock: z
    .boolean()
    .optional()
    .meta({ description: '是否停止计时；缺省时仅行政许可法第45条所列种类停止' }),
});

const ReviewCard = z
  .strictObject({
    step: line(20),
    content: lines(1000),
    standard: lines(1000),
    points: lines(1000),
    notes: lines(1000),
  })
  .meta({ id: 'ReviewCard', description: '审查工作细则：环节、内容、标准、要点、注意事项' });

const Days = z.int().min(0).max(3650);
/** Text that may be empty, as a fee that is not charged has no basis. */
const text = (max: number) => z.string().trim().max(max);

/** What a case keeps of its matter. */
const rules = {
  name: line(200),
  department: line(100),
  type: z.enum([
    '行政许可',
    '行政确认',
    '行政裁决',
    '行政给付',
    '行政奖励',
    '行政备案',
    '其他行政权力',
    '公共服务',
  ]),
  caseType: z.enum(['即办件', '承诺件', '上报件', '联办件']),
  steps: z.enum(['审核合一', '一审一核', '一审两核', '特别程序']),
  statutoryDays: Days.nullable().meta({ description: '法定时限，工作日；法律未设的为 null' }),
  promisedDays: Days.meta({ description: '承诺时限，工作日' }),
  materials: z.array(MaterialRule).max(100),
  specialProcedures: z.array(SpecialProcedure).max(20),
  fee: z.strictObject({ charged: z.boolean(), basis: text(500), standard: text(500) }),
  legalBasis: z.array(line(500)).min(1).max(50),
  result: z.strictObject({ name: line(200), kind: line(40), validity: text(200) }),
  channels: z.array(line(20)).min(1).max(10),
  audience: z
    .array(z.enum(['个人', '法人', '其他组织']))
    .min(1)
    .max(3),
  highFrequency: z.boolean(),
  commitment: z.boolean().optional().meta({ description: '列入告知承诺清单' }),
  inPerson: z.boolean().optional().meta({ description: '须本人到场，不得代理' }),
  upperAgency: line(100).optional().meta({ description: '上报件的上级决定机关' }),
  stepDays: z.record(line(20), Days).optional(),
  effectiveFrom: DayText.optional(),
  formFields: z
    .array(line(60))
    .max(200)
    .optional()
    .meta({ description: '申请表的填写项（申请人信息之外）；一件事主题合并时同名只填一次' }),
};

/** Further fields of the guide (C07, C09), shown and never decided on. */
const guide = {
  conditions: lines(4000).optional(),
  samples: z.array(line(500)).max(50).optional(),
  commonErrors: z.array(line(500)).max(50).optional(),
  resultSample: line(500).optional(),
  consultation: line(500).optional(),
  video: z.url().max(500).optional(),
  reviewCards: z.array(ReviewCard).max(20).optional(),
  sources: z.array(z.url().max(1000)).max(20).optional(),
  sourceNote: text(1000).optional(),
  daysBasis: z.strictObject({ statutory: text(100), promised: text(100) }).optional(),
};

export const MatterCodeText = z
  .string()
  .regex(/^[0-9A-Za-z-]{1,64}$/, '不是事项编码')
  .meta({ description: '事项编码', example: '11411323000000217941410790001000' });

/** A matter as it is imported and exported: `code` and what the `PUT` body says, without the change itself. */
export const MatterRecord = z
  .strictObject({ code: MatterCodeText, ...rules, ...guide })
  .meta({ id: 'MatterRecord' });
export type MatterRecord = z.infer<typeof MatterRecord>;

/** `PUT …/matters/{code}`: the matter, and why and on what basis it changed. */
export const MatterBody = z
  .strictObject({
    code: MatterCodeText.optional().meta({ description: '可省略；填写时须与路径一致' }),
    ...rules,
    ...guide,
    reason: lines(1000).meta({ description: '变更原因' }),
    basis: lines(1000).meta({ description: '变更依据' }),
    published: DayText.optional().meta({ description: '法律或清单公布之日，变更期限自此起算；缺省为当日' }),
  })
  .meta({ id: 'MatterBody' });
export type MatterBody = z.infer<typeof MatterBody>;

/** Names of the guide's own fields, to tell them from the rules. */
export const GUIDE_FIELDS = Object.keys(guide) as (keyof typeof guide)[];

/** `POST …/matters/{code}/retire`. */
export const RetireBody = z
  .strictObject({ reason: lines(1000), basis: lines(1000) })
  .meta({ id: 'RetireBody' });

/** C10: what the law or the list did to a matter. */
export const CHANGE_KINDS = ['新增', '取消', '下放', '调整', '条件', '材料', '程序', '时限'] as const;

/** `POST …/matters/{code}/announce-change` (C10, E34). */
export const AnnounceChangeBody = z
  .strictObject({
    kinds: z.array(z.enum(CHANGE_KINDS)).min(1).max(8),
    reason: lines(1000).meta({ description: '变更内容' }),
    basis: lines(1000).meta({ description: '变更依据' }),
    published: DayText.meta({ description: '法律或清单公布之日，期限自此起算' }),
    onSite: z.boolean().meta({ description: '是否还须在部门网站同时公布' }),
    department: line(100).optional().meta({ description: '新增事项的责任单位；已有事项不填' }),
  })
  .meta({ id: 'AnnounceChangeBody' });

/** `POST …/matters/{code}/note-site`. */
export const NoteSiteBody = z.strictObject({
  address: z.url().max(500).meta({ description: '部门网站上的网址' }),
});

/** `POST …/matters/{code}/cancel-change`. */
export const CancelChangeBody = z.strictObject({ reason: lines(1000) });

/** A change that was announced, and how far the hall has followed it. */
export const GuideChangeView = z
  .object({
    code: z.string(),
    kinds: z.array(z.enum(CHANGE_KINDS)),
    reason: z.string(),
    basis: z.string(),
    published: z.string(),
    unit: z.string().meta({ description: '责任单位' }),
    due: z.string().meta({ description: '落实期限' }),
    inHall: z.boolean().meta({ description: '大厅已公布新版本，或事项已合并、取消' }),
    onSite: z.boolean(),
    site: z.string().optional(),
    endedAt: InstantText.optional().meta({ description: '落实或撤回的时刻' }),
    card: z.string().optional().meta({ description: '当前最高一级监察牌' }),
    moves: z.array(z.object({ at: InstantText, reason: z.string(), from: z.string(), to: z.string() })),
  })
  .meta({ id: 'GuideChange' });
export type GuideChangeView = z.infer<typeof GuideChangeView>;

const MATTER_STATUSES = ['在用', '冻结', '合并', '取消'] as const;

/** A matter in a list. */
export const MatterItem = z
  .object({
    code: z.string(),
    name: z.string(),
    department: z.string(),
    type: z.string(),
    caseType: z.string(),
    steps: z.string(),
    audience: z.array(z.string()),
    statutoryDays: z.int().nullable(),
    promisedDays: z.int(),
    charged: z.boolean(),
    highFrequency: z.boolean(),
    status: z.enum(MATTER_STATUSES),
    version: z.int(),
    missing: z.int().optional().meta({ description: '指南尚缺的要素数 (C07)' }),
  })
  .meta({ id: 'MatterItem' });
export type MatterItem = z.infer<typeof MatterItem>;

/** The guide (办事指南) of a matter. */
export const MatterView = z
  .object({
    ...MatterRecord.shape,
    version: z.int(),
    status: z.enum(MATTER_STATUSES),
    into: z.string().optional().meta({ description: '合并到的事项' }),
    flow: z.array(z.string()).meta({ description: '办理流程' }),
    missing: z.array(z.string()).meta({ description: '指南尚缺的要素' }),
    change: z.object({
      reason: z.string(),
      basis: z.string(),
      published: z.string(),
      due: z.string().meta({ description: '应完成变更之日' }),
      late: z.boolean(),
    }),
  })
  .meta({ id: 'Matter' });
export type MatterView = z.infer<typeof MatterView>;

const share = (description: string) => z.number().meta({ description: `${description}，%` });

/** `GET …/catalogue/indicators` (E07–E11). */
export const CatalogueIndicatorsView = z
  .object({
    matters: z.int().meta({ description: '在用和冻结的事项数' }),
    timeCut: share('承诺时限比法定时限平均压减'),
    materialsCut: share('申请材料比首版指南压减'),
    immediate: share('即办件占比'),
    remote: share('不见面审批占比：网上申请、结果寄递、无须到场'),
    frequentOnce: z.int().meta({ description: '最多跑一次的高频事项数' }),
  })
  .meta({ id: 'CatalogueIndicators' });

/** `POST …/catalogue/import`: a file of the catalogue as it is exported. */
export const CatalogueImport = z
  .strictObject({
    format: z.enum(['json', 'csv', 'xlsx']),
    content: z
      .base64()
      .max(480_000)
      .meta({ description: '文件内容，Base64；更大的目录用 npm run catalogue' }),
    reason: lines(1000),
    basis: lines(1000),
    published: DayText.optional().meta({ description: '法律或清单公布之日；缺省为当日' }),
  })
  .meta({ id: 'CatalogueImport' });

export const CatalogueImported = z
  .object({ published: z.array(z.string()), unchanged: z.array(z.string()) })
  .meta({ id: 'CatalogueImported', description: '公布了新版本的、没有变化的事项编码' });
