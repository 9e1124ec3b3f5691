import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Subject, TenantCode } from '../../kernel/ids.ts';
import { dayOf, instantAt, type Day, type Instant } from '../../kernel/instant.ts';
import { createCalendar } from '../../time/calendar.ts';
import { DEFAULT_SETTINGS } from '../tenant/hall.ts';
import { calendarRulesOf, initialTenant } from '../tenant/state.ts';
import { daysInSight, offerOn } from './offer.ts';
import { dayOfAppointment, slotsAggregate, type SlotsCommand } from './slots.ts';
import { missedBy, statusAt, takenIn, type Slots } from './state.ts';

const calendar = createCalendar(calendarRulesOf(initialTenant));
const at = (day: string, time = '09:00'): Instant => instantAt(day as Day, time);
const offered = (now: Instant, day: string) => offerOn(calendar, DEFAULT_SETTINGS, now, day as Day);

const { decide, evolve, initial } = slotsAggregate.decider;
const MONDAY = at('2026-11-23');
const TUESDAY = '2026-11-24';
const NO = 'Y20261124-0001';

const books = (person: string, time = '09:00', change: Partial<SlotsCommand> = {}): SlotsCommand =>
  ({
    type: 'book',
    offer: offered(MONDAY, TUESDAY),
    capacity: 2,
    missed: 0,
    settings: DEFAULT_SETTINGS,
    appointment: {
      zone: 'A',
      service: 's1',
      start: at(TUESDAY, time),
      person,
      check: `check-${person}`,
      holder: person as Subject,
    },
    ...change,
  }) as SlotsCommand;

const tell = (state: Slots, command: SlotsCommand): Slots => {
  const decided = decide(command, state);
  if (!decided.ok) return state;
  const meta = {
    at: MONDAY,
    version: 0,
    actor: { sub: 's' as Subject, roles: ['citizen'], tenant: '411323' as TenantCode },
  } as const;
  return decided.value.reduce((told, event) => evolve(told, event, meta), state);
};
const after = (...commands: readonly SlotsCommand[]): Slots => commands.reduce(tell, initial);
const refusalOf = (command: SlotsCommand, state: Slots): string | undefined => {
  const decided = decide(command, state);
  return decided.ok ? undefined : decided.refusal.code;
};
const cancels = (now: Instant, by?: string): SlotsCommand => ({
  type: 'cancel',
  no: NO,
  now,
  settings: DEFAULT_SETTINGS,
  ...(by === undefined ? {} : { by: by as Subject }),
});
const keeps = (
  time: string,
  proof: NonNullable<Extract<SlotsCommand, { type: 'keep' }>['proof']> = { check: 'check-p1' },
  service = 's1',
): SlotsCommand => ({ type: 'keep', no: NO, service, now: at(TUESDAY, time), proof });

describe('what can be booked', () => {
  it.each([
    ['2026-11-23', false],
    ['2026-11-24', true],
    ['2026-11-28', false],
    ['2026-11-30', true],
    ['2026-12-01', false],
  ])('one day to five working days ahead: on Monday 23 November, %s: %s', (day, isOffered) => {
    expect(offered(MONDAY, day).ok).toBe(isOffered);
  });

  it('slots fill the opening hours and no rest of them', () => {
    const offer = offered(MONDAY, TUESDAY);
    const slots = offer.ok ? offer.value.slots : [];
    expect(slots).toHaveLength(14);
    expect(slots[0]).toEqual({ start: at(TUESDAY, '08:30'), end: at(TUESDAY, '09:00') });
    expect(slots[7]?.start).toBe(at(TUESDAY, '14:00'));
    const odd = offerOn(calendar, { ...DEFAULT_SETTINGS, bookingSlotMinutes: 40 }, MONDAY, TUESDAY as Day);
    expect(odd.ok && odd.value.slots.at(-1)?.end).toBe(at(TUESDAY, '17:20'));
  });

  it.each([
    ['T11', '2026-10-01', '2026-09-28', '2026-09-29'],
    ['T12', '2026-05-01', '2026-04-28', '2026-04-29'],
    ['T12', '2026-02-15', '2026-02-12', '2026-02-13'],
    ['T12', '2026-09-25', '2026-09-22', '2026-09-23'],
  ])('%s, E46: service in the holiday from %s is booked until %s, not on %s', (_, day, last, late) => {
    const intime = offered(at(last, '23:59'), day);
    expect(intime).toMatchObject({ ok: true, value: { day } });
    expect(intime.ok && intime.value.holiday).toBeTruthy();
    expect(offered(at(late, '00:00'), day)).toMatchObject({
      ok: false,
      refusal: { code: 'holiday-deadline' },
    });
  });

  it('E46: every day of the holiday is offered, by the deadline of its first', () => {
    const now = at('2026-09-28');
    expect(offered(now, '2026-10-07').ok).toBe(true);
    expect(offered(at('2026-09-29'), '2026-10-07').ok).toBe(false);
    expect(daysInSight(calendar, DEFAULT_SETTINGS, now)).toContain('2026-10-07');
    expect(offered(at('2026-07-01'), '2026-10-01').ok).toBe(false);
  });

  it('every day on offer is in sight', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 340 }), fc.integer({ min: 0, max: 60 }), (start, ahead) => {
        const now = new Date(
          Date.parse('2026-01-02T01:00:00Z') + start * 86_400_000,
        ).toISOString() as Instant;
        const day = dayOf(new Date(Date.parse(now) + ahead * 86_400_000).toISOString() as Instant);
        if (offered(now, day).ok) expect(daysInSight(calendar, DEFAULT_SETTINGS, now)).toContain(day);
      }),
    );
  });
});

