import { z } from 'zod';
import { InstantText } from './common.ts';

const LoadFigures = z.object({
  waiting: z.int().meta({ description: '等候人数' }),
  waitMinutes: z.number().meta({ description: '现在取号预计等候' }),
  perHour: z.number().meta({ description: '近半小时每小时到达' }),
  serviceMinutes: z.number().meta({ description: '近来平均办理时间' }),
  windows: z.int().meta({ description: '开放的窗口数' }),
  needed: z.int().meta({ description: '把人数和等候控制在本厅限度内所需的窗口数（M/M/c）' }),
  steadyMinutes: z.number().optional().meta({ description: '照此下去的平均等候；缺省为只增不减' }),
});

const KINDS = ['open', 'widen', 'close'] as const;
/** Why a proposal is not taken up. */
const DECLINE_REASONS = ['no-staff', 'passing', 'arranged', 'mistaken'] as const;
export type TideDeclineReason = (typeof DECLINE_REASONS)[number];
const DeclineReason = z
  .enum(DECLINE_REASONS)
  .meta({ description: '没有人手、高峰即将过去、已另作安排、与现场不符' });

const STATUSES = ['pending', 'accepted', 'declined', 'lapsed'] as const;

/** 潮汐窗口建议 (C21). */
export const TideView = z
  .object({
    id: z.string(),
    kind: z.enum(KINDS).meta({ description: '开放窗口、增加窗口的服务、关闭窗口' }),
    window: z.string(),
    services: z.array(z.string()),
    status: z.enum(STATUSES),
    before: LoadFigures,
    proposedAt: InstantText,
    decidedAt: InstantText.optional(),
    decidedBy: z.string().optional().meta({ description: '采纳或不采纳的人' }),
    clerk: z.string().optional(),
    reason: DeclineReason.optional().meta({ description: '不采纳的原因' }),
    after: LoadFigures.extend({ at: InstantText }).optional().meta({ description: '采纳一刻钟后的情况' }),
  })
  .meta({ id: 'TideProposal' });
export type TideView = z.infer<typeof TideView>;

/** `GET …/queues/{zone}/proposals`. */
export const TidesView = z
  .object({
    items: z.array(TideView).meta({ description: '今日的建议，新的在前' }),
    loads: z
      .array(LoadFigures.extend({ services: z.array(z.string()) }))
      .meta({ description: '现在的负荷，共用窗口的服务合计' }),
  })
  .meta({ id: 'TideProposals' });

export const AcceptTideBody = z
  .strictObject({
    clerk: z
      .string()
      .min(1)
      .max(128)
      .optional()
      .meta({ description: '到窗口办理的工作人员；开放窗口时必填' }),
  })
  .meta({ id: 'AcceptTideBody' });

export const DeclineTideBody = z
  .strictObject({ reason: DeclineReason.optional() })
  .meta({ id: 'DeclineTideBody' });
