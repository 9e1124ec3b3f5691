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

/** 我的窗口, `GET …/my-windows`. */
export const MyWindowsView = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        zone: z.string(),
        zoneName: z.string(),
        status: z.enum(['open', 'paused', 'closed']),
        sent: z.boolean().meta({ description: '今日临时派往（潮汐窗口）；否则为账号所属的窗口' }),
      }),
    ),
  })
  .meta({ id: 'MyWindows' });
export type MyWindowsView = z.infer<typeof MyWindowsView>;

export const WindowView = z
  .object({
    id: z.string(),
    zone: z.string(),
    status: z.enum(['open', 'paused', 'closed']),
    services: z.array(z.string()),
    ticket: z.string().optional().meta({ description: '正在呼叫或办理的号' }),
  })
  .meta({ id: 'Window' });
