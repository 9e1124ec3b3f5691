import { describe, expect, it } from 'vitest';
import type { MatterContent } from './commands.ts';
import { indicatorsOf, measuresOf, type MeasuredMatter } from './indicators.ts';
import { contentWith } from './matter.test-support.ts';

const matter = (change: Partial<MatterContent> = {}, materialsAtFirst?: number): MeasuredMatter => {
  const content = contentWith(change);
  return { ...content, measures: measuresOf(content, materialsAtFirst) };
};

describe('the indicators of a catalogue', () => {
  it('E08: the promised time is cut against the legal one, matter by matter, where the law has a limit', () => {
    const half = matter({ statutoryDays: 20, promisedDays: 10 });
    const whole = matter({ statutoryDays: 3, promisedDays: 0 });
    const unlimited = matter({ statutoryDays: null, promisedDays: 20 });
    expect(indicatorsOf([half, whole, unlimited]).timeCut).toBe(75);
    expect(indicatorsOf([half, half, whole]).timeCut).toBe(66.7);
  });

  it('E07: papers are counted against those of the first versions', () => {
    expect(indicatorsOf([matter({}, 4), matter({}, 1)]).materialsCut).toBe(60);
    expect(indicatorsOf([matter()]).materialsCut).toBe(0);
  });

  it('E11: the share of what is done while one waits', () => {
    expect(indicatorsOf([matter({ caseType: '即办件' }), matter(), matter()]).immediate).toBe(33.3);
  });

  it('E10: without a visit is what is applied for online by whoever need not come, and sent by post', () => {
    const online = matter({ channels: ['网上', '邮寄'] });
    const others = [
      matter({ channels: ['网上'] }),
      matter({ channels: ['窗口', '邮寄'] }),
      matter({ channels: ['网上', '邮寄'], inPerson: true }),
    ];
    expect(indicatorsOf([online, ...others]).remote).toBe(25);
  });

  it('E09: counts what is asked for often and takes one visit at most', () => {
    const matters = [
      matter({ highFrequency: true, caseType: '即办件' }),
      matter({ highFrequency: true, channels: ['窗口', '邮寄'] }),
      matter({ highFrequency: true }),
      matter({ highFrequency: false, caseType: '即办件' }),
    ];
    expect(indicatorsOf(matters).frequentOnce).toBe(2);
  });

  it('an empty catalogue has none', () => {
    expect(Object.values(indicatorsOf([]))).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
