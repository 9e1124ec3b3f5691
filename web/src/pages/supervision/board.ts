import type { Shape } from '../../api/shapes.ts';

export type BoardItem = Shape<'SupervisionItem'>;
export type Level = NonNullable<BoardItem['card']>;
/** The gravest first. */
export const LEVELS: readonly Level[] = [
  'accountable',
  'assessed',
  'interviewed',
  'supervised',
  'red',
  'yellow',
];

export interface BoardFilter {
  readonly text: string;
  readonly level?: Level;
  readonly hall: string;
  readonly department: string;
}

const holds = ({ caseNo, matter, applicant }: BoardItem, text: string): boolean =>
  [caseNo, matter.name, applicant.name].some((field) => field.includes(text));

/** What of the board is shown; the order, gravest and oldest first, stays. */
export const filtered = (
  items: readonly BoardItem[],
  { text, level, hall, department }: BoardFilter,
): readonly BoardItem[] =>
  items.filter(
    (item) =>
      (text.trim() === '' || holds(item, text.trim())) &&
      (level === undefined || item.card === level) &&
      (hall === '' || item.tenant === hall) &&
      (department === '' || item.department === department),
  );

export const countByLevel = (items: readonly BoardItem[]): ReadonlyMap<Level, number> =>
  new Map(LEVELS.map((level) => [level, items.filter(({ card }) => card === level).length]));

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();
export const hallsOf = (items: readonly BoardItem[]): readonly string[] =>
  distinct(items.map(({ tenant }) => tenant));
export const departmentsOf = (items: readonly BoardItem[]): readonly string[] =>
  distinct(items.map(({ department }) => department));

/** The card that puts the case on the board: the highest one that is up. */
export const topCard = ({ card, cards }: BoardItem): BoardItem['cards'][number] | undefined =>
  cards.find(({ level, curedAt }) => level === card && curedAt === undefined);
