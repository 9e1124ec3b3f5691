import type { Schemas } from '../../api/types.ts';

const PURPOSES: Readonly<Record<Schemas['CameraViewing']['purpose'], string>> = {
  patrol: '巡查',
  complaint: '核实投诉',
  safety: '安全',
  evidence: '取证',
};

export const cameraTexts = {
  title: '视频监控',
  none: '没有登记摄像机。',
  name: '摄像机',
  where: '位置',
  state: '状态',
  view: '调看',
  viewHint: '调看先留痕，再给出画面地址；何人何时为何调看，监察人员和管理员都看得到。',
  purpose: '用途',
  purposes: PURPOSES,
  about: '所涉办件、诉求编号（可不填）',
  picture: (name: string): string => `${name} 的画面`,
  open: '打开画面',
  records: '调看记录',
  recordsOf: (name: string): string => `${name} 的调看记录`,
  noRecords: '没有人调看过。',
  at: '时间',
  by: '调看人',
  aboutColumn: '所涉编号',
} as const;
