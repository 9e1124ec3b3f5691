import type { Subject } from '../../kernel/ids.ts';
import { dayOf, type Instant } from '../../kernel/instant.ts';
import type { CardCause, CardRaised } from '../case/cards.ts';
import type { CaseEvent } from '../case/events.ts';
import type { OpenedCase } from '../case/state.ts';
import type { EvaluationGiven, Rating } from '../evaluation/evaluation.ts';

/** E43 五(十一): what early warning and correction are for. */
export const IRREGULARITIES = ['time', 'standard', 'fee', 'result'] as const;
export type Irregularity = (typeof IRREGULARITIES)[number];

export const IRREGULARITY_NAMES: Readonly<Record<Irregularity, string>> = {
  time: '超时限',
  standard: '审批标准不统一',
  fee: '收费不规范',
  result: '结果不正确',
};

/** The eight triggers of electronic supervision (DOMAIN_RULES 8.1), by their numbers there. */
export const TRIGGER_NAMES = {
  1: '应受理而未受理',
  2: '超过办理时限',
  3: '环节超时',
  4: '转报超时',
  5: '不予办理未说明理由',
  6: '应网上办理而未网上办理',
  7: '违规收费',
  8: '其他',
} as const;
export type Trigger = keyof typeof TRIGGER_NAMES;

/** Something that should not be, as the log shows it. Either name may be missing: the two lists do not cover one another. */
export interface Finding {
  readonly at: Instant;
  readonly irregularity?: Irregularity;
  readonly trigger?: Trigger;
  /** What shows it, for people: `承诺期限已过`. */
  readonly evidence: string;
  readonly unit: string;
  readonly person?: Subject;
}

type Found = Pick<Finding, 'irregularity' | 'trigger' | 'evidence'> &
  Partial<Pick<Finding, 'unit' | 'person'>>;

const CAUSES: Partial<Readonly<Record<CardCause, Found>>> = {
  deemed: { irregularity: 'time', trigger: 1, evidence: '五个工作日内未告知，视为受理' },
  'promise-passed': { irregularity: 'time', trigger: 2, evidence: '承诺期限已过' },
  'statute-passed': { irregularity: 'time', trigger: 2, evidence: '法定期限已过' },
  'step-overdue': { irregularity: 'time', trigger: 3, evidence: '环节期限已过' },
  ordered: { trigger: 8, evidence: '监察人员处理' },
};

const ofCard = ({ cause, unit, person }: CardRaised): readonly Found[] => {
  const found = CAUSES[cause];
  return found ? [{ ...found, unit, ...(person !== undefined && { person }) }] : [];
};

const DUTY_EVIDENCE: Partial<Readonly<Record<CardRaised['clock'], string>>> = {
  consultation: '咨询逾期未答复',
  change: '法定变更逾期未落实到办事指南',
};

/** What the cards of a limit beside the cases show: an answer (C16) or a guide (C10, E34) that came too late. */
export const dutyFindings = (cards: readonly CardRaised[], at: Instant): readonly Finding[] =>
  cards.flatMap(({ cause, clock, unit, person }) => {
    const evidence = DUTY_EVIDENCE[clock];
    if (cause !== 'promise-passed' || evidence === undefined) return [];
    return [
      { at, irregularity: 'time', trigger: 8, evidence, unit, ...(person !== undefined && { person }) },
    ];
  });

/** 行政许可法 第43条: the lower level sends up within its own limit. */
const forwardedLate = ({ clock }: OpenedCase, at: Instant): readonly Found[] =>
  clock && clock.promisedDue < dayOf(at)
    ? [{ irregularity: 'time', trigger: 4, evidence: '转报时承诺期限已过' }]
    : [];

/** A fee that the guide names without its basis or its standard. */
const feeOf = ({ received }: OpenedCase): readonly Found[] => {
  const { charged, basis, standard } = received.matter.fee;
  return charged && (basis.trim() === '' || standard.trim() === '')
    ? [{ irregularity: 'fee', trigger: 7, evidence: '收费项目没有依据或标准' }]
    : [];
};

type DataOf<Type extends CaseEvent['type']> = Extract<CaseEvent, { type: Type }>['data'];

const DETECTORS: {
  readonly [Type in CaseEvent['type']]?: (
    data: DataOf<Type>,
    state: OpenedCase,
    at: Instant,
  ) => readonly Found[];
} = {
  CaseReceived: (_data, state) => feeOf(state),
  CardRaised: ofCard,
  CaseForwarded: (_data, state, at) => forwardedLate(state, at),
  CaseVerified: ({ result }) =>
    result === 'return' ? [{ irregularity: 'result', evidence: '审查结论经审核不正确，退回重新审查' }] : [],
  CaseDecided: ({ outcome, reasons }) =>
    outcome === 'refused' && !reasons ? [{ trigger: 5, evidence: '不予决定未说明理由' }] : [],
};

const foundIn = ({ type, data }: CaseEvent, state: OpenedCase, at: Instant): readonly Found[] => {
  const detect = DETECTORS[type] as
    ((about: unknown, state: OpenedCase, at: Instant) => readonly Found[]) | undefined;
  return detect?.(data, state, at) ?? [];
};

/** What an event of a case shows; `state` is the case right after it. */
export const findingsOf = (event: CaseEvent, state: OpenedCase, at: Instant): readonly Finding[] =>
  foundIn(event, state, at).map(({ unit, person, ...found }) => {
    const who = person ?? (unit === undefined ? state.duties.handler : undefined);
    return {
      ...found,
      at,
      unit: unit ?? state.received.matter.department,
      ...(who !== undefined && { person: who }),
    };
  });

/** National tags by which an applicant reports an irregularity (好差评 差评标签). */
const TAGS: Readonly<Record<string, Found>> = {
  '209': { irregularity: 'time', trigger: 2, evidence: '群众评价：未在承诺时间内办结' },
  '110': { irregularity: 'time', trigger: 2, evidence: '群众评价：无理由超过法定办理时间' },
  '108': { irregularity: 'standard', evidence: '群众评价：在办事指南之外增加新的审批条件' },
  '109': { irregularity: 'standard', evidence: '群众评价：需提供办事指南之外的申报材料' },
  '210': { irregularity: 'standard', evidence: '群众评价：同样内容的证明材料被要求多次提交' },
  '211': { trigger: 6, evidence: '群众评价：承诺网办但无法在线办理' },
  '112': { trigger: 6, evidence: '群众评价：承诺在线收取申报材料实际无法收取' },
};

const SIDES: Readonly<Record<Rating['side'], string>> = { front: '综合受理窗口', back: '后台审批' };

/** What an evaluation reports, of each side that was rated so. */
export const reportedIn = ({ ratings }: EvaluationGiven, at: Instant): readonly Finding[] =>
  ratings.flatMap(({ side, who, tags }) =>
    tags.flatMap((tag) => {
      const found = TAGS[tag];
      return found ? [{ ...found, at, unit: SIDES[side], person: who }] : [];
    }),
  );
