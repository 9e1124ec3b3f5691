import { expect, it } from 'vitest';
import { spoken } from './announcer.ts';

it('says the figures of a number one by one', () => {
  expect(spoken('请 A012 号到 3 号窗口')).toBe('请 A 零 1 2 号到 3 号窗口');
  expect(spoken('请 B5001 号到 12 号窗口')).toBe('请 B 5 零 零 1 号到 12 号窗口');
});
