import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinyin } from 'pinyin-pro';

/**
 * Writes `functions/catalogue/pinyin-table.json`: the 6,763 characters of GB 2312 by the syllable each is read with alone.
 * The dictionary that knows this is ten times as large as what a function needs of it.
 */
const TABLE = join(import.meta.dirname, '../functions/catalogue/pinyin-table.json');

/** Rows and cells of GB 2312 that hold characters, as EUC-CN: 0xB0A1–0xF7FE. */
const FIRST_ROW = 0xb0;
const LAST_ROW = 0xf7;
const FIRST_CELL = 0xa1;
const LAST_CELL = 0xfe;

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

const decoder = new TextDecoder('gb2312');
const characters = range(FIRST_ROW, LAST_ROW)
  .flatMap((row) => range(FIRST_CELL, LAST_CELL).map((cell) => decoder.decode(Uint8Array.of(row, cell))))
  .filter((char) => /^\p{Script=Han}$/u.test(char));

const table: Record<string, string> = {};
for (const char of characters) {
  const syllable = pinyin(char, { toneType: 'none', v: true });
  table[syllable] = (table[syllable] ?? '') + char;
}
const sorted = Object.entries(table).sort(([one], [other]) => (one < other ? -1 : 1));
writeFileSync(TABLE, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
console.log(`${characters.length} characters by ${sorted.length} syllables`);
