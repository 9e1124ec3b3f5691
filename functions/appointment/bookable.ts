import type { AppointmentsView, AppointmentView, BookingRules } from '../../shared/contracts/appointments.ts';
import { daysInSight, offerOn, type DayOffer } from '../../shared/domain/slots/offer.ts';
import { slotsAggregate } from '../../shared/domain/slots/slots.ts';
import {
  missedBy,
  statusAt,
  takenIn,
  type Appointment,
  type Slots,
} from '../../shared/domain/slots/state.ts';
import type { HallSettings, Zone } from '../../shared/domain/tenant/hall.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { dayFromNumber, dayNumberAt, type Day, type Instant } from '../../shared/kernel/instant.ts';
import type { Deps } from '../runtime/deps.ts';
import { KEPT_FACTS_MS, type Hall } from '../runtime/hall.ts';

type SlotDeps = Pick<Deps, 'streams'>;

/** People whom the windows of the zone receive in one slot of the service. */
export const capacityOf = (
  { windows }: Zone,
  service: string,
  { bookingsPerWindow }: Pick<HallSettings, 'bookingsPerWindow'>,
): number => windows.filter(({ services }) => services.includes(service)).length * bookingsPerWindow;

export const presentAppointment = (appointment: Appointment, now: Instant): AppointmentView => {
  const { no, zone, service, start, end, holiday } = appointment;
  const status = statusAt(appointment, now);
  return { no, zone, service, start, end, status, ...(holiday ? { holiday } : {}) };
};

/** How many slots the person let pass in the last days; a day that is over changes no more, so a kept state will do. */
export const missedLately = async (
  { streams }: SlotDeps,
  tenant: TenantCode,
  {
    person,
    now,
    noShowDays,
  }: { readonly person: string; readonly now: Instant; readonly noShowDays: number },
): Promise<number> => {
  const today = dayNumberAt(now);
  const days = Array.from({ length: noShowDays + 1 }, (_, ago) => dayFromNumber(today - ago));
  const folded = await Promise.all(
    days.map((day) => streams.load(tenant, slotsAggregate, day, KEPT_FACTS_MS)),
  );
  return folded.reduce((sum, { state }) => sum + missedBy(state, person, now), 0);
};

interface Asked {
  readonly tenant: TenantCode;
  readonly hall: Hall;
  readonly zone: Zone;
  readonly service: string;
  readonly now: Instant;
  /** Whose appointments the caller may see. */
  readonly isShown: (appointment: Appointment) => boolean;
}

const freeOn = (
  { zone, service, hall }: Asked,
  { day, holiday, slots }: DayOffer,
  state: Slots,
): AppointmentsView['days'][number] => {
  const capacity = capacityOf(zone, service, hall.settings);
  const free = (start: Instant) => Math.max(0, capacity - takenIn(state, service, start));
  return {
    day,
    ...(holiday === undefined ? {} : { holiday }),
    slots: slots.map(({ start, end }) => ({ start, end, free: free(start) })),
  };
};

const rulesOf = ({
  bookingFromDays,
  bookingUpToDays,
  bookingCancelHours,
  holidayBookingDays,
  noShowLimit,
  noShowDays,
}: HallSettings): BookingRules => ({
  bookingFromDays,
  bookingUpToDays,
  bookingCancelHours,
  holidayBookingDays,
  noShowLimit,
  noShowDays,
});

/** What can be booked of the service now, read from the days' own streams, and what is booked. */
export const bookable = async ({ streams }: SlotDeps, asked: Asked): Promise<AppointmentsView> => {
  const { tenant, hall, zone, service, now, isShown } = asked;
  const load = async (day: Day) => ({
    offer: offerOn(hall.calendar, hall.settings, now, day),
    state: (await streams.load(tenant, slotsAggregate, day)).state,
  });
  const days = await Promise.all(daysInSight(hall.calendar, hall.settings, now).map(load));
  return {
    zone: zone.code,
    service,
    rules: rulesOf(hall.settings),
    days: days.flatMap(({ offer, state }) => (offer.ok ? [freeOn(asked, offer.value, state)] : [])),
    booked: days.flatMap(({ state }) =>
      [...state.values()].filter(isShown).map((each) => presentAppointment(each, now)),
    ),
  };
};
