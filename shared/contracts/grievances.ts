import { z } from 'zod';
import { InstantText, line, lines } from './common.ts';

/** What went wrong: told apart so that what keeps happening is seen (C44). */
export const GRIEVANCE_CATEGORIES = [
  'not-done',
  'shirked',
  'extra-demand',
  'many-trips',
  'overdue',
  'attitude',
  'other',
] as const;

/** C43: 受理、转办、督办、反馈、回访、整改, one after the other. */
export const GRIEVANCE_STATUSES = [
  'submitted',
  'accepted',
  'transferred',
  'supervised',
  'answered',
  'revisited',
  'rectified',
] as const;

/** 办不成事反映: `POST …/grievances`. */
export const GrievanceBody = z
  .strictObject({
    category: z.enum(GRIEVANCE_CATEGORIES),
    text: lines(2000),
    phone: z.string().regex(/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/, '不是电话号码'),
    act: line(50).optional().meta({ description: '有关的办件编号' }),
  })
  .meta({ id: 'GrievanceBody' });
export type GrievanceBody = z.infer<typeof GrievanceBody>;

/** Body of each act, `POST …/grievances/{no}/{act}`. */
export const GrievanceActs = {
  accept: z.strictObject({ note: lines(1000).optional() }),
  transfer: z.strictObject({ department: line(100), note: lines(1000).optional() }),
  supervise: z.strictObject({ note: lines(1000) }),
  answer: z.strictObject({ text: lines(2000) }),
  revisit: z.strictObject({ satisfied: z.boolean(), note: lines(1000).optional() }),
  rectify: z.strictObject({ measure: lines(2000) }),
} as const;
export type GrievanceAct = keyof typeof GrievanceActs;

export const GrievanceView = z
  .object({
    no: z.string(),
    category: z.enum(GRIEVANCE_CATEGORIES),
    status: z.enum(GRIEVANCE_STATUSES),
    version: z.int(),
    at: InstantText,
    act: z.string().optional(),
    department: z.string().optional().meta({ description: '承办单位' }),
    satisfied: z.boolean().optional().meta({ description: '回访' }),
  })
  .meta({ id: 'Grievance' });
export type GrievanceView = z.infer<typeof GrievanceView>;

/** With what was written, for the person and for whoever handles it. */
export const GrievanceFile = GrievanceView.extend({
  text: z.string(),
  phone: z.string().optional().meta({ description: '只给承办人' }),
  steps: z.array(
    z.object({
      at: InstantText,
      status: z.enum(GRIEVANCE_STATUSES),
      department: z.string().optional(),
      text: z.string().optional(),
    }),
  ),
  next: z.array(z.enum(Object.keys(GrievanceActs) as [GrievanceAct, ...GrievanceAct[]])),
}).meta({ id: 'GrievanceFile' });
export type GrievanceFile = z.infer<typeof GrievanceFile>;
