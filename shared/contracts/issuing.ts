import { z } from 'zod';
import { ONLINE_PLATFORMS } from '../codes/online-platforms.ts';
import { STATUSES } from './cases.ts';
import { InstantText } from './common.ts';

/** A result at the issuing window: `GET …/issuing`. */
export const IssuingItem = z
  .object({
    caseNo: z.string(),
    matter: z.object({ code: z.string(), name: z.string() }),
    department: z.string(),
    applicant: z.object({ name: z.string() }),
    hasAgent: z.boolean().meta({ description: '由代理人申请' }),
    channel: z.string().meta({ description: '申请渠道' }),
    platform: z.enum(ONLINE_PLATFORMS).optional().meta({ description: '网上申请的来源平台' }),
    bundleNo: z.string().optional().meta({ description: '所属联办件，可一次送达' }),
    status: z.enum(STATUSES),
    version: z.int(),
    outcome: z.enum(['approved', 'refused']),
    decidedAt: InstantText,
    deliveryDue: z.string().meta({ description: '送达期限（行政许可法第44条）' }),
    remainingDays: z.int().meta({ description: '送达期限剩余工作日，超期为负' }),
    result: z.object({ name: z.string(), kind: z.string(), number: z.string().optional() }),
    delivered: z
      .object({
        at: InstantText,
        method: z.enum(['counter', 'locker', 'post']),
        tracking: z.string().optional(),
      })
      .optional(),
  })
  .meta({ id: 'IssuingItem' });
