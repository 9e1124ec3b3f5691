import type { Schemas } from '../../api/types.ts';

type Tide = Schemas['TideProposal'];
type Reason = NonNullable<Tide['reason']>;

const REASONS: Readonly<Record<Reason, string>> = {
  'no-staff': '没有人手可派',
  passing: '高峰即将过去',
  arranged: '已另作安排',
  mistaken: '与现场情况不符',
};

/** What is said of the windows that open and close with the crowd (潮汐窗口). */
export const tideTexts = {
  title: '潮汐窗口',
  intro:
    '大厅按取号、等候和办理的快慢随时测算，窗口不足或有余时提出建议，由您决定。采纳一刻钟后再测一次，看效果。',
  pending: '待处理的建议',
  nonePending: '目前没有建议，窗口与人流相称。',
  all: '全部建议与效果',
  proposedAt: (time: string): string => `${time} 提出`,
  crowded: (zone: string, waiting: number, minutes: number): string =>
    `${zone}等候 ${waiting} 人、预计等候 ${minutes} 分钟`,
  calm: (zone: string, windows: number, needed: number): string =>
    `${zone}无人等候，开放 ${windows} 个窗口，${needed} 个即可满足`,
  advice: {
    open: (window: string): string => `建议开放 ${window} 窗口`,
    widen: (window: string): string => `建议 ${window} 窗口增办业务`,
    close: (window: string): string => `建议关闭 ${window} 窗口`,
  },
  act: {
    open: (window: string): string => `开放 ${window} 窗口`,
    widen: (window: string): string => `${window} 窗口增办业务`,
    close: (window: string): string => `关闭 ${window} 窗口`,
  },
  now: (waiting: number, minutes: number): string => `现在等候 ${waiting} 人、预计等候 ${minutes} 分钟`,
  serving: (services: string): string => `办理业务：${services}`,
  accept: '采纳',
  decline: '不采纳',
  clerk: '派往窗口的人员',
  chooseClerk: '请选择',
  clerkAt: (name: string, windows: string): string => `${name}（${windows}）`,
  noPlace: '无固定窗口',
  noClerk: '没有可派的人员：须在派驻期内、已完成岗前培训、能办这些业务。',
  sentNote: '采纳后窗口随即开放，所派人员今日可在此窗口叫号办理。',
  closeNote: '采纳后窗口随即关闭，等候的号由其他窗口办理。',
  widenNote: '采纳后窗口人员随即可以呼叫这些业务的号。',
  why: '不采纳的原因',
  quiet: '一刻钟内不再提出。',
  reasons: REASONS,
  today: '今日已处理',
  noneToday: '今日还没有处理过建议。',
  time: '时间',
  zone: '专区',
  proposal: '建议',
  outcome: '处理',
  effect: '效果（采纳时 → 一刻钟后）',
  accepted: (by: string): string => `${by}采纳`,
  sent: (by: string, clerk: string): string => `${by}采纳，派${clerk}到岗`,
  declined: (by: string, reason: string | undefined): string =>
    reason === undefined ? `${by}不采纳` : `${by}不采纳：${reason}`,
  lapsed: '情况已变，自动失效',
  someone: '值班人员',
  measuring: '满一刻钟后测算',
  effectOf: (before: Tide['before'], after: Tide['before']): string =>
    `等候 ${before.waiting} → ${after.waiting} 人，预计等候 ${Math.round(before.waitMinutes)} → ${Math.round(after.waitMinutes)} 分钟`,
  loads: '现在的负荷',
  noLoads: '目前没有开放的窗口，也没有人等候。',
  services: '业务',
  someServices: (first: string, count: number): string => (count > 1 ? `${first}等 ${count} 项` : first),
  waiting: '等候',
  people: (count: number): string => `${count} 人`,
  wait: '预计等候',
  minutes: (count: number): string => `${Math.round(count)} 分钟`,
  arrivals: '近半小时取号',
  perHour: (count: number): string => `每小时 ${Math.round(count)} 人`,
  serviceTime: '平均办理',
  windows: '开放窗口',
  needed: '所需窗口',
  count: (count: number): string => `${count} 个`,
} as const;
