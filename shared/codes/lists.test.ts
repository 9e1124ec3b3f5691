import { describe, expect, it } from 'vitest';
import {
  EVALUATION_CHANNEL_NAMES,
  EVALUATION_CHANNELS,
  evaluationChannelCode,
  evaluationChannelOf,
  isActiveChannel,
} from './channels.ts';
import { areTagsOf, findTag, tagsFor } from './evaluation-tags.ts';
import {
  AGENCY_NATURES,
  APPLICANT_TYPES,
  CASE_TYPES_GB,
  CASE_TYPES_PROVINCIAL,
  caseTypeOfGb,
  CROSS_REGION_SCOPES,
  EXERCISE_LEVELS,
  gbApplicantCode,
  gbCaseTypeCode,
  gbProcedureCode,
  HANDLING_FORMS,
  LIMIT_UNITS,
  MATTER_TYPES,
  matterTypeCode,
  ON_APPLICATION,
  PROCEDURE_KINDS,
  procedureLetter,
  REVIEW_APPLICANT_TYPES,
  REVIEW_CASE_STATES,
  reviewApplicantCode,
  STEP_ACTIONS,
  STEP_STATES,
} from './gbt39046.ts';
import {
  carriesCitizenNumber,
  guangdongIdType,
  idTypeName,
  idTypeOfGuangdong,
  isIdType,
  PERSON_ID_CODES,
} from './id-types.ts';
import { PHRASES, phraseCodeOf, phraseTextOf } from './phrases.ts';
import {
  GRADE_NAMES,
  gbt39046GradeCode,
  gradeOfGbt39046,
  gradeOfReview,
  GRADES,
  isBadGrade,
  reviewGradeCode,
} from './satisfaction.ts';

describe('GB/T 39046-2020', () => {
  it.each([
    ['事项类型', MATTER_TYPES, 12],
    ['行使层级', EXERCISE_LEVELS, 7],
    ['实施主体性质', AGENCY_NATURES, 4],
    ['服务对象', APPLICANT_TYPES, 6],
    ['办理形式', HANDLING_FORMS, 5],
    ['办件类型', CASE_TYPES_GB, 3],
    ['特别程序种类', PROCEDURE_KINDS, 2],
    ['环节办理状态', STEP_STATES, 2],
    ['时限单位', LIMIT_UNITS, 4],
    ['好差评申请人类型', REVIEW_APPLICANT_TYPES, 7],
    ['好差评办件状态', REVIEW_CASE_STATES, 3],
  ])('%s reads both ways', (_, list, count) => {
    expect(list.codes).toHaveLength(count);
    const there = list.codes.map((code) => list.nameOf(code));
    const codeOf = list.codeOf as (name: string | undefined) => string;
    expect(there.map(codeOf)).toEqual(list.codes);
    expect(list.isCode('x')).toBe(false);
    expect(list.nameOf('x')).toBeUndefined();
  });

  it('has words, not codes, for what a step did and how far a matter may be handled', () => {
    expect(STEP_ACTIONS).toEqual(['通过', '退回', '其他']);
    expect(CROSS_REGION_SCOPES).toEqual(['全国', '跨省', '跨市', '跨县']);
  });

  it('names every channel of an evaluation, each differently', () => {
    const names = EVALUATION_CHANNELS.map((channel) => EVALUATION_CHANNEL_NAMES[channel]);
    expect(new Set(names).size).toBe(8);
  });

  it('puts 备案 under 其他行政权力 and knows what people apply for', () => {
    expect(['行政许可', '行政备案', '公共服务', '其他行政权力'].map(matterTypeCode)).toEqual([
      '01',
      '10',
      '20',
      '10',
    ]);
    expect(matterTypeCode('行政复议')).toBeUndefined();
    expect(MATTER_TYPES.codes.filter((code) => ON_APPLICATION.has(code))).toHaveLength(ON_APPLICATION.size);
    expect(ON_APPLICATION.has('02')).toBe(false);
  });
});

