import type { MatterVersion } from './matter.ts';

/** C09 审查工作细则: what a reviewer looks at in one step. */
export interface ReviewCard {
  /** 环节, e.g. 受理 审查 核准 决定. */
  readonly step: string;
  readonly content: string;
  readonly standard: string;
  readonly points: string;
  readonly notes: string;
}

/** What the guide (办事指南) says beyond the rules that a case keeps. All of it is text for people. */
export interface MatterGuide {
  /** 申请条件. */
  readonly conditions?: string;
  /** 示范文本: a filled form or where to find one. */
  readonly samples?: readonly string[];
  /** 常见错误示例. */
  readonly commonErrors?: readonly string[];
  /** 结果样本. */
  readonly resultSample?: string;
  /** 咨询方式. */
  readonly consultation?: string;
  /** 分步视频指南. */
  readonly video?: string;
  readonly reviewCards?: readonly ReviewCard[];
  /** Pages the facts were taken from. */
  readonly sources?: readonly string[];
  readonly sourceNote?: string;
  /** Where the limits come from; an estimate stays marked as one until the hall has settled it. */
  readonly daysBasis?: { readonly statutory: string; readonly promised: string };
}

const STEPS_OF = {
  审核合一: ['受理', '审核决定'],
  一审一核: ['受理', '审查', '决定'],
  一审两核: ['受理', '审查', '核准', '决定'],
  特别程序: ['受理', '审查', '特别程序', '核准', '决定'],
} as const satisfies Record<MatterVersion['steps'], readonly string[]>;

/** 办理流程 of a matter, from its step model (C31): it cannot differ from what the back office does. */
export const flowOf = ({ steps }: Pick<MatterVersion, 'steps'>): readonly string[] => [
  ...STEPS_OF[steps],
  '出件',
];

const isBlank = (value: string | readonly unknown[] | undefined): boolean =>
  value === undefined || value.length === 0;

/** C07: the fields of the guide that are still empty, by their names in the rule; `[]` means complete. */
export const missingGuideFields = (matter: MatterVersion, guide: MatterGuide): readonly string[] => {
  const fields: readonly (readonly [string, boolean])[] = [
    ['事项名称', isBlank(matter.name)],
    ['实施主体', isBlank(matter.department)],
    ['设定依据', isBlank(matter.legalBasis)],
    ['申请条件', isBlank(guide.conditions)],
    ['申请材料', isBlank(matter.materials)],
    ['示范文本', isBlank(guide.samples)],
    ['常见错误示例', isBlank(guide.commonErrors)],
    ['收费标准及依据', isBlank(matter.fee.standard) || (matter.fee.charged && isBlank(matter.fee.basis))],
    ['办理流程', isBlank(flowOf(matter))],
    ['时限', guide.daysBasis?.promised.startsWith('估计') ?? false],
    ['结果名称及样本', isBlank(matter.result.name) || isBlank(guide.resultSample)],
    ['咨询方式', isBlank(guide.consultation)],
  ];
  return fields.filter(([, missing]) => missing).map(([name]) => name);
};

/** C09: steps of the matter's flow without a complete review card. */
export const stepsWithoutCard = (
  matter: MatterVersion,
  { reviewCards = [] }: MatterGuide,
): readonly string[] =>
  flowOf(matter).filter((step) => {
    const card = reviewCards.find((candidate) => candidate.step === step);
    return card === undefined || [card.content, card.standard, card.points, card.notes].some(isBlank);
  });
