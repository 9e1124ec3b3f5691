import { codeList } from './code-list.ts';

/** Code sets of GB/T 39046-2020 (政务服务平台基础数据规范), and the lists of other systems that disagree with them. */

/** A.1 事项类型. 11–19 and 21–29 are free for extension. */
export const MATTER_TYPES = codeList([
  ['00', '行政权力事项'],
  ['01', '行政许可'],
  ['02', '行政处罚'],
  ['03', '行政强制'],
  ['04', '行政征收'],
  ['05', '行政给付'],
  ['06', '行政检查'],
  ['07', '行政确认'],
  ['08', '行政奖励'],
  ['09', '行政裁决'],
  ['10', '其他行政权力'],
  ['20', '公共服务事项'],
]);

/** Types that people apply for (依申请), the only ones a hall handles. */
export const ON_APPLICATION: ReadonlySet<string> = new Set(['01', '05', '07', '08', '09', '10', '20']);

/** 行政备案 and other local names have no code of their own: 其他行政权力. */
const MATTER_TYPE_ALIASES: Readonly<Record<string, '10' | '20'>> = {
  行政备案: '10',
  备案: '10',
  其他类别事项: '10',
  公共服务: '20',
};

/** Code of a type by its name or a usual other name. */
export const matterTypeCode = (name: string): string | undefined =>
  MATTER_TYPE_ALIASES[name] ?? MATTER_TYPES.codes.find((code) => MATTER_TYPES.nameOf(code) === name);

/** A.2 行使层级. */
export const EXERCISE_LEVELS = codeList([
  ['1', '国家级'],
  ['2', '省级'],
  ['3', '市级'],
  ['4', '县级'],
  ['5', '镇（乡、街道）级'],
  ['6', '村（社区）级'],
  ['7', '分级管理'],
]);

/** A.3 实施主体性质. */
export const AGENCY_NATURES = codeList([
  ['1', '法定机关'],
  ['2', '授权组织'],
  ['3', '受委托组织'],
  ['9', '其他'],
]);

/** A.4 服务对象. */
export const APPLICANT_TYPES = codeList([
  ['1', '自然人'],
  ['2', '企业法人'],
  ['3', '事业法人'],
  ['4', '社会组织法人'],
  ['5', '行政机关'],
  ['6', '其他组织'],
]);

/** A.5 办理形式. */
export const HANDLING_FORMS = codeList([
  ['1', '窗口办理'],
  ['2', '电脑端网上办理'],
  ['3', '移动端网上申请'],
  ['4', '快递申请'],
  ['9', '其他'],
]);

/** A.6 办件类型. */
export const CASE_TYPES_GB = codeList([
  ['1', '即办件'],
  ['2', '承诺件'],
  ['9', '其他'],
]);

/** A.7 特别程序种类. */
export const PROCEDURE_KINDS = codeList([
  ['1', '延长审批'],
  ['2', '除延长审批之外的情况'],
]);

/** 环节办理状态. */
export const STEP_STATES = codeList([
  ['1', '待办'],
  ['2', '已办'],
]);

/** 业务动作 and 通办范围 are words, not codes. */
export const STEP_ACTIONS = ['通过', '退回', '其他'] as const;
export const CROSS_REGION_SCOPES = ['全国', '跨省', '跨市', '跨县'] as const;

/** 申请人类型 of the 好差评 interface: 5 and 6 mean something else than in A.4. */
export const REVIEW_APPLICANT_TYPES = codeList([
  ['1', '自然人'],
  ['2', '企业法人'],
  ['3', '事业法人'],
  ['4', '社会组织法人'],
  ['5', '非法人企业'],
  ['6', '行政机关'],
  ['9', '其他组织'],
]);
export type ReviewApplicantCode = (typeof REVIEW_APPLICANT_TYPES.codes)[number];

/** A.4 code → code of the 好差评 interface. */
export const reviewApplicantCode = (gbCode: string): ReviewApplicantCode | undefined => {
  const name = APPLICANT_TYPES.nameOf(gbCode);
  return name === undefined ? undefined : REVIEW_APPLICANT_TYPES.codeOf(name);
};

/** The other way; 非法人企业 has no code of its own in A.4 and is 其他组织 there. */
export const gbApplicantCode = (reviewCode: string): (typeof APPLICANT_TYPES.codes)[number] | undefined => {
  const name = REVIEW_APPLICANT_TYPES.nameOf(reviewCode);
  if (name === undefined) return undefined;
  return APPLICANT_TYPES.codeOf(name === '非法人企业' ? '其他组织' : name);
};

/** 办件类型 as provinces such as 安徽 extend it; the hall's own words. */
export const CASE_TYPES_PROVINCIAL = codeList([
  ['1', '即办件'],
  ['2', '承诺件'],
  ['3', '联办件'],
  ['4', '上报件'],
]);
export type CaseTypeName = (typeof CASE_TYPES_PROVINCIAL.names)[number];

/** A.6 code of one of the hall's case types; 联办件 and 上报件 are 其他 there. */
export const gbCaseTypeCode = (name: CaseTypeName): (typeof CASE_TYPES_GB.codes)[number] =>
  name === '即办件' || name === '承诺件' ? CASE_TYPES_GB.codeOf(name) : '9';

/** The hall's case type by its A.6 code; 9 does not say which, so there is none. */
export const caseTypeOfGb = (code: string): CaseTypeName | undefined => {
  const name = CASE_TYPES_GB.nameOf(code);
  return name === '其他' ? undefined : name;
};

/** 特别程序种类 of systems such as 山东's: letters instead of A.7's digits. */
export const PROCEDURE_KINDS_LETTERS = codeList([
  ['A', '延长审批'],
  ['B', '除延长审批之外的情况'],
]);

/** A.7 code → letter and back. */
export const procedureLetter = (
  gbCode: string,
): (typeof PROCEDURE_KINDS_LETTERS.codes)[number] | undefined => {
  const name = PROCEDURE_KINDS.nameOf(gbCode);
  return name === undefined ? undefined : PROCEDURE_KINDS_LETTERS.codeOf(name);
};
export const gbProcedureCode = (letter: string): (typeof PROCEDURE_KINDS.codes)[number] | undefined => {
  const name = PROCEDURE_KINDS_LETTERS.nameOf(letter);
  return name === undefined ? undefined : PROCEDURE_KINDS.codeOf(name);
};

/** 时限单位 of the 好差评 interface; GB/T 39046 keeps the unit as text. */
export const LIMIT_UNITS = codeList([
  ['0', '天'],
  ['1', '工作日'],
  ['2', '月'],
  ['3', '年'],
]);

/** 办件状态 of the 好差评 upload. */
export const REVIEW_CASE_STATES = codeList([
  ['1', '待受理'],
  ['2', '已受理'],
  ['3', '已办结'],
]);
