import type { Shape } from '../../api/shapes.ts';

export type InboxItem = Shape<'InboxItem'>;
export type Card = NonNullable<InboxItem['card']>;
export const CARDS = ['red', 'yellow', 'green'] as const;
export const WHOSE = ['all', 'unclaimed', 'mine'] as const;

export interface InboxFilter {
  /** In the number, the matter or the applicant. */
  readonly text: string;
  readonly card?: Card;
  /** Code of the matter; empty: all. */
  readonly matter: string;
  readonly whose: (typeof WHOSE)[number];
}

const holds = ({ caseNo, matter, applicant }: InboxItem, text: string): boolean =>
  [caseNo, matter.name, applicant.name].some((field) => field.includes(text));

/** What of the inbox is shown; the order, least time first, stays. */
export const filtered = (
  items: readonly InboxItem[],
  { text, card, matter, whose }: InboxFilter,
  me: string,
): readonly InboxItem[] => {
  const wanted = text.trim();
  return items.filter(
    (item) =>
      (wanted === '' || holds(item, wanted)) &&
      (card === undefined || item.card === card) &&
      (matter === '' || item.matter.code === matter) &&
      (whose === 'all' || (whose === 'mine' ? item.claimedBy === me : item.claimedBy === undefined)),
  );
};

export const countByCard = (items: readonly InboxItem[]): Readonly<Record<Card, number>> => ({
  red: items.filter(({ card }) => card === 'red').length,
  yellow: items.filter(({ card }) => card === 'yellow').length,
  green: items.filter(({ card }) => card === 'green').length,
});

export const mattersOf = (items: readonly InboxItem[]): readonly { code: string; name: string }[] => [
  ...new Map(items.map(({ matter }) => [matter.code, matter])).values(),
];
