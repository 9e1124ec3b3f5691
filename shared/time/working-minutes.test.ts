import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochMsOf, instantAt, instantOf, type Day, type Instant } from '../kernel/instant.ts';
import { createCalendar } from './calendar.ts';
import { PLAIN, SEASONAL } from './random-limits.test-support.ts';
import { addWorkingMinutes, workingMinutesBetween } from './working-minutes.ts';

const calendar = createCalendar(PLAIN);
const at = (day: string, time: string): Instant => instantAt(day as Day, time);

describe('minutes of working time', () => {
  it.each([
    ['within a session', at('2026-11-20', '09:00'), at('2026-11-20', '09:20')],
    ['up to the end of a session', at('2026-11-20', '11:40'), at('2026-11-20', '12:00')],
    ['over the lunch break', at('2026-11-20', '11:50'), at('2026-11-20', '14:40')],
    ['from the lunch break', at('2026-11-20', '13:00'), at('2026-11-20', '14:50')],
    ['over the weekend', at('2026-11-20', '17:50'), at('2026-11-23', '08:40')],
    ['over National Day', at('2026-09-30', '17:50'), at('2026-10-08', '08:40')],
    ['from before opening', at('2026-11-20', '06:00'), at('2026-11-20', '08:50')],
  ])('X11: twenty minutes run in hall working time, %s', (_, from, to) => {
    expect(addWorkingMinutes(calendar, from, 20)).toBe(to);
    expect(workingMinutesBetween(calendar, from, to)).toBe(20);
  });

  it('X11: no minute runs while the hall is closed', () => {
    expect(workingMinutesBetween(calendar, at('2026-11-20', '18:00'), at('2026-11-23', '08:30'))).toBe(0);
    expect(workingMinutesBetween(calendar, at('2026-11-20', '12:00'), at('2026-11-20', '14:30'))).toBe(0);
  });

  it('counts seven hours a day, and part of a minute as part', () => {
    expect(workingMinutesBetween(calendar, at('2026-11-16', '00:00'), at('2026-11-21', '00:00'))).toBe(
      5 * 420,
    );
    expect(workingMinutesBetween(calendar, at('2026-11-16', '09:00'), at('2026-11-16', '09:00:30'))).toBe(
      0.5,
    );
  });

  it('ends at once for 0 minutes and runs nothing backwards', () => {
    expect(addWorkingMinutes(calendar, at('2026-11-21', '03:00'), 0)).toBe(at('2026-11-21', '03:00'));
    expect(workingMinutesBetween(calendar, at('2026-11-20', '10:00'), at('2026-11-20', '09:00'))).toBe(0);
  });

  it('finds the earliest instant by which so many minutes have run', () => {
    const seasonal = createCalendar(SEASONAL);
    const instants = fc.integer({
      min: epochMsOf(at('2026-01-01', '00:00')),
      max: epochMsOf(at('2026-12-01', '00:00')),
    });
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 3_000 }), (ms, minutes) => {
        const from = instantOf(ms);
        const end = addWorkingMinutes(seasonal, from, minutes);
        expect(workingMinutesBetween(seasonal, from, end)).toBeCloseTo(minutes, 9);
        expect(workingMinutesBetween(seasonal, from, instantOf(epochMsOf(end) - 1))).toBeLessThan(minutes);
      }),
    );
  });
});
