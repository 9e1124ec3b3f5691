import type { Actor } from '../../kernel/actor.ts';
import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import { CARD_NAMES, type CardLevel } from '../supervision/card-rules.ts';
import type { WrittenText } from '../text.ts';
import { answers, isUp, type Card } from './cards.ts';

/** 签收, 整改回复: what the unit that a card names says to it. */
export type CardAnswer =
  | { readonly type: 'acknowledge-card'; readonly level: CardLevel }
  | { readonly type: 'reply-card'; readonly level: CardLevel; readonly reply: WrittenText };

export type CardAnswered =
  | { readonly type: 'CardAcknowledged'; readonly data: { readonly no: number } }
  | { readonly type: 'CardReplied'; readonly data: { readonly no: number; readonly reply: WrittenText } };

export type CardAnswerRefusal = Refusal<'no-card' | 'not-competent' | 'card-answered'>;
type Decision = Result<readonly CardAnswered[], CardAnswerRefusal>;

export const newestOf = (cards: readonly Card[], level: CardLevel): Card | undefined =>
  cards.findLast((card) => card.level === level);

/**
 * The card of the level that this caller may answer: one that is up first, else the newest. Acknowledging is said once
 * it is said, a second time changes nothing; there is one reply to a card, which acknowledges it too.
 */
export const answerCard = (
  command: CardAnswer & { readonly actor: Actor },
  cards: readonly Card[],
): Decision => {
  const { level, actor } = command;
  const card = cards.findLast((each) => each.level === level && isUp(each)) ?? newestOf(cards, level);
  if (!card) return refuse('no-card', `没有“${CARD_NAMES[level]}”`);
  if (!answers(actor, card)) return refuse('not-competent', `由${card.unit}答复`);
  const { no } = card;
  const acknowledged: readonly CardAnswered[] = card.acknowledged
    ? []
    : [{ type: 'CardAcknowledged', data: { no } }];
  if (command.type === 'acknowledge-card') return ok(acknowledged);
  if (card.reply) return refuse('card-answered', '该监察牌已回复');
  return ok([...acknowledged, { type: 'CardReplied', data: { no, reply: command.reply } }]);
};

/** A card with what its unit has said to it. */
export const withAnswer = (
  card: Card,
  event: CardAnswered,
  { at, actor }: { readonly at: Card['raisedAt']; readonly actor: Pick<Actor, 'sub'> },
): Card =>
  event.type === 'CardAcknowledged'
    ? { ...card, acknowledged: { at, by: actor.sub } }
    : { ...card, reply: { at, by: actor.sub, text: event.data.reply } };
