import { z } from 'zod';
import { ClockExplanation, STATUSES } from './cases.ts';
import { InstantText, lines } from './common.ts';

/** B23: the stages of electronic supervision, in order. */
export const CardLevelText = z.enum([
  'yellow',
  'red',
  'supervised',
  'interviewed',
  'assessed',
  'accountable',
]);

export const UrgeBody = z.strictObject({ note: lines(500).optional() });
export const ReplyBody = z.strictObject({ reply: lines(1000) });

export const CardView = z
  .object({
    no: z.int(),
    level: CardLevelText,
    name: z.string().meta({ description: '黄灯预警、红灯警示、督查督办、通报约谈、绩效考核、责任追究' }),
    clock: z.string().meta({
      description: 'notice、handling、procedure、delivery、step:环节；办件以外为 consultation、change',
    }),
    cause: z.string(),
    since: InstantText.meta({ description: '按日历计算的起因时刻' }),
    raisedAt: InstantText,
    unit: z.string(),
    person: z.string().optional(),
    follows: z.int().optional().meta({ description: '上一环节的序号' }),
    curedAt: InstantText.optional(),
    acknowledgedAt: InstantText.optional(),
    repliedAt: InstantText.optional(),
  })
  .meta({ id: 'Card' });

export const SupervisionItem = z
  .object({
    caseNo: z.string(),
    tenant: z.string(),
    matter: z.object({ code: z.string(), name: z.string() }),
    department: z.string(),
    applicant: z.object({ name: z.string() }),
    status: z.enum(STATUSES),
    version: z.int(),
    promisedDue: z.string().optional(),
    statutoryDue: z.string().optional(),
    card: CardLevelText.optional().meta({ description: '当前最高一级' }),
    cards: z.array(CardView),
    urges: z.int().meta({ description: '督办次数' }),
  })
  .meta({ id: 'SupervisionItem' });
export type SupervisionItem = z.infer<typeof SupervisionItem>;

/** A case as its supervisor reads it, and the unit that answers: `GET …/supervision/{caseNo}`. */
export const SupervisedFile = z
  .object({
    item: SupervisionItem,
    clock: ClockExplanation.optional().meta({ description: '受理后才有' }),
    steps: z
      .array(
        z.object({
          at: InstantText,
          who: z.string().optional().meta({ description: '工作人员姓名；系统与申请人为空' }),
          department: z.string().optional(),
          roles: z.array(z.string()),
          events: z.array(z.string()).meta({ description: '记录中的事件类型' }),
        }),
      )
      .meta({ description: '办理经过' }),
    urges: z.array(z.object({ at: InstantText, who: z.string().optional(), note: z.string().optional() })),
    replies: z.array(z.object({ no: z.int(), reply: z.string() })),
    answerable: z.array(z.int()).meta({ description: '由您签收、回复的监察牌序号' }),
  })
  .meta({ id: 'SupervisedFile' });
export type SupervisedFile = z.infer<typeof SupervisedFile>;

const CardTriggerBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('remaining'),
    of: z.enum(['promise', 'statute']),
    days: z.int().meta({ description: '剩余工作日不多于此数' }),
    percent: z.int().meta({ description: '或不多于期限的此百分比' }),
  }),
  z.strictObject({ kind: z.literal('passed'), of: z.enum(['promise', 'statute']) }),
  z.strictObject({
    kind: z.literal('uncured'),
    days: z.int().meta({ description: '上一级未消除的工作日数' }),
  }),
]);

const CardRuleBody = z.strictObject({
  level: CardLevelText,
  when: z.array(CardTriggerBody).max(10).meta({ description: '空：由监察人员发出' }),
  monthly: z
    .strictObject({ of: CardLevelText, count: z.int() })
    .optional()
    .meta({ description: '一个单位一个自然月内某级达到此数时提请发出' }),
});

/** Levels of the cards of a hall, in order: `PUT …/supervision/levels`. */
export const CardLevelsBody = z.strictObject({ levels: z.array(CardRuleBody).min(1).max(6) }).meta({
  id: 'CardLevels',
  description: '监察牌各级及其触发条件，依次排列',
});
export type CardLevelsBody = z.infer<typeof CardLevelsBody>;

export const MonthText = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, '不是 YYYY-MM 月份')
  .meta({ example: '2026-11' });

export const FindingView = z
  .object({
    tenant: z.string(),
    about: z.string().meta({ description: '办件编号，或被评价的服务' }),
    at: InstantText,
    irregularity: z.enum(['time', 'standard', 'fee', 'result']).optional(),
    name: z.string().optional().meta({ description: '超时限、审批标准不统一、收费不规范、结果不正确' }),
    trigger: z.int().min(1).max(8).optional(),
    triggerName: z.string().optional(),
    evidence: z.string(),
    unit: z.string(),
    person: z.string().optional(),
  })
  .meta({ id: 'Finding' });
export type FindingView = z.infer<typeof FindingView>;

export const MonthView = z
  .object({
    tenant: z.string(),
    unit: z.string(),
    counts: z.partialRecord(CardLevelText, z.int()),
    people: z.array(z.object({ person: z.string(), cards: z.int() })),
    proposes: z.array(CardLevelText).meta({ description: '达到月度次数、本月尚未发出的环节' }),
  })
  .meta({ id: 'SupervisionMonth' });
export type MonthView = z.infer<typeof MonthView>;

export const ResidenceView = z
  .object({
    unit: z.string(),
    cases: z.int().meta({ description: '本月通知到场的办件' }),
    onTime: z.int(),
    late: z.int().meta({ description: '迟到或逾时未到' }),
    complaints: z.int().meta({ description: '反映办理慢的评价' }),
    proposes: z
      .enum(['cases', 'complaints'])
      .optional()
      .meta({ description: '建议改为人员进驻：月办件量达到标准，或反映办理慢较多' }),
  })
  .meta({ id: 'Residence' });

/** A limit that is no case's: `GET …/supervision/limits`. */
export const OtherLimitView = z
  .object({
    tenant: z.string(),
    clock: z.enum(['consultation', 'change']).meta({ description: '咨询答复、指南变更' }),
    about: z.string().meta({ description: '咨询编号，或事项编码' }),
    subject: z.string().optional().meta({ description: '变更内容；咨询内容不在列表中' }),
    unit: z.string(),
    start: InstantText.meta({ description: '咨询提出、变更公布的时刻' }),
    due: z.string(),
    card: CardLevelText.optional(),
    cards: z.array(CardView),
  })
  .meta({ id: 'OtherLimit' });
export type OtherLimitView = z.infer<typeof OtherLimitView>;

/** With its version and what its unit has answered: `GET …/supervision/limits/{clock}/{about}`. */
export const OtherLimitFile = z
  .object({
    item: OtherLimitView.extend({ version: z.int() }),
    replies: SupervisedFile.shape.replies,
    answerable: SupervisedFile.shape.answerable,
  })
  .meta({ id: 'OtherLimitFile' });
export type OtherLimitFile = z.infer<typeof OtherLimitFile>;

export const OverdueItem = z
  .object({
    ...SupervisionItem.shape,
    person: z.string().optional().meta({ description: '经办人' }),
    overdueDays: z.int().meta({ description: '超过承诺期限的工作日数' }),
    beyondStatute: z.boolean().meta({ description: '是否已超过法定期限' }),
  })
  .meta({ id: 'OverdueItem' });
export type OverdueItem = z.infer<typeof OverdueItem>;
