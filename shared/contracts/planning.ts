import { z } from 'zod';
import { DayText } from './common.ts';

/** What the cases of a unit say to the size of its windows. */
const CaseLoad = {
  casesPerDay: z.number().meta({ description: '日均收件' }),
  matterTypes: z
    .array(z.object({ type: z.string(), cases: z.int() }))
    .meta({ description: '收件按事项类型，多的在前' }),
  approvalDays: z.number().optional().meta({ description: '期间办结的，自受理至决定平均多少个工作日' }),
};

/** `GET …/queues/{zone}/planning`: windows by matter type, daily volume, approval time and load (D24). */
export const PlanningView = z
  .object({
    from: DayText,
    to: DayText,
    days: z.int().meta({ description: '其中的开放日' }),
    needed: z
      .int()
      .meta({ description: '高峰一小时各项服务合计所需的全能窗口数（M/M/c，等候不超过本厅限度）' }),
    services: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        numbersPerDay: z.number().meta({ description: '日均取号' }),
        peakPerHour: z.int().meta({ description: '最忙一小时取号' }),
        serviceMinutes: z.number().optional().meta({ description: '平均办理时间' }),
        waitMinutes: z.number().optional().meta({ description: '平均等候' }),
        windows: z.int().meta({ description: '现设窗口' }),
        needed: z.int().meta({ description: '单设窗口时高峰一小时所需' }),
        ...CaseLoad,
      }),
    ),
    windows: z.array(
      z.object({
        id: z.string(),
        servedPerDay: z.number().meta({ description: '日均办结的号' }),
        busyPercent: z.number().meta({ description: '办理时间占开放时间（%）' }),
      }),
    ),
  })
  .meta({ id: 'Planning' });
