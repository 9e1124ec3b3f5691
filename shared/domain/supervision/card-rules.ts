/** B23 三(七): the stages of electronic supervision, in order; each links to the one before. */
export const CARD_LEVELS = ['yellow', 'red', 'supervised', 'interviewed', 'assessed', 'accountable'] as const;
export type CardLevel = (typeof CARD_LEVELS)[number];

export const CARD_NAMES: Readonly<Record<CardLevel, string>> = {
  yellow: '黄灯预警',
  red: '红灯警示',
  supervised: '督查督办',
  interviewed: '通报约谈',
  assessed: '绩效考核',
  accountable: '责任追究',
};

/** The promise to the public, or what the law allows at most. Where there is only one limit it is both. */
export type LimitKind = 'promise' | 'statute';

/** What puts a card up. Days are working days. */
export type CardTrigger =
  /** So many days of the limit are left, or such a share of it (percent). */
  | {
      readonly kind: 'remaining';
      readonly of: LimitKind;
      readonly days: number;
      readonly percent: number;
    }
  | { readonly kind: 'passed'; readonly of: LimitKind }
  /** The card of the level before has been up for so many days. */
  | { readonly kind: 'uncured'; readonly days: number };

/**
 * One level of a hall's cards. A level without triggers is ordered by a supervisor. Levels that only a person raises are
 * answered by the unit's reply; the others come down when what put them up is no longer so.
 */
export interface CardRule {
  readonly level: CardLevel;
  readonly when: readonly CardTrigger[];
  /** Proposed to the supervisor once a unit has so many cards of another level in a calendar month (通报约谈). */
  readonly monthly?: { readonly of: CardLevel; readonly count: number };
}

/** Levels of the chain that a hall has in use, in order, unless it sets its own (DOMAIN_RULES 8.2). */
export const DEFAULT_CARDS: readonly CardRule[] = [
  { level: 'yellow', when: [{ kind: 'remaining', of: 'promise', days: 1, percent: 20 }] },
  { level: 'red', when: [{ kind: 'passed', of: 'promise' }] },
  {
    level: 'supervised',
    when: [
      { kind: 'uncured', days: 2 },
      { kind: 'passed', of: 'statute' },
    ],
  },
  { level: 'interviewed', when: [], monthly: { of: 'red', count: 3 } },
  { level: 'assessed', when: [], monthly: { of: 'interviewed', count: 2 } },
  { level: 'accountable', when: [] },
];

interface Fault {
  readonly path: string;
  readonly message: string;
}

const isBetween = (value: number, min: number, max: number): boolean =>
  Number.isInteger(value) && value >= min && value <= max;

const isSound = (trigger: CardTrigger): boolean => {
  switch (trigger.kind) {
    case 'remaining':
      return isBetween(trigger.days, 0, 60) && isBetween(trigger.percent, 0, 99);
    case 'passed':
      return true;
    case 'uncured':
      return isBetween(trigger.days, 1, 60);
    default:
      return trigger satisfies never;
  }
};

const orderOf = ({ level }: CardRule): number => CARD_LEVELS.indexOf(level);

const MOST_A_MONTH = 1_000;

/** A level that the clock raises is not ordered as well; what is counted comes before what it proposes. */
const isSoundMonthly = ({ level, when, monthly }: CardRule): boolean =>
  monthly === undefined ||
  (when.length === 0 &&
    CARD_LEVELS.indexOf(monthly.of) < CARD_LEVELS.indexOf(level) &&
    isBetween(monthly.count, 1, MOST_A_MONTH));

/** What is wrong with the levels of a hall: order or numbers. */
export const cardRuleFaults = (rules: readonly CardRule[]): readonly Fault[] => {
  const isOrdered = rules.every((rule, index) => {
    const before = rules[index - 1];
    return orderOf(rule) >= 0 && (before === undefined || orderOf(before) < orderOf(rule));
  });
  const unsound = rules.flatMap((rule, index) =>
    rule.when.every(isSound) && isSoundMonthly(rule)
      ? []
      : [{ path: `settings.cards.${index}`, message: '触发条件超出范围' }],
  );
  return isOrdered ? unsound : [{ path: 'settings.cards', message: '各级应依次排列且不重复' }, ...unsound];
};
