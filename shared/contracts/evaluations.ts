import { z } from 'zod';
import { DayText, InstantText, line, lines } from './common.ts';

export const GradeBody = z.union([5, 4, 3, 2, 1].map((grade) => z.literal(grade as 1 | 2 | 3 | 4 | 5)));
export const Tags = z.array(z.string().regex(/^\d{3}$/, '应为三位评价标签')).max(10);

/** 好差评: `POST …/evaluations`. */
export const EvaluationBody = z
  .strictObject({
    act: z.string().min(1).max(50).meta({ description: '办件编号，或今日的排队号' }),
    grade: GradeBody.meta({ description: '5 非常满意 至 1 非常不满意' }),
    tags: Tags.default([]),
    backOffice: z
      .strictObject({ grade: GradeBody, tags: Tags.default([]) })
      .optional()
      .meta({ description: '对后台审批另行评价；缺省与窗口相同' }),
    comment: lines(500).optional(),
    anonymous: z.boolean().default(false),
    again: z.boolean().default(false).meta({ description: '追评' }),
    channel: z.enum(['pc', 'mobile', 'qr-code']).optional().meta({ description: '本人评价的渠道' }),
    check: z
      .string()
      .regex(/^[0-9A-Za-z]{4}$/, '应为证件号或手机号末四位')
      .optional()
      .meta({ description: '非本人账号提交的办件，凭末四位评价' }),
  })
  .meta({ id: 'EvaluationBody' });
export type EvaluationBody = z.infer<typeof EvaluationBody>;

export const EvaluationView = z
  .object({
    act: z.string(),
    number: z.int(),
    channel: z.string(),
    tagVersion: z.string(),
    ratings: z.array(
      z.object({ side: z.enum(['front', 'back']), grade: z.int(), tags: z.array(z.string()) }),
    ),
    anonymous: z.boolean(),
    at: InstantText,
  })
  .meta({ id: 'Evaluation' });

const STEPS = ['verify', 'recheck', 'rectify', 'answer', 'revisit'] as const;
const OUTCOMES = ['simple', 'complex', 'groundless', 'disputed', 'invalid'] as const;

/** Body of each act on a bad rating, `POST …/evaluations/{id}/{act}`. */
export const FollowUpActs = {
  verify: z.strictObject({
    outcome: z.enum(['simple', 'complex', 'groundless', 'disputed']).meta({
      description:
        'simple 立行立改；complex 建账限期整改；groundless 无法规依据，作出解释；disputed 误评或恶意，申请复核',
    }),
    unit: line(100).optional().meta({ description: '承办单位；缺省为办理的部门' }),
    note: lines(1000),
  }),
  recheck: z.strictObject({
    outcome: z.enum(['simple', 'complex', 'groundless', 'invalid']).meta({ description: 'invalid 评价无效' }),
    note: lines(1000),
  }),
  rectify: z.strictObject({ measure: lines(2000) }),
  answer: z.strictObject({ text: lines(2000) }),
  revisit: z.strictObject({
    reached: z.boolean(),
    satisfied: z.boolean().optional(),
    note: lines(1000).optional(),
  }),
} as const;
export type FollowUpActName = keyof typeof FollowUpActs;

/** An evaluation in the lists: nothing of what anybody wrote, nobody by name. */
export const EvaluationItem = z
  .object({
    id: z.string(),
    version: z.int(),
    act: z.string().meta({ description: '办件编号，或当日的排队号' }),
    day: DayText,
    caseNo: z.string().optional(),
    window: z.string().optional(),
    department: z.string().optional(),
    at: InstantText,
    channel: z.string().meta({ description: '渠道名称' }),
    grade: GradeBody.meta({ description: '计入统计的等次，两方评价取低' }),
    ratings: z.array(
      z.object({ side: z.enum(['front', 'back']), grade: z.int(), tags: z.array(z.string()) }),
    ),
    again: z.int().optional().meta({ description: '追评等次' }),
    anonymous: z.boolean(),
    hasComment: z.boolean(),
    followUp: z
      .object({
        outcome: z.enum(OUTCOMES).optional(),
        next: z.enum(STEPS).optional().meta({ description: '缺：已办结或评价无效' }),
        due: DayText.optional(),
        isLate: z.boolean(),
        unit: z.string().optional(),
      })
      .optional()
      .meta({ description: '只有差评才有' }),
  })
  .meta({ id: 'EvaluationItem' });
export type EvaluationItem = z.infer<typeof EvaluationItem>;

/** With what was written, for whoever follows it up. */
export const EvaluationFile = EvaluationItem.extend({
  comments: z.array(z.object({ number: z.int(), grade: z.int(), text: z.string() })),
  steps: z.array(
    z.object({
      step: z.enum(STEPS),
      at: InstantText,
      who: z.string().optional(),
      outcome: z.enum(OUTCOMES).optional(),
      reached: z.boolean().optional(),
      satisfied: z.boolean().optional(),
      text: z.string().optional(),
    }),
  ),
}).meta({ id: 'EvaluationFile' });
export type EvaluationFile = z.infer<typeof EvaluationFile>;

const share = (description: string) =>
  z
    .number()
    .min(0)
    .optional()
    .meta({ description: `${description}；没有可比的为缺` });

export const EvaluationFigures = z
  .object({
    endedActs: z.int().meta({ description: '已结束、可以评价的服务' }),
    all: z.int(),
    active: z.int().meta({ description: '本人作出的评价' }),
    valid: z.int().meta({ description: '有效评价数' }),
    bad: z.int().meta({ description: '有效差评' }),
    confirmed: z.int().meta({ description: '核实属实的差评' }),
    corrected: z.int().meta({ description: '已整改的差评' }),
    prompt: z.int().meta({ description: '按时回访并整改的差评' }),
    answered: z.int().meta({ description: '已反馈的差评' }),
    activeRate: share('主动评价率'),
    validRate: share('有效评价率'),
    satisfaction: share('满意度'),
    correctedRate: share('差评整改率'),
    promptRate: share('差评按时回访整改率'),
    answeredRate: share('整改反馈率'),
  })
  .meta({ id: 'EvaluationFigures' });
export type EvaluationFigures = z.infer<typeof EvaluationFigures>;

const named = z.array(EvaluationFigures.extend({ name: z.string() }));

/** `GET …/evaluations/figures`. */
export const EvaluationReport = z
  .object({
    from: DayText,
    to: DayText,
    hall: EvaluationFigures,
    windows: named.meta({ description: '窗口：评价的号，以及凭号受理的办件' }),
    departments: named,
    people: named.meta({ description: '人员（账号），前台与后台各按对其本人的评价' }),
  })
  .meta({ id: 'EvaluationReport' });
export type EvaluationReport = z.infer<typeof EvaluationReport>;

/** A row for one of the two national receivers. */
export const EvaluationRecord = z
  .object({
    act: z.string(),
    at: InstantText,
    region: z.string().meta({ description: '大厅的行政区划代码' }),
    channel: z.string().optional(),
    count: z.string(),
    gradeCode: z.string(),
    grade: z.string(),
    tags: z.array(z.string()),
    anonymous: z.enum(['1', '2']).meta({ description: '1 是，2 否' }),
  })
  .meta({ id: 'EvaluationRecord' });
