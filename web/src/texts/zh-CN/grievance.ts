import type { Schemas } from '../../api/types.ts';

type Status = Schemas['Grievance']['status'];
type Category = Schemas['Grievance']['category'];
type Act = Schemas['GrievanceFile']['next'][number];

const STATUSES: Readonly<Record<Status, string>> = {
  submitted: '待受理',
  accepted: '已受理',
  transferred: '已转办',
  supervised: '督办中',
  answered: '已反馈',
  revisited: '已回访',
  rectified: '已整改',
};
const CATEGORIES: Readonly<Record<Category, string>> = {
  'not-done': '事情没办成',
  shirked: '被推诿',
  'extra-demand': '要求额外的材料或条件',
  'many-trips': '多次跑没有结果',
  overdue: '超过承诺的时间',
  attitude: '服务态度',
  other: '其他',
};
const ACTS: Readonly<Record<Act, string>> = {
  accept: '受理',
  transfer: '转办',
  supervise: '督办',
  answer: '反馈',
  revisit: '回访',
  rectify: '整改',
};

/** What is said of complaints, to those who make them and to those who handle them. */
export const grievanceTexts = {
  title: '有诉即办',
  statuses: STATUSES,
  categories: CATEGORIES,
  acts: ACTS,
  none: '没有诉求。',
  open: '只看未办完的',
  choose: '选择左侧的诉求办理。',
  phone: '联系电话',
  act: '有关办件',
  department: '承办单位',
  text: '反映的内容',
  steps: '办理经过',
  note: '说明',
  answer: '反馈内容（本人可见）',
  measure: '整改措施（本人可见）',
  satisfied: '本人满意',
  notSatisfied: '本人不满意',
  revisit: '回访结果',
} as const;
