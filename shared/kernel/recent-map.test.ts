import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecentMap } from './recent-map.ts';

test('the entry that was read or set the longest ago makes room', () => {
  const map = new RecentMap<string, { n: number }>(2);
  map.set('a', { n: 1 });
  map.set('b', { n: 2 });
  expect(map.get('a')).toEqual({ n: 1 });
  map.set('c', { n: 3 });
  expect(map.get('b')).toBeUndefined();
  expect(map.get('a')).toEqual({ n: 1 });
  expect(map.get('c')).toEqual({ n: 3 });
});

test('an entry set anew, or one that was taken out, drives no other out', () => {
  const map = new RecentMap<string, { n: number }>(2);
  map.set('a', { n: 1 });
  map.set('b', { n: 2 });
  map.set('b', { n: 3 });
  expect(map.get('a')).toEqual({ n: 1 });
  map.delete('b');
  map.set('c', { n: 4 });
  expect(map.get('a')).toEqual({ n: 1 });
  expect(map.get('b')).toBeUndefined();
});

test('it holds the latest keys of any history, and no others', () => {
  const keys = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 });
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 5 }), (history, most) => {
      const map = new RecentMap<number, { key: number }>(most);
      for (const key of history) map.set(key, { key });
      const latest = [...new Set(history.toReversed())].slice(0, most);
      for (let key = 0; key < 10; key += 1)
        expect(map.get(key)).toEqual(latest.includes(key) ? { key } : undefined);
    }),
  );
});
