import { withAnswer } from './card-answers.ts';
import type { Card } from './cards.ts';
import type { Fold } from './fold.ts';
import type { OpenedCase } from './state.ts';

const cardRaised: Fold<'CardRaised'> = (state, data, { at }) => ({
  ...state,
  cards: [...state.cards, { ...data, raisedAt: at }],
});

const withCard = (state: OpenedCase, no: number, change: (card: Card) => Card): OpenedCase => ({
  ...state,
  cards: state.cards.map((card) => (card.no === no ? change(card) : card)),
});

const cardCured: Fold<'CardCured'> = (state, { no }, { at }) =>
  withCard(state, no, (card) => ({ ...card, curedAt: at }));

const cardAcknowledged: Fold<'CardAcknowledged'> = (state, data, meta) =>
  withCard(state, data.no, (card) => withAnswer(card, { type: 'CardAcknowledged', data }, meta));

/** A reply closes what a person ordered; a card of the clock comes down by what is done, not by what is said. */
const cardReplied: Fold<'CardReplied'> = (state, data, meta) =>
  withCard(state, data.no, (card) => ({
    ...withAnswer(card, { type: 'CardReplied', data }, meta),
    ...(card.cause === 'ordered' && { curedAt: meta.at }),
  }));

const caseUrged: Fold<'CaseUrged'> = (state, _data, { at, actor }) => ({
  ...state,
  urges: [...state.urges, { at, by: actor.sub }],
});

/** What supervision leaves in the state of a case. */
export const CARD_FOLDS = {
  CardRaised: cardRaised,
  CardCured: cardCured,
  CardAcknowledged: cardAcknowledged,
  CardReplied: cardReplied,
  CaseUrged: caseUrged,
} as const;
