import { describe, expect, it } from 'vitest';
import { specOf } from '../spec.test-support.ts';
import { planOf, type PlannedDay } from './planning.ts';
import { queueAggregate } from './queue.ts';
import { at, metaOf, ZONE, type BareCommand } from './queue.test-support.ts';

const { given } = specOf(queueAggregate.decider, metaOf);
const LIMITS = { tidePeople: 10, tideMinutes: 15 };
const HOURS_MS = 7 * 3_600_000;

const takes = (service: string): BareCommand => ({ type: 'issue', service, lane: 'walk-in' });
const does = (type: 'open' | 'call-next' | 'start' | 'finish', window = 'A01'): BareCommand => ({
  type,
  window,
});
const dayOf = (...told: readonly (readonly [minute: number, command: BareCommand])[]): PlannedDay => ({
  queue: given(...told.map(([minute, command]) => at(minute, command))).state,
  openMs: HOURS_MS,
});
/** So many numbers within one hour, then an hour with one more; the first is served from its call at 5 to 26 minutes. */
const busy = (count: number): PlannedDay =>
  dayOf(
    [0, does('open')],
    ...Array.from({ length: count }, (_, index) => [index % 20, takes('s1')] as const),
    [5, does('call-next')],
    [20, does('start')],
    [26, does('finish')],
    [95, takes('s1')],
  );

describe('D24: how the windows suit what is asked of them', () => {
  it('counts the numbers of a day, the fullest hour, what serving takes and the wait', () => {
    const { services, days } = planOf(ZONE, [busy(30), busy(10)], LIMITS);
    expect(days).toBe(2);
    expect(services[0]).toMatchObject({
      code: 's1',
      numbersPerDay: 21,
      peakPerHour: 30,
      serviceMinutes: 6,
      waitMinutes: 5,
      windows: 2,
    });
    expect(services[2]).toMatchObject({ code: 's3', numbersPerDay: 0, peakPerHour: 0, needed: 0 });
    expect(services[2]).not.toHaveProperty('serviceMinutes');
  });

  it('says how many windows the fullest hour wants, more with more people and with longer service', () => {
    const needed = (count: number) => planOf(ZONE, [busy(count)], LIMITS).services[0]?.needed ?? 0;
    // 30 an hour at 6 minutes are 3 erlangs, at 60 they are 6: one more window each keeps the wait below 15 minutes.
    expect([needed(5), needed(30), needed(60)]).toEqual([1, 4, 7]);
    expect(planOf(ZONE, [busy(30)], LIMITS).needed).toBe(4);
  });

  it('tells for each window how much of the opening hours goes into serving', () => {
    const { windows } = planOf(ZONE, [busy(30), busy(10)], LIMITS);
    expect(windows[0]).toEqual({ id: 'A01', servedPerDay: 1, busyPercent: 1.4 });
    expect(windows[1]).toEqual({ id: 'A02', servedPerDay: 0, busyPercent: 0 });
  });

  it('of days on which nobody came or the hall was shut, nothing is made up', () => {
    const plan = planOf(ZONE, [{ queue: queueAggregate.decider.initial, openMs: 0 }], LIMITS);
    expect(plan.needed).toBe(0);
    expect(plan.windows.every(({ busyPercent }) => busyPercent === 0)).toBe(true);
    expect(planOf(ZONE, [], LIMITS)).toMatchObject({ days: 0, needed: 0 });
  });
});
