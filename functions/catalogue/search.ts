import type { CatalogueRow } from './views.ts';

export interface MatterQuery {
  /** Words apart by spaces: name, pinyin or its initials, department, result or code. */
  readonly q?: string;
  /** Name of a unit, or a part of it. */
  readonly department?: string;
  readonly audience?: string;
}

/** Other names of units, by the catalogue's name: 县人力资源和社会保障局 → 县人社局. */
export type DepartmentAliases = Readonly<Record<string, readonly string[]>>;

/** The rows of a hall: its own and, of the hall above it, those it has none of its own for (C69). */
export const mergeCatalogues = (
  own: readonly CatalogueRow[],
  parent: readonly CatalogueRow[],
): readonly CatalogueRow[] => {
  const codes = new Set(own.map(({ code }) => code));
  return [...own, ...parent.filter(({ code }) => !codes.has(code))];
};

/** The ways a word may fit a row, the best first: its place in the list is the rank. */
const fits = (row: CatalogueRow, word: string, units: readonly string[]): readonly boolean[] => [
  row.name === word,
  row.name.startsWith(word),
  row.initials === word || row.syllables === word,
  row.initials.startsWith(word) || row.syllables.startsWith(word),
  row.name.includes(word),
  row.initials.endsWith(word) || row.syllables.endsWith(word),
  row.initials.includes(word) || row.syllables.includes(word),
  row.result.includes(word),
  row.code.toLowerCase().startsWith(word),
  units.some((unit) => unit.includes(word)) || row.departmentInitials.includes(word),
];

const unitsOf = (row: CatalogueRow, aliases: DepartmentAliases): readonly string[] => [
  row.department,
  ...(aliases[row.department] ?? []),
];

/** Sum over the words of how badly each fits; nothing when one does not fit at all. */
const rankOf = (
  row: CatalogueRow,
  words: readonly string[],
  aliases: DepartmentAliases,
): number | undefined => {
  const units = unitsOf(row, aliases);
  let rank = 0;
  for (const word of words) {
    const best = fits(row, word, units).indexOf(true);
    if (best < 0) return undefined;
    rank += best;
  }
  return rank;
};

const isWanted = (
  row: CatalogueRow,
  { department, audience }: MatterQuery,
  aliases: DepartmentAliases,
): boolean =>
  (department === undefined || unitsOf(row, aliases).some((unit) => unit.includes(department))) &&
  (audience === undefined || row.audience.some((group) => group === audience));

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/**
 * The matters in use that fit, the best first: equally good ones by how often they are asked for, then by code.
 * Without words all that pass the filters. Retired and merged matters are left out.
 */
export const searchMatters = (
  rows: readonly CatalogueRow[],
  query: MatterQuery,
  aliases: DepartmentAliases = {},
): readonly CatalogueRow[] => {
  const words = (query.q ?? '').toLowerCase().split(/\s+/u).filter(Boolean);
  return rows
    .filter((row) => (row.status === '在用' || row.status === '冻结') && isWanted(row, query, aliases))
    .flatMap((row) => {
      const rank = rankOf(row, words, aliases);
      return rank === undefined ? [] : [{ row, rank }];
    })
    .sort(
      (left, right) =>
        left.rank - right.rank ||
        Number(right.row.highFrequency) - Number(left.row.highFrequency) ||
        compareText(left.row.code, right.row.code),
    )
    .map(({ row }) => row);
};
