import { z } from 'zod';
import { Party, STATUSES } from './cases.ts';
import { InstantText } from './common.ts';

/** `POST …/earlier-cases`. */
export const EarlierCasesBody = z
  .strictObject({ idType: Party.shape.idType, idNo: Party.shape.idNo })
  .meta({ id: 'EarlierCasesBody' });

export const EarlierCase = z
  .object({
    caseNo: z.string(),
    matter: z.object({ code: z.string(), name: z.string() }),
    status: z.enum(STATUSES),
    receivedAt: InstantText,
    materials: z.array(z.string()).meta({ description: '已提交的材料，可免提交' }),
    result: z
      .object({ name: z.string(), validUntil: z.string().optional() })
      .optional()
      .meta({ description: '办理结果，有效期内可免提交' }),
  })
  .meta({ id: 'EarlierCase' });
export type EarlierCase = z.infer<typeof EarlierCase>;
