import type { Subject } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CardLevel, CardRule } from './card-rules.ts';

/** A card as the month's account counts it. */
export interface CountedCard {
  readonly level: CardLevel;
  readonly raisedAt: Instant;
  readonly unit: string;
  readonly person?: Subject;
}

/** A unit's cards of a month, and what they propose to the supervisor. */
export interface UnitMonth {
  readonly unit: string;
  readonly counts: Partial<Readonly<Record<CardLevel, number>>>;
  /** The same by person, for those who had a case in hand. */
  readonly people: readonly { readonly person: Subject; readonly cards: number }[];
  /** Levels whose monthly number is reached and that no card of the month has yet: 约谈、通报 are for a person to order. */
  readonly proposes: readonly CardLevel[];
}

const tally = <Key extends string>(keys: readonly Key[]): Partial<Record<Key, number>> => {
  const counts: Partial<Record<Key, number>> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
};

const proposed = (counts: UnitMonth['counts'], rules: readonly CardRule[]): readonly CardLevel[] =>
  rules.flatMap(({ level, monthly }) => {
    const isReached = monthly !== undefined && (counts[monthly.of] ?? 0) >= monthly.count;
    return isReached && counts[level] === undefined ? [level] : [];
  });

/** DOMAIN_RULES 8.2 (桃江 monthly, 茶陵 第38条): the cards of one month by unit, most first. */
export const monthOf = (cards: readonly CountedCard[], rules: readonly CardRule[]): readonly UnitMonth[] =>
  [...Map.groupBy(cards, ({ unit }) => unit)]
    .map(([unit, own]): UnitMonth => {
      const counts = tally(own.map(({ level }) => level));
      const people = tally(own.flatMap(({ person }) => (person === undefined ? [] : [person])));
      return {
        unit,
        counts,
        people: Object.entries(people).map(([person, number]) => ({
          person: person as Subject,
          cards: number ?? 0,
        })),
        proposes: proposed(counts, rules),
      };
    })
    .toSorted((a, b) => total(b) - total(a) || (a.unit < b.unit ? -1 : 1));

const total = ({ counts }: UnitMonth): number => Object.values(counts).reduce((sum, count) => sum + count, 0);
