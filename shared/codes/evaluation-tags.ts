import type { Grade } from './satisfaction.ts';

export interface EvaluationTag {
  readonly code: string;
  readonly grade: Grade;
  readonly text: string;
}

interface TagSet {
  readonly version: string;
  readonly tags: readonly EvaluationTag[];
}

/** National tags of the window evaluator. Nothing may be added or left out locally without permission. */
const NATIONAL_TAGS = [
  { code: '510', grade: 5, text: '一窗受理一次办结' },
  { code: '511', grade: 5, text: '可以先受理后补材料' },
  { code: '512', grade: 5, text: '不用提交证明' },
  { code: '513', grade: 5, text: '可以全程网上办理' },
  { code: '514', grade: 5, text: '可以使用手机办理' },
  { code: '515', grade: 5, text: '可以就近办理' },
  { code: '516', grade: 5, text: '无需材料直接办理' },
  { code: '517', grade: 5, text: '服务热情效率高' },
  { code: '406', grade: 4, text: '填写一张表单就可完成申报' },
  { code: '407', grade: 4, text: '在线提交材料窗口核验' },
  { code: '408', grade: 4, text: '一张清单告知全部申报材料' },
  { code: '409', grade: 4, text: '用告知承诺减免申报材料' },
  { code: '410', grade: 4, text: '可以在线预约办理' },
  { code: '411', grade: 4, text: '跑大厅一次办完' },
  { code: '412', grade: 4, text: '可以使用自助机办理' },
  { code: '413', grade: 4, text: '服务态度较好' },
  { code: '307', grade: 3, text: '一次性告知需要补正的材料' },
  { code: '308', grade: 3, text: '提供申报材料样本' },
  { code: '309', grade: 3, text: '在承诺的时间内办结' },
  { code: '310', grade: 3, text: '办事指南指引准确' },
  { code: '311', grade: 3, text: '按办事指南要求的材料即可办理' },
  { code: '312', grade: 3, text: '可以快递送达' },
  { code: '313', grade: 3, text: '跑动次数与承诺的一致' },
  { code: '314', grade: 3, text: '服务态度一般' },
  { code: '207', grade: 2, text: '没有提供材料样本' },
  { code: '208', grade: 2, text: '没有提供材料清单' },
  { code: '209', grade: 2, text: '未在承诺时间内办结' },
  { code: '210', grade: 2, text: '同样内容的证明材料被要求多次提交' },
  { code: '211', grade: 2, text: '承诺网办但无法在线办理' },
  { code: '212', grade: 2, text: '在线预约办理后到实体大厅重复取号排队' },
  { code: '213', grade: 2, text: '窗口人员业务不熟练' },
  { code: '214', grade: 2, text: '服务态度生硬' },
  { code: '108', grade: 1, text: '在办事指南之外增加新的审批条件' },
  { code: '109', grade: 1, text: '需提供办事指南之外的申报材料' },
  { code: '110', grade: 1, text: '无理由超过法定办理时间' },
  { code: '111', grade: 1, text: '办事指南提供样本有错' },
  { code: '112', grade: 1, text: '承诺在线收取申报材料实际无法收取' },
  { code: '113', grade: 1, text: '多头跑窗口和部门' },
  { code: '114', grade: 1, text: '跑动次数与承诺的不一致' },
  { code: '115', grade: 1, text: '服务态度差效率低' },
] as const satisfies readonly EvaluationTag[];

/** Every version that was ever in use, the newest last: an evaluation keeps the version it was given under. */
const TAG_SETS: readonly TagSet[] = [{ version: '510', tags: NATIONAL_TAGS }];

/** Version given to new evaluations; sets are told apart by their first code for 非常满意. */
export const CURRENT_TAGS = '510';

const tagsOfVersion = (version: string): readonly EvaluationTag[] =>
  TAG_SETS.find((set) => set.version === version)?.tags ?? [];

/** Tags that may be chosen with a grade. */
export const tagsFor = (grade: Grade, version: string = CURRENT_TAGS): readonly EvaluationTag[] =>
  tagsOfVersion(version).filter((tag) => tag.grade === grade);

export const findTag = (code: string, version: string = CURRENT_TAGS): EvaluationTag | undefined =>
  tagsOfVersion(version).find((tag) => tag.code === code);

/** Whether all chosen tags are of the grade, none twice. */
export const areTagsOf = (grade: Grade, codes: readonly string[], version: string = CURRENT_TAGS): boolean =>
  new Set(codes).size === codes.length && codes.every((code) => findTag(code, version)?.grade === grade);
