import table from './pinyin-table.json' with { type: 'json' };

/** Words in which a character is not read as it is alone: those of the catalogue, and their kin. */
const READ_AS: readonly (readonly [word: string, syllables: readonly string[]])[] = [
  ['行业', ['hang', 'ye']],
  ['银行', ['yin', 'hang']],
  ['给付', ['ji', 'fu']],
  ['会计', ['kuai', 'ji']],
  ['重新', ['chong', 'xin']],
  ['长期', ['chang', 'qi']],
  ['音乐', ['yin', 'yue']],
  ['处方', ['chu', 'fang']],
  ['调解', ['tiao', 'jie']],
  ['调整', ['tiao', 'zheng']],
  ['参与', ['can', 'yu']],
];

const SYLLABLES: ReadonlyMap<string, string> = new Map(
  Object.entries(table).flatMap(([syllable, chars]) =>
    Array.from(chars, (char) => [char, syllable] as const),
  ),
);

const letters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** What a character is looked up by: whole, and first alone. Other text is looked up as it stands. */
interface Reading {
  readonly whole: string;
  readonly first: string;
}

const syllable = (whole: string): Reading => ({ whole, first: whole.slice(0, 1) });

/** A character, or what stands between characters. */
const readingOf = (char: string): Reading => {
  const known = SYLLABLES.get(char);
  if (known !== undefined) return syllable(known);
  const whole = letters(char);
  return { whole, first: whole };
};

const readingsOf = (text: string): Reading[] => {
  const known = READ_AS.find(([word]) => text.includes(word));
  if (known) {
    const [word, syllables] = known;
    const at = text.indexOf(word);
    const [before, after] = [text.slice(0, at), text.slice(at + word.length)];
    return [...readingsOf(before), ...syllables.map(syllable), ...readingsOf(after)];
  }
  return Array.from(text, readingOf);
};

/** First letters of each syllable: 结婚登记 → jhdj. Other letters and digits stay. */
export const initialsOf = (text: string): string =>
  readingsOf(text)
    .map(({ first }) => first)
    .join('');

/** Whole syllables without tones: 结婚登记 → jiehundengji. */
export const syllablesOf = (text: string): string =>
  readingsOf(text)
    .map(({ whole }) => whole)
    .join('');
