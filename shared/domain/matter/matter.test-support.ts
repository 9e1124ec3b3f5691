import type { MatterCode } from '../../kernel/ids.ts';
import { instantAt, type Day } from '../../kernel/instant.ts';
import { createCalendar } from '../../time/calendar.ts';
import type { MatterCommandOf, MatterContent } from './commands.ts';
import type { MatterGuide } from './guide.ts';

export const TODAY = '2026-11-23' as Day;

export const contentWith = (overrides: Partial<MatterContent> = {}): MatterContent => ({
  code: '11411323000000217941410790010000' as MatterCode,
  name: '内地居民结婚登记',
  department: '县民政局',
  type: '行政确认',
  caseType: '承诺件',
  steps: '一审一核',
  statutoryDays: 20,
  promisedDays: 5,
  materials: [{ name: '申请书', required: true, mayDefer: false, form: '申请表', source: '申请人自备' }],
  specialProcedures: [],
  fee: { charged: false, basis: '', standard: '不收费' },
  legalBasis: ['婚姻登记条例'],
  result: { name: '结婚证', kind: '证照', validity: '长期' },
  channels: ['窗口'],
  audience: ['个人'],
  highFrequency: true,
  ...overrides,
});

export const FULL_GUIDE: MatterGuide = {
  conditions: '双方自愿，均达到法定婚龄，均无配偶',
  samples: ['申请结婚登记声明书（样表）'],
  commonErrors: ['声明书由一方代签'],
  resultSample: '结婚证（样证）',
  consultation: '0377-00001021',
};

const calendar = createCalendar({ hours: [{ from: '08:30', to: '17:30' }] });

interface PublishOptions {
  readonly content?: Partial<MatterContent>;
  readonly guide?: MatterGuide;
  readonly today?: Day;
  readonly published?: Day;
  readonly changeOrderDays?: number;
}

export const publishing = ({
  content = {},
  guide = FULL_GUIDE,
  today = TODAY,
  published = today,
  changeOrderDays = 3,
}: PublishOptions = {}): MatterCommandOf<'publish'> => ({
  type: 'publish',
  now: instantAt(today, '10:00'),
  calendar,
  changeOrderDays,
  content: contentWith(content),
  guide,
  reason: '条例修订',
  basis: '婚姻登记条例（2025年修订）',
  published,
});
