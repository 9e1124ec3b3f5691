import type { Card } from './cards.ts';
import type { Fold } from './fold.ts';
import type { OpenedCase } from './state.ts';

const cardRaised: Fold<'CardRaised'> = (state, data, { at }) => ({
  ...state,
  cards: [...state.cards, { ...data, raisedAt: at }],
});

const withCard = (state: OpenedCase, no: number, change: Partial<Card>): OpenedCase => ({
  ...state,
  cards: state.cards.map((card) => (card.no === no ? { ...card, ...change } : card)),
});

const cardCured: Fold<'CardCured'> = (state, { no }, { at }) => withCard(state, no, { curedAt: at });

const cardAcknowledged: Fold<'CardAcknowledged'> = (state, { no }, { at, actor }) =>
  withCard(state, no, { acknowledged: { at, by: actor.sub } });

/** A reply closes what a person ordered; a card of the clock comes down by what is done, not by what is said. */
const cardReplied: Fold<'CardReplied'> = (state, { no, reply }, { at, actor }) => {
  const isOrdered = state.cards.some((card) => card.no === no && card.cause === 'ordered');
  return withCard(state, no, {
    reply: { at, by: actor.sub, text: reply },
    ...(isOrdered && { curedAt: at }),
  });
};

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
