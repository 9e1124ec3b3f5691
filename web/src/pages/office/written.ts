import type { Shape } from '../../api/shapes.ts';
import { phraseTextOf } from '../../../../shared/codes/phrases.ts';

/** What people wrote, by where it is kept. */
export type Words = ReadonlyMap<string, string>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

export const wordsBy = (written: readonly Shape<'WrittenText'>[]): Words =>
  new Map(written.map(({ ref, field, text }) => [`${ref} ${field}`, text]));

/** The words behind the texts in a value: a standard phrase by its code, free text by where it is kept. */
export const wordsOf = (value: unknown, words: Words): readonly string[] => {
  if (!isObject(value)) return [];
  if (value['kind'] === 'phrase') return [phraseTextOf(asText(value['code'])) ?? asText(value['code'])];
  if (value['kind'] !== 'vault') return Object.values(value).flatMap((inner) => wordsOf(inner, words));
  const found = words.get(`${asText(value['ref'])} ${asText(value['field'])}`);
  return found === undefined ? [] : [found];
};
