import { z } from 'zod';
import { STATUSES } from './cases.ts';
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
    clock: z.string().meta({ description: 'notice、handling、procedure、delivery 或 step:环节' }),
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
