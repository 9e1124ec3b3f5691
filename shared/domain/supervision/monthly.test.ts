import { expect, it } from 'vitest';
import type { Subject } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { cardRuleFaults, DEFAULT_CARDS, type CardLevel } from './card-rules.ts';
import { monthOf, type CountedCard } from './monthly.ts';

const card = (level: CardLevel, unit: string, person?: string): CountedCard => ({
  level,
  unit,
  raisedAt: '2026-11-23T01:00:00.000Z' as Instant,
  ...(person !== undefined && { person: person as Subject }),
});

it('B23 通报约谈: a unit with three red cards in a month is proposed for a talk, once', () => {
  const three = [card('red', '甲局', 'a'), card('red', '甲局', 'a'), card('red', '甲局')];
  const quiet = [card('yellow', '乙局'), card('red', '乙局'), card('red', '乙局')];
  const [first, second] = monthOf([...quiet, ...three], DEFAULT_CARDS);
  expect(first).toEqual({
    unit: '乙局',
    counts: { yellow: 1, red: 2 },
    people: [],
    proposes: [],
  });
  expect(second).toEqual({
    unit: '甲局',
    counts: { red: 3 },
    people: [{ person: 'a', cards: 2 }],
    proposes: ['interviewed'],
  });
  const [told] = monthOf([...three, card('interviewed', '甲局')], DEFAULT_CARDS);
  expect(told?.proposes).toEqual([]);
});

it('the month proposes what the hall itself has set', () => {
  const rules = [
    { level: 'yellow', when: [] },
    { level: 'interviewed', when: [], monthly: { of: 'yellow', count: 1 } },
  ] as const;
  expect(monthOf([card('yellow', '甲局')], rules)[0]?.proposes).toEqual(['interviewed']);
});

it('a monthly number counts a level before its own, and only for a level that a person orders', () => {
  expect(cardRuleFaults(DEFAULT_CARDS)).toEqual([]);
  const after = { level: 'red', when: [], monthly: { of: 'interviewed', count: 1 } } as const;
  const byClock = {
    level: 'interviewed',
    when: [{ kind: 'passed', of: 'statute' }],
    monthly: { of: 'red', count: 1 },
  } as const;
  const never = { level: 'interviewed', when: [], monthly: { of: 'red', count: 0 } } as const;
  for (const rule of [after, byClock, never]) {
    expect(cardRuleFaults([rule])).toEqual([{ path: 'settings.cards.0', message: '触发条件超出范围' }]);
  }
});
