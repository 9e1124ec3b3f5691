import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayNumberAt, dayNumberOf, dayOf, instantOf } from './instant.ts';

const anyMoment = fc.integer({ min: 0, max: 4_000_000_000_000 });

it('an instant falls on the day that a clock in Shanghai shows', () => {
  fc.assert(
    fc.property(anyMoment, (ms) => {
      const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
      // Summer time of 1986–1991 is before anything a hall computes with.
      fc.pre(ms > Date.UTC(1992, 0, 1));
      expect(dayOf(instantOf(ms))).toBe(shown.format(ms));
    }),
  );
});

it('the number of the day is the same with and without its text', () => {
  fc.assert(
    fc.property(anyMoment, (ms) => {
      expect(dayNumberAt(instantOf(ms))).toBe(dayNumberOf(dayOf(instantOf(ms))));
    }),
  );
});
