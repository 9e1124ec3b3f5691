import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinyin } from 'pinyin-pro';
import { expect, test } from 'vitest';
import { initialsOf, syllablesOf } from './pinyin.ts';

test.each([
  ['结婚登记', 'jhdj', 'jiehundengji'],
  ['旅馆业特种行业许可证核发', 'lgytzhyxkzhf', 'lvguanyetezhonghangyexukezhenghefa'],
  ['银行会计重新行业调整', 'yhkjcxhytz', 'yinhangkuaijichongxinhangyetiaozheng'],
  ['《A级》饭店 3 星', 'ajfd3x', 'ajifandian3xing'],
])('%s is found by %s and by %s', (name, initials, syllables) => {
  expect(initialsOf(name)).toBe(initials);
  expect(syllablesOf(name)).toBe(syllables);
});

const dictionary = (text: string, pattern: 'first' | 'pinyin'): string =>
  pinyin(text, { pattern, toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

test('every name of the catalogue reads as a whole dictionary reads it', () => {
  const file = join(import.meta.dirname, '../../data/matters.json');
  const matters = JSON.parse(readFileSync(file, 'utf8')) as { name: string; department: string }[];
  const names = new Set(matters.flatMap(({ name, department }) => [name, department]));
  expect(names.size).toBeGreaterThan(150);
  for (const name of names) {
    expect(initialsOf(name)).toBe(dictionary(name, 'first'));
    expect(syllablesOf(name)).toBe(dictionary(name, 'pinyin'));
  }
});
