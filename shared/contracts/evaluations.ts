import { z } from 'zod';
import { InstantText, lines } from './common.ts';

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