describe('lists that disagree', () => {
  it('5 and 6 of the applicants change places between the standard and the 好差评 interface', () => {
    expect(APPLICANT_TYPES.codes.map(reviewApplicantCode)).toEqual(['1', '2', '3', '4', '6', '9']);
    expect(REVIEW_APPLICANT_TYPES.codes.map(gbApplicantCode)).toEqual(['1', '2', '3', '4', '6', '5', '6']);
    expect(reviewApplicantCode('9')).toBeUndefined();
    expect(gbApplicantCode('7')).toBeUndefined();
  });

  it('case types: the standard folds 联办件 and 上报件 into 9, which says neither', () => {
    expect(CASE_TYPES_PROVINCIAL.names.map(gbCaseTypeCode)).toEqual(['1', '2', '9', '9']);
    expect(['1', '2', '9', '3'].map(caseTypeOfGb)).toEqual(['即办件', '承诺件', undefined, undefined]);
  });

  it('special procedures: digits and letters', () => {
    expect(['1', '2', '3'].map(procedureLetter)).toEqual(['A', 'B', undefined]);
    expect(['A', 'B', 'C'].map(gbProcedureCode)).toEqual(['1', '2', undefined]);
  });

  it('非常满意 is 1 in GB/T 39046 and 5 in the 好差评 upload', () => {
    expect(GRADE_NAMES[5]).toBe('非常满意');
    expect(gbt39046GradeCode(5)).toBe('1');
    expect(reviewGradeCode(5)).toBe('5');
    expect(GRADES.map(gbt39046GradeCode)).toEqual(['1', '2', '3', '4', '5']);
    expect(GRADES.map(reviewGradeCode)).toEqual(['5', '4', '3', '2', '1']);
    for (const grade of GRADES) {
      expect(gradeOfGbt39046(gbt39046GradeCode(grade))).toBe(grade);
      expect(gradeOfReview(reviewGradeCode(grade))).toBe(grade);
    }
    expect(gradeOfReview('6')).toBeUndefined();
    expect(GRADES.filter(isBadGrade)).toEqual([2, 1]);
  });

  it('channels 6 and 7 depend on the receiver', () => {
    expect(['phone', 'sms', 'system-default'] as const).toEqual(EVALUATION_CHANNELS.slice(5));
    const codes = (variant: 'phone-sms' | 'sms-default') =>
      EVALUATION_CHANNELS.map((channel) => evaluationChannelCode(channel, variant));
    expect(codes('phone-sms')).toEqual(['1', '2', '3', '4', '5', '6', '7', undefined]);
    expect(codes('sms-default')).toEqual(['1', '2', '3', '4', '5', undefined, '6', '7']);
    expect(evaluationChannelOf('6', 'phone-sms')).toBe('phone');
    expect(evaluationChannelOf('6', 'sms-default')).toBe('sms');
    expect(evaluationChannelOf('8', 'phone-sms')).toBeUndefined();
    expect(EVALUATION_CHANNELS.filter((channel) => !isActiveChannel(channel))).toEqual(['system-default']);
  });

  it('identity papers: the national list and 广东’s', () => {
    expect(idTypeName('111')).toBe('居民身份证');
    expect(idTypeName('001')).toBe('统一社会信用代码');
    expect(isIdType('999')).toBe(false);
    expect(idTypeOfGuangdong('10')).toBe('111');
    expect(guangdongIdType('111')).toBe('10');
    expect(guangdongIdType('414')).toBeUndefined();
    expect(PERSON_ID_CODES.filter(carriesCitizenNumber)).toEqual(['111', '112', '113', '154']);
  });
});

describe('evaluation tags', () => {
  it('are eight for each grade, and the first digit of a code is its grade', () => {
    for (const grade of GRADES) {
      const tags = tagsFor(grade);
      expect(tags).toHaveLength(8);
      expect(tags.every(({ code }) => code.startsWith(String(grade)))).toBe(true);
    }
  });

  it('are found by code and version', () => {
    expect(findTag('212')?.text).toBe('在线预约办理后到实体大厅重复取号排队');
    expect(findTag('501')).toBeUndefined();
    expect(findTag('212', 'none')).toBeUndefined();
  });

  it('fit a grade when all are its own and none is there twice', () => {
    expect(areTagsOf(2, ['207', '212'])).toBe(true);
    expect(areTagsOf(2, [])).toBe(true);
    expect(areTagsOf(2, ['207', '115'])).toBe(false);
    expect(areTagsOf(2, ['207', '207'])).toBe(false);
  });
});

describe('常用意见', () => {
  it('are found by text and by code, each once', () => {
    for (const { code, text } of PHRASES) {
      expect(phraseCodeOf(text)).toBe(code);
      expect(phraseTextOf(code)).toBe(text);
    }
    expect(new Set(PHRASES.map(({ text }) => text)).size).toBe(PHRASES.length);
  });

  it('keep their code with a full stop or blanks around, and nothing else does', () => {
    expect(phraseCodeOf(' 材料齐全，符合法定形式，准予受理。')).toBe('P101');
    expect(phraseCodeOf('同意')).toBe('P201');
    expect(phraseCodeOf('同意张三的申请')).toBeUndefined();
    expect(phraseTextOf('P999')).toBeUndefined();
  });
});
