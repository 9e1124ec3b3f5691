import { z } from 'zod';
import { STAFF_ROLES } from '../kernel/actor.ts';
import { DayText, line } from './common.ts';
import { ServiceCode, WindowId } from './queues.ts';

const TRAINING_KINDS = ['pre-job', 'daily'] as const;

/** 派驻登记, `PUT …/staff/{sub}` (A03, E26, E38). */
export const StaffBody = z
  .strictObject({
    name: line(50).meta({ description: '工牌上的姓名' }),
    department: line(100).optional().meta({ description: '派驻单位；综合窗口人员可缺省' }),
    roles: z.array(z.enum(STAFF_ROLES)).min(1),
    windows: z.array(WindowId).max(20).optional(),
    services: z
      .array(ServiceCode)
      .min(1)
      .max(200)
      .optional()
      .meta({ description: '能办理的服务；缺省为窗口的全部服务' }),
    from: DayText,
    until: DayText.optional(),
    consent: line(100).optional().meta({ description: '派驻未满期限而换人：中心书面同意的文号' }),
  })
  .meta({ id: 'StaffBody' });

/** 培训登记, `POST …/staff/{sub}/training` (E38). */
export const TrainingBody = z
  .strictObject({
    kind: z.enum(TRAINING_KINDS).meta({ description: '岗前培训，或日常培训' }),
    on: DayText,
    topic: line(200),
  })
  .meta({ id: 'TrainingBody' });

export const StaffView = z
  .object({
    sub: z.string(),
    version: z.int().meta({ description: '改动时放入 If-Match' }),
    ...StaffBody.shape,
    posted: z.boolean().meta({ description: '今日在派驻期限内' }),
    trained: z.boolean().meta({ description: '已完成岗前培训，可以独立上岗' }),
    preJobOn: z.string().optional(),
    lastTraining: z.object(TrainingBody.shape).optional(),
    trainings: z.int().meta({ description: '已登记的培训次数' }),
  })
  .meta({ id: 'Staff' });
export type StaffView = z.infer<typeof StaffView>;
