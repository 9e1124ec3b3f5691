import { describe, expect, it } from 'vitest';
import type { Instant } from '../../kernel/instant.ts';
import { residences, type SummonedCase } from './residence.ts';

const at = '2026-11-23T03:50:00.000Z' as Instant;
const called = (department: string, complaints = 0): SummonedCase => ({
  summons: { department, minutes: 20, due: at, at },
  complaints,
});
const times = (count: number, each: SummonedCase) => Array.from({ length: count }, () => each);

describe('E41: units that should station staff in the hall', () => {
  it('E41: so many cases in a month as the hall has set, and no fewer', () => {
    expect(residences(times(9, called('县科技局')), 10)[0]?.proposes).toBeUndefined();
    expect(residences(times(10, called('县科技局')), 10)[0]?.proposes).toBe('cases');
    expect(residences(times(5, called('县科技局')), 5)[0]?.proposes).toBe('cases');
  });

  it('E41: or many complaints about slow handling', () => {
    const complained = (count: number) => residences([called('县科技局', count), called('县委宣传部')], 10);
    expect(complained(3).map(({ proposes }) => proposes)).toEqual([undefined, undefined]);
    expect(complained(4).find(({ unit }) => unit === '县科技局')).toMatchObject({
      complaints: 4,
      proposes: 'complaints',
    });
  });
});
