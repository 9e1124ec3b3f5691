/** D22: what a window is for, where it is not one of a field of its own. */
export const WINDOW_TYPES = [
  '综合咨询',
  '综合办事',
  '帮办代办',
  '跨省跨域跨部门通办',
  '办不成事',
  '惠企政策兑现',
  '政务公开',
] as const;
export type WindowType = (typeof WINDOW_TYPES)[number];

/** What a part of the hall is for (E18); the self-service one has machines and may have no window (D22). */
export const ZONE_AREAS = ['综合受理区', '后台审批区', '综合保障区', '24小时自助区'] as const;
export type ZoneArea = (typeof ZONE_AREAS)[number];

/** What else a zone has: areas (B16, E21), desks and rooms (E20), help for old and disabled people (C47). */
export const FACILITIES = [
  '咨询辅导区',
  '等候区',
  '填表区',
  '自助区',
  '网办体验区',
  '总咨询台',
  '总服务台',
  '总投诉台',
  '志愿者台',
  '自助取件柜',
  '母婴室',
  '金融服务',
  '无障碍通道',
  '无障碍电梯',
  '无障碍卫生间',
  '低位服务台',
  '轮椅',
  '老花镜、放大镜',
] as const;
export type Facility = (typeof FACILITIES)[number];
