import { z } from 'zod';
import { ServiceCode, WindowId } from './queues.ts';

const Nothing = z.strictObject({});

/** Body of each act at a window, `POST …/windows/{id}/{act}`. */
export const WindowBodies = {
  open: z.strictObject({ services: z.array(ServiceCode).min(1).max(200).optional() }),
  pause: Nothing,
  close: Nothing,
  'call-next': Nothing,
  recall: Nothing,
  skip: Nothing,
  transfer: z.strictObject({
    service: ServiceCode.optional().meta({ description: '转往的服务，次序不变' }),
    window: WindowId.optional().meta({ description: '转往的窗口' }),
  }),
  start: Nothing,
  finish: z.strictObject({
    cases: z.array(z.string().min(1).max(50)).max(20).optional().meta({ description: '凭此号受理的办件' }),
  }),
} as const;
export type WindowActName = keyof typeof WindowBodies;

export const WindowView = z
  .object({
    id: z.string(),
    zone: z.string(),
    status: z.enum(['open', 'paused', 'closed']),
    services: z.array(z.string()),
    ticket: z.string().optional().meta({ description: '正在呼叫或办理的号' }),
  })
  .meta({ id: 'Window' });
