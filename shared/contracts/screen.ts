import { z } from 'zod';
import { DayText } from './common.ts';
import { CardLevelText } from './supervision.ts';

const count = z.int().min(0);

const Satisfaction = z.object({
  valid: count,
  bad: count,
  share: z.number().min(0).max(1).optional().meta({ description: '满意度；没有评价时缺' }),
});

/** 大厅态势: counts of one hall, nobody in person. `GET …/screen`. */
export const ScreenView = z
  .object({
    hall: z.string(),
    name: z.string(),
    day: DayText,
    queue: z.object({
      waiting: count,
      issued: count.meta({ description: '今日取号' }),
      served: count.meta({ description: '今日办完的号' }),
      meanWaitMinutes: z.number().optional(),
      meanServiceMinutes: z.number().optional(),
      services: z.array(
        z.object({
          zone: z.string(),
          name: z.string(),
          waiting: count,
          waitMinutes: count.meta({ description: '现在取号预计等候' }),
          served: count,
          serviceMinutes: z.number().optional().meta({ description: '近来办一个号的时间' }),
        }),
      ),
      windows: z.object({
        busy: count.meta({ description: '正在呼叫或办理' }),
        free: count,
        paused: count,
        closed: count,
      }),
      hours: z.array(z.object({ hour: z.int().min(0).max(23), arrivals: count })),
    }),
    cases: z.object({
      received: count,
      accepted: count,
      ended: count,
      departments: z.array(
        z.object({ department: z.string(), received: count, accepted: count, ended: count }),
      ),
    }),
    cards: z.partialRecord(CardLevelText, count).meta({ description: '亮牌办件，按当前最高一级' }),
    satisfaction: z.object({ day: Satisfaction, month: Satisfaction }),
    bundles: z.object({
      running: count.meta({ description: '在办的“一件事”' }),
      attention: count.meta({ description: '须牵头部门处理的' }),
    }),
  })
  .meta({ id: 'Screen', description: '只有数量，没有个人信息；除排队外可能迟半分钟' });
export type ScreenView = z.infer<typeof ScreenView>;
