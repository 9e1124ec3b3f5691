import { describe, expect, it } from 'vitest';
import { countRecent, measuredMs, withArrival, type Arrivals } from './arrivals.ts';
import { minutesLater, OPENING } from './queue.test-support.ts';

const after = (...minutes: readonly number[]): Arrivals =>
  minutes.reduce<Arrivals>((known, minute) => withArrival(known, minutesLater(minute)), []);

describe('arrivals', () => {
  it('are counted over the last half hour', () => {
    const known = after(0, 1, 2, 20, 29);
    expect(countRecent(known, minutesLater(29))).toBe(5);
    expect(countRecent(known, minutesLater(34))).toBe(2);
    expect(countRecent(known, minutesLater(90))).toBe(0);
  });

  it('keep six steps of five minutes, however many come, in whatever order', () => {
    const known = after(...Array.from({ length: 500 }, (_, index) => (index * 7) % 240));
    expect(known.length).toBeLessThanOrEqual(6);
    expect(known.map(([from]) => from)).toEqual(
      known.map(([from]) => from).toSorted((left, right) => left - right),
    );
    expect(countRecent(after(20, 3), minutesLater(20))).toBe(2);
  });

  it('are measured since the day began, five minutes at least, half an hour at most', () => {
    const measured = (minute: number) => measuredMs(OPENING, minutesLater(minute)) / 60_000;
    expect([0, 12, 299, 300].map(measured)).toEqual([5, 12, 29, 25]);
  });

  it('make the same rate at every minute, where one comes each minute', () => {
    const known = (minute: number) => after(...Array.from({ length: minute }, (_, index) => index + 0.5));
    const perMinute = (minute: number) =>
      countRecent(known(minute), minutesLater(minute)) / (measuredMs(OPENING, minutesLater(minute)) / 60_000);
    const minutes = Array.from({ length: 60 }, (_, index) => 5 + index);
    expect(minutes.map(perMinute)).toEqual(minutes.map(() => 1));
  });
});
