import { z } from 'zod';
import { Party } from './cases.ts';
import { InstantText, line, lines } from './common.ts';
import { MatterCodeText } from './matter.ts';

const Kind = z.enum(['helper', 'overtime', 'holiday', 'home']).meta({
  description: '帮办代办；延时服务（工作日开放时间以外）；节假日服务（非工作日）；上门服务',
});
export type AssistanceKind = z.infer<typeof Kind>;

const Outcome = z.enum(['done', 'not-done']).meta({ description: '已办、未办成' });
export type AssistanceOutcome = z.infer<typeof Outcome>;

const STATUSES = ['asked', 'arranged', 'declined', 'withdrawn', 'done', 'not-done'] as const;

/** 帮办代办、延时、节假日、上门: `POST …/assistance`. */
export const AssistanceRequest = z
  .strictObject({
    kind: Kind,
    wanted: InstantText.meta({ description: '希望的时间，60 天内' }),
    matter: MatterCodeText.optional(),
    reason: lines(500).meta({ description: '事由' }),
    name: line(100).meta({ description: '联系人' }),
    phone: Party.shape.phone,
    place: line(200).optional().meta({ description: '上门服务的地址' }),
  })
  .meta({ id: 'AssistanceRequest' });

/** Body of each act, `POST …/assistance/{no}/{act}`. */
export const AssistanceActs = {
  arrange: z.strictObject({
    clerk: z.string().min(1).max(128).meta({ description: '前往或值守的工作人员' }),
    at: InstantText.optional().meta({ description: '缺省为希望的时间' }),
  }),
  decline: z.strictObject({ reason: lines(500) }),
  withdraw: z.strictObject({}),
  finish: z.strictObject({
    outcome: Outcome,
    cases: z.array(z.string().min(1).max(50)).max(20).optional().meta({ description: '由此受理的办件' }),
    note: lines(1000).optional(),
  }),
} as const;
export type AssistanceActName = keyof typeof AssistanceActs;

/** Nothing in it says whose it is. */
export const AssistanceView = z
  .object({
    no: z.string(),
    kind: Kind,
    status: z.enum(STATUSES),
    version: z.int(),
    askedAt: InstantText,
    wanted: InstantText,
    matter: z.string().optional(),
    clerk: z.string().optional(),
    at: InstantText.optional().meta({ description: '约定的时间' }),
    endedAt: InstantText.optional(),
    cases: z.array(z.string()).optional(),
    feeFen: z.literal(0).meta({ description: '不收费' }),
  })
  .meta({ id: 'Assistance' });
export type AssistanceView = z.infer<typeof AssistanceView>;

/** With what was written, for whoever asked and for those who see to it. */
export const AssistanceFile = AssistanceView.extend({
  reason: z.string(),
  name: z.string(),
  phone: z.string(),
  place: z.string().optional(),
  declined: z.string().optional().meta({ description: '不能安排的原因' }),
  note: z.string().optional().meta({ description: '办理情况' }),
}).meta({ id: 'AssistanceFile' });
export type AssistanceFile = z.infer<typeof AssistanceFile>;
