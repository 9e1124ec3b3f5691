import { z } from 'zod';
import { InstantText } from './common.ts';

/** A notice of a case that went out, or that could not be delivered: what it was about, never what it said or to whom. */
export const NoticeView = z
  .object({
    id: z.string(),
    kind: z.string(),
    name: z.string().meta({ description: '受理通知、延期通知、监察牌通知等' }),
    to: z.enum(['applicant', 'unit']),
    status: z.enum(['sent', 'failed']).meta({ description: '通知已发出，或多次重试后未能发出' }),
    fault: z
      .enum(['provider', 'person-erased'])
      .optional()
      .meta({ description: 'provider：通道未接收；person-erased：个人信息已依申请删除' }),
    at: InstantText,
  })
  .meta({ id: 'SentNotice' });
export type NoticeView = z.infer<typeof NoticeView>;
