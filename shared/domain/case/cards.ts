import type { Actor } from '../../kernel/actor.ts';
import type { Subject } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { CARD_LEVELS, type CardLevel } from '../supervision/card-rules.ts';
import type { WrittenText } from '../text.ts';

/**
 * The limit that a card belongs to (DOMAIN_RULES 1.3): A notice, B and C handling, D delivery, E special procedure; a
 * step for which the matter sets a limit of its own; and beside the cases the answer to a question (C16) and the change
 * of a guide (C10, E34).
 */
export type CardClock =
  'notice' | 'handling' | 'procedure' | 'delivery' | `step:${string}` | 'consultation' | 'change';

/** Why a card went up: what E43 calls 超时限, and the triggers of DOMAIN_RULES 8.1 that a clock can show. */
export type CardCause =
  'near-limit' | 'promise-passed' | 'statute-passed' | 'deemed' | 'step-overdue' | 'uncured' | 'ordered';

export interface CardRaised {
  /** Serial of the card within its case, from 1. */
  readonly no: number;
  readonly level: CardLevel;
  readonly clock: CardClock;
  readonly cause: CardCause;
  /** When the cause came about by the calendar, however late it was noticed. */
  readonly since: Instant;
  /** The unit that answers for it, and whoever had the case in hand. */
  readonly unit: string;
  readonly person?: Subject;
  /** B23: the card of the level before, to which this one links. */
  readonly follows?: number;
}

/** A card with what became of it. */
export interface Card extends CardRaised {
  readonly raisedAt: Instant;
  readonly curedAt?: Instant;
  readonly acknowledged?: { readonly at: Instant; readonly by: Subject };
  readonly reply?: { readonly at: Instant; readonly by: Subject; readonly text: WrittenText };
}

export const isUp = ({ curedAt }: Card): boolean => curedAt === undefined;

/** The highest card that is up. */
export const topOf = (cards: readonly Card[]): Card | undefined =>
  CARD_LEVELS.reduce<Card | undefined>(
    (top, level) => cards.find((card) => card.level === level && isUp(card)) ?? top,
    undefined,
  );

/** The card of the level that is up on the clock, or none. */
export const cardUp = (cards: readonly Card[], clock: CardClock, level: CardLevel): Card | undefined =>
  cards.find((card) => card.clock === clock && card.level === level && isUp(card));

/**
 * The unit that the card names answers: the counters for theirs, the department for its own; the desk for every question,
 * since it hands the answer on, and whoever publishes for the change of a guide.
 */
export const answers = ({ roles, department }: Actor, { clock, unit }: Card): boolean => {
  if (clock === 'notice') return roles.includes('clerk');
  if (clock === 'delivery') return roles.includes('issuer');
  if (clock === 'consultation' && (roles.includes('guide') || roles.includes('clerk'))) return true;
  if (clock === 'change' && roles.includes('admin')) return true;
  const isOffice = roles.includes('reviewer') || roles.includes('chief');
  return isOffice && (department === undefined || department === unit);
};
