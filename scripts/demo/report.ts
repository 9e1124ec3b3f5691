import type { CaseView } from '../../shared/contracts/cases.ts';
import type { Visit } from './plan.ts';

export interface Finished {
  readonly visit: Visit;
  readonly case: CaseView;
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;
const widthOf = (text: string): number =>
  Array.from(text).reduce((width, sign) => width + (WIDE.test(sign) ? 2 : 1), 0);
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(1, width - widthOf(text)));

const STATUS = {
  received: '收件',
  'supplement-requested': '待补正',
  declined: '不予受理',
  accepted: '待审查',
  'in-review': '审查中',
  'in-procedure': '特别程序',
  decided: '已决定',
  produced: '已制证',
  closed: '办结',
  withdrawn: '撤回',
} as const satisfies Record<CaseView['status'], string>;

const CARD = { green: '绿', yellow: '黄', red: '红' } as const;

const STORY: Readonly<Record<Visit['story'], string>> = {
  straight: '材料齐全，顺利办结',
  supplement: '一次性告知后补正',
  'awaits-supplement': '已告知，等待补正',
  declined: '不予受理',
  withdrawn: '申请人撤回',
  refused: '不予许可（办理）',
  deferred: '容缺受理，决定前补齐',
  procedure: '特别程序，当日结束',
  'awaits-procedure': '特别程序进行中',
  extended: '延期',
  agent: '委托代理人办理',
  green: '绿色通道',
  online: '网上申请',
  returned: '审查退回后再审',
  waits: '已受理，等待审查',
};

const counts = <Key extends string>(keys: readonly Key[]): ReadonlyMap<Key, number> => {
  const sums = new Map<Key, number>();
  for (const key of keys) sums.set(key, (sums.get(key) ?? 0) + 1);
  return sums;
};

const tally = (title: string, entries: Iterable<readonly [string, number]>): string =>
  `${title}\n${[...entries].map(([name, count]) => `  ${pad(name, 26)}${count}`).join('\n')}`;

const COLUMNS = ['收件', '办结', '在办', '待补正', '不予受理', '撤回', '准予', '不予'] as const;

const rowOf = (own: readonly CaseView[]): readonly number[] => {
  const having = (...statuses: readonly CaseView['status'][]) =>
    own.filter(({ status }) => statuses.includes(status)).length;
  const decided = (outcome: CaseView['outcome']) => own.filter((one) => one.outcome === outcome).length;
  return [
    own.length,
    having('closed'),
    having('received', 'accepted', 'in-review', 'in-procedure', 'decided', 'produced'),
    having('supplement-requested'),
    having('declined'),
    having('withdrawn'),
    decided('approved'),
    decided('refused'),
  ];
};

const table = (finished: readonly Finished[]): string => {
  const line = (name: string, cells: readonly (string | number)[]) =>
    `${pad(name, 36)}${cells.map((cell) => pad(String(cell), 10)).join('')}`.trimEnd();
  const departments = Map.groupBy(finished, ({ visit }) => visit.matter.department);
  const rows = [...departments]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([department, own]) => line(department, rowOf(own.map((each) => each.case))));
  const total = line('合计', rowOf(finished.map((each) => each.case)));
  return [line('部门', COLUMNS), ...rows, total].join('\n');
};

/** The day in figures, for people. */
export const report = (finished: readonly Finished[], requests: number, seconds: number): string => {
  const cases = finished.map((each) => each.case);
  const matters = new Set(finished.map(({ visit }) => visit.matter.code)).size;
  const clocks = cases.flatMap(({ clock }) => (clock ? [clock] : []));
  return [
    `西峡县政务服务中心的一天：${matters} 个事项，${cases.length} 件申请，${requests} 次请求，用时 ${seconds.toFixed(1)} 秒`,
    table(finished),
    tally('办件状态', [...counts(cases.map(({ status }) => STATUS[status]))]),
    tally('经过', [...counts(finished.map(({ visit }) => STORY[visit.story]))]),
    tally('监察卡（按当前时刻）', [...counts(clocks.map(({ card }) => CARD[card]))]),
  ].join('\n\n');
};
