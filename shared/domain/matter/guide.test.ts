import { describe, expect, it } from 'vitest';
import { flowOf, missingGuideFields, stepsWithoutCard } from './guide.ts';
import { contentWith, FULL_GUIDE } from './matter.test-support.ts';
import { STEP_MODELS } from './matter.ts';

const matter = { ...contentWith(), version: 1 };
const card = (step: string) => ({
  step,
  content: '内容',
  standard: '标准',
  points: '要点',
  notes: '注意事项',
});

describe('the guide of a matter', () => {
  it('B12, C07: is complete with all twelve fields', () => {
    expect(missingGuideFields(matter, FULL_GUIDE)).toEqual([]);
  });

  it.each([
    ['申请条件', 'conditions'],
    ['示范文本', 'samples'],
    ['常见错误示例', 'commonErrors'],
    ['结果名称及样本', 'resultSample'],
    ['咨询方式', 'consultation'],
  ] as const)('C07: names %s when it is missing', (name, field) => {
    const rest = Object.fromEntries(Object.entries(FULL_GUIDE).filter(([known]) => known !== field));
    expect(missingGuideFields(matter, rest)).toEqual([name]);
  });

  it('C07: names what the rules of the matter leave open', () => {
    const bare = {
      ...matter,
      legalBasis: [],
      materials: [],
      fee: { charged: true, basis: '', standard: '80元' },
    };
    expect(missingGuideFields(bare, FULL_GUIDE)).toEqual(['设定依据', '申请材料', '收费标准及依据']);
  });

  it('C07: an estimated promise is no limit yet', () => {
    const guide = { ...FULL_GUIDE, daysBasis: { statutory: '来源页', promised: '估计（待核定）' } };
    expect(missingGuideFields(matter, guide)).toEqual(['时限']);
  });

  it('C31: has one, two or three steps between acceptance and issue, or three with special procedures', () => {
    expect(STEP_MODELS.map((steps) => flowOf({ steps }).slice(1, -1))).toEqual([
      ['审核决定'],
      ['审查', '决定'],
      ['审查', '核准', '决定'],
      ['审查', '特别程序', '核准', '决定'],
    ]);
  });

  it('C09: every step has a review card with content, standard, points and notes', () => {
    const reviewCards = ['受理', '审查', '决定', '出件'].map(card);
    expect(stepsWithoutCard(matter, { reviewCards })).toEqual([]);
    const [first, ...rest] = reviewCards;
    expect(stepsWithoutCard(matter, { reviewCards: [{ ...first!, notes: '' }, ...rest] })).toEqual(['受理']);
    expect(stepsWithoutCard(matter, {})).toEqual(['受理', '审查', '决定', '出件']);
  });
});