describe('booking', () => {
  it('a slot is never overbooked, whoever asks in whatever order', () => {
    const wish = fc.tuple(fc.integer({ min: 1, max: 30 }), fc.constantFrom('09:00', '09:30'));
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 60 }), (wishes) => {
        const state = after(...wishes.map(([person, time]) => books(`p${person}`, time)));
        for (const time of ['09:00', '09:30']) {
          expect(takenIn(state, 's1', at(TUESDAY, time))).toBeLessThanOrEqual(2);
        }
        const people = [...state.values()].map(({ person }) => person);
        expect(new Set(people).size).toBe(people.length);
      }),
    );
  });

  it('is refused when the slot is full, and possible again after a cancellation', () => {
    const full = after(books('p1'), books('p2'));
    expect(refusalOf(books('p3'), full)).toBe('slot-full');
    expect(refusalOf(books('p3'), tell(full, cancels(MONDAY)))).toBeUndefined();
  });

  it('is one a person and day, across services', () => {
    const other = { ...books('p1', '14:00') } as Extract<SlotsCommand, { type: 'book' }>;
    const command = { ...other, appointment: { ...other.appointment, service: 's2' } };
    expect(refusalOf(command, after(books('p1')))).toBe('one-a-day');
    expect(refusalOf(command, after(books('p1'), cancels(MONDAY)))).toBeUndefined();
  });

  it('is for slots that are there', () => {
    expect(refusalOf(books('p1', '12:30'), initial)).toBe('not-bookable');
  });

  it('is refused to those who stayed away twice lately', () => {
    expect(refusalOf(books('p1', '09:00', { missed: 1 }), initial)).toBeUndefined();
    expect(refusalOf(books('p1', '09:00', { missed: 2 }), initial)).toBe('no-show-limit');
  });

  it('E46: in a holiday promises that the result is posted free of charge', () => {
    const offer = offered(at('2026-09-28'), '2026-10-01');
    const command = books('p1', '09:00', { offer }) as Extract<SlotsCommand, { type: 'book' }>;
    const start = at('2026-10-01', '09:00');
    const state = after({ ...command, appointment: { ...command.appointment, start } });
    expect(state.get('Y20261001-0001')).toMatchObject({
      holiday: { name: '国庆节', delivery: 'post', postageFen: 0 },
    });
  });

  it('gives a number that names its day', () => {
    expect(after(books('p1')).get(NO)).toMatchObject({ person: 'p1', status: 'booked' });
    expect(dayOfAppointment(NO)).toBe(TUESDAY);
    expect(dayOfAppointment('Y20260230-0001')).toBeUndefined();
    expect(dayOfAppointment('')).toBeUndefined();
  });
});

describe('cancelling', () => {
  const booked = after(books('p1'));

  it('is possible until two hours before', () => {
    expect(refusalOf(cancels(at(TUESDAY, '07:00'), 'p1'), booked)).toBeUndefined();
    expect(refusalOf(cancels(at(TUESDAY, '07:01'), 'p1'), booked)).toBe('cancel-too-late');
  });

  it('is up to whoever booked, or to staff', () => {
    expect(refusalOf(cancels(MONDAY, 'p2'), booked)).toBe('not-allowed');
    expect(refusalOf(cancels(MONDAY), booked)).toBeUndefined();
    expect(refusalOf(cancels(MONDAY), initial)).toBe('not-found');
  });

  it('happens once, and not after a number was taken', () => {
    expect(decide(cancels(MONDAY), tell(booked, cancels(MONDAY)))).toEqual({ ok: true, value: [] });
    expect(refusalOf(cancels(MONDAY), tell(booked, keeps('08:30')))).toBe('wrong-status');
  });
});

describe('coming', () => {
  const booked = after(books('p1'));

  it('keeps the appointment, early or within its slot, and once', () => {
    for (const time of ['08:00', '09:29']) expect(tell(booked, keeps(time)).get(NO)?.status).toBe('kept');
    expect(decide(keeps('10:00'), tell(booked, keeps('09:00')))).toEqual({ ok: true, value: [] });
  });

  it('is too late when the slot is over: then it was missed and counts', () => {
    expect(refusalOf(keeps('09:30'), booked)).toBe('appointment-missed');
    const appointment = booked.get(NO);
    expect(appointment && statusAt(appointment, at(TUESDAY, '09:30'))).toBe('missed');
    expect(missedBy(booked, 'p1', at(TUESDAY, '09:30'))).toBe(1);
    expect(missedBy(booked, 'p1', at(TUESDAY, '09:29'))).toBe(0);
    expect(missedBy(tell(booked, keeps('09:00')), 'p1', at(TUESDAY, '12:00'))).toBe(0);
  });

  it('is for whoever booked: by account, by document, or as staff see', () => {
    expect(refusalOf(keeps('09:00', { holder: 'p1' as Subject }), booked)).toBeUndefined();
    expect(refusalOf({ type: 'keep', no: NO, service: 's1', now: at(TUESDAY) }, booked)).toBeUndefined();
    for (const proof of [{}, { check: 'check-p2' }, { holder: 'p2' as Subject }]) {
      expect(refusalOf(keeps('09:00', proof), booked)).toBe('not-found');
    }
    expect(refusalOf(keeps('09:00', { check: 'check-p1' }, 's2'), booked)).toBe('not-found');
    expect(refusalOf(keeps('09:00'), tell(booked, cancels(MONDAY)))).toBe('not-found');
  });
});
