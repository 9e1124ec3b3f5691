import { z } from 'zod';
import { InstantText, line, lines } from './common.ts';
import { MatterCodeText } from './matter.ts';
import { CardLevelText } from './supervision.ts';

export const CONSULTATION_STATUSES = ['asked', 'complex', 'answered'] as const;

/** 咨询: `POST …/consultations`. */
export const ConsultationBody = z
  .strictObject({
    question: lines(2000),
    phone: z
      .string()
      .regex(/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/, '不是电话号码')
      .optional()
      .meta({ description: '答复时联系的电话；窗口代记的须填写' }),
    matter: MatterCodeText.optional(),
  })
  .meta({ id: 'ConsultationBody' });
export type ConsultationBody = z.infer<typeof ConsultationBody>;

/** Body of each act, `POST …/consultations/{no}/{act}`. */
export const ConsultationActs = {
  'mark-complex': z.strictObject({
    department: line(100).meta({ description: '由哪个单位答复' }),
    note: lines(1000).optional(),
  }),
  answer: z.strictObject({ text: lines(2000) }),
} as const;
export type ConsultationActName = keyof typeof ConsultationActs;

export const ConsultationView = z
  .object({
    no: z.string(),
    status: z.enum(CONSULTATION_STATUSES),
    version: z.int(),
    at: InstantText,
    due: z.string().meta({ description: '答复期限' }),
    remainingDays: z.int().optional().meta({ description: '剩余工作日，逾期为负；已答复的没有' }),
    unit: z.string().meta({ description: '由谁答复' }),
    matter: z.string().optional(),
    answeredAt: InstantText.optional(),
    card: CardLevelText.optional().meta({ description: '当前最高一级监察牌，群众不可见' }),
  })
  .meta({ id: 'Consultation' });
export type ConsultationView = z.infer<typeof ConsultationView>;

/** With what was written, for who asked and for who answers. */
export const ConsultationFile = ConsultationView.extend({
  question: z.string(),
  phone: z.string().optional().meta({ description: '只给工作人员' }),
  note: z.string().optional().meta({ description: '疑难说明，只给工作人员' }),
  answer: z.string().optional(),
  moves: z.array(z.object({ at: InstantText, reason: z.string(), from: z.string(), to: z.string() })),
}).meta({ id: 'ConsultationFile' });
export type ConsultationFile = z.infer<typeof ConsultationFile>;
