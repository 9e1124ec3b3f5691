import { ok } from '../../kernel/result.ts';
import { CARD_LEVELS, CARD_NAMES, DEFAULT_CARDS, type CardLevel } from '../supervision/card-rules.ts';
import { answerCard, newestOf } from './card-answers.ts';
import type { CaseCommand } from './commands.ts';
import { refusal, refused, type Decision } from './refusals.ts';
import type { OpenedCase } from './state.ts';

type CommandOf<Type extends CaseCommand['type']> = Extract<CaseCommand, { type: Type }>;

/** Cards that are due go up with every command; this one has nothing else to do. */
export const raiseCards = (): Decision => ok([]);

export const urge = ({ note }: CommandOf<'urge'>): Decision =>
  ok([{ type: 'CaseUrged', data: { ...(note && { note }) } }]);

/** The level before in the hall's own list. */
const levelBefore = ({ cards = DEFAULT_CARDS, level }: CommandOf<'order-card'>): CardLevel | undefined => {
  const place = CARD_LEVELS.indexOf(level);
  return cards.findLast((rule) => CARD_LEVELS.indexOf(rule.level) < place)?.level;
};

/**
 * B23: 通报约谈, 绩效考核, 责任追究. Each rests on the card of the level before, once, whether or not that one is still up:
 * what was late stays late.
 */
export const orderCard = (command: CommandOf<'order-card'>, state: OpenedCase): Decision => {
  const { level, now, cards: rules = DEFAULT_CARDS } = command;
  const isOrdered = rules.some((rule) => rule.level === level && rule.when.length === 0);
  if (!isOrdered) return refused(refusal('card-order', `“${CARD_NAMES[level]}”不由人工发出`));
  const levelOfBefore = levelBefore(command);
  const before = levelOfBefore && newestOf(state.cards, levelOfBefore);
  if (!before) return refused(refusal('card-order', `“${CARD_NAMES[level]}”之前的环节尚未发出`));
  if (state.cards.some((card) => card.level === level && card.follows === before.no)) {
    return refused(refusal('card-exists', `“${CARD_NAMES[level]}”已发出`));
  }
  const { clock, unit, person } = before;
  const no = state.cards.length + 1;
  const data = { no, level, clock, cause: 'ordered', since: now, unit, follows: before.no } as const;
  return ok([{ type: 'CardRaised', data: { ...data, ...(person !== undefined && { person }) } }]);
};

/** 签收, 整改回复. */
export const answer = (
  command: CommandOf<'acknowledge-card'> | CommandOf<'reply-card'>,
  { cards }: OpenedCase,
): Decision => answerCard(command, cards);
