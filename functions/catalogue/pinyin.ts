import { pinyin } from 'pinyin-pro';

const letters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

const read = (text: string, pattern: 'first' | 'pinyin'): string =>
  letters(pinyin(text, { pattern, toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).join(''));

/** First letters of each syllable: 结婚登记 → jhdj. Other letters and digits stay. */
export const initialsOf = (text: string): string => read(text, 'first');

/** Whole syllables without tones: 结婚登记 → jiehundengji. */
export const syllablesOf = (text: string): string => read(text, 'pinyin');
