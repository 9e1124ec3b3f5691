import {
  DAY_MS,
  dayFromNumber,
  dayNumberOf,
  dayOf,
  epochMsOf,
  instantAt,
  instantOf,
  type Day,
  type Instant,
} from '../../kernel/instant.ts';
import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import { canBookHoliday, nextHoliday, type HolidayPeriod } from '../../time/booking.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import type { Session } from '../../time/rules.ts';
import type { HallSettings } from '../tenant/hall.ts';

/** A stretch of time that can be booked, `end` not included. */
export interface Slot {
  readonly start: Instant;
  readonly end: Instant;
}

/** What a hall offers on one day. */
export interface DayOffer {
  readonly day: Day;
  /** 365服务: the festival inside which the matter is handled. */
  readonly holiday?: string;
  readonly slots: readonly Slot[];
}

type OfferRefusal = Refusal<'not-bookable' | 'holiday-deadline'>;
type OfferSettings = Pick<
  HallSettings,
  'bookingFromDays' | 'bookingUpToDays' | 'bookingSlotMinutes' | 'holidayBookingDays'
>;

/** Whoever asks for service in a holiday can do so this many days ahead: beyond it the notice of the year may be missing. */
const HOLIDAY_HORIZON_DAYS = 60;
const MINUTE_MS = 60_000;

/** Opening hours cut into slots; a rest that is shorter than a slot is not offered. */
const slotsOf = (day: Day, sessions: readonly Session[], minutes: number): readonly Slot[] =>
  sessions.flatMap(({ from, to }) => {
    const first = epochMsOf(instantAt(day, from));
    const length = minutes * MINUTE_MS;
    const count = Math.floor((epochMsOf(instantAt(day, to)) - first) / length);
    return Array.from({ length: Math.max(0, count) }, (_, index) => ({
      start: instantOf(first + index * length),
      end: instantOf(first + (index + 1) * length),
    }));
  });

/** The period of the notice that the day lies in, from its first festival day on. */
const holidayOn = (calendar: WorkingCalendar, day: Day): HolidayPeriod | undefined => {
  let first = dayNumberOf(day);
  if (calendar.table.facts(first).festival === undefined) return undefined;
  while (calendar.table.facts(first - 1).festival !== undefined) first -= 1;
  return nextHoliday(calendar, dayFromNumber(first - 1));
};

const daysFrom = (now: Instant, day: Day): number => dayNumberOf(day) - dayNumberOf(dayOf(now));

/** E46: asked for in time, inside the holiday, with the hours of the last working day before it. */
const holidayOffer = (
  calendar: WorkingCalendar,
  settings: OfferSettings,
  now: Instant,
  day: Day,
  { name, first }: HolidayPeriod,
): Result<DayOffer, OfferRefusal> => {
  if (daysFrom(now, day) > HOLIDAY_HORIZON_DAYS) return refuse('not-bookable', '节假日预约尚未开放');
  if (!canBookHoliday(calendar, first, now, settings.holidayBookingDays)) {
    return refuse('holiday-deadline', `节假日服务须提前 ${settings.holidayBookingDays} 个工作日预约`);
  }
  const sessions = calendar.sessionsOf(calendar.addWorkingDays(first, -1));
  return ok({ day, holiday: name, slots: slotsOf(day, sessions, settings.bookingSlotMinutes) });
};

/** The slots of a day as somebody who asks `now` may book them (DOMAIN_RULES 7.2): some days ahead, not too many. */
export const offerOn = (
  calendar: WorkingCalendar,
  settings: OfferSettings,
  now: Instant,
  day: Day,
): Result<DayOffer, OfferRefusal> => {
  const holiday = holidayOn(calendar, day);
  if (holiday) return holidayOffer(calendar, settings, now, day, holiday);
  const { bookingFromDays, bookingUpToDays, bookingSlotMinutes } = settings;
  const isOpen =
    calendar.isWorkingDay(day) &&
    daysFrom(now, day) >= bookingFromDays &&
    day <= calendar.addWorkingDays(dayOf(now), bookingUpToDays);
  if (!isOpen) {
    return refuse('not-bookable', `可预约 ${bookingFromDays} 天后至 ${bookingUpToDays} 个工作日内的工作日`);
  }
  return ok({ day, slots: slotsOf(day, calendar.sessionsOf(day), bookingSlotMinutes) });
};

/** Days from today on on which anybody may have booked: the working days of the window and the holidays within sight. */
export const daysInSight = (
  calendar: WorkingCalendar,
  { bookingUpToDays }: OfferSettings,
  now: Instant,
): readonly Day[] => {
  const today = dayOf(now);
  const last = calendar.addWorkingDays(today, bookingUpToDays);
  return Array.from({ length: HOLIDAY_HORIZON_DAYS + 1 }, (_, ahead) =>
    dayOf(instantOf(epochMsOf(now) + ahead * DAY_MS)),
  ).filter(
    (day) =>
      day === today || (calendar.isWorkingDay(day) ? day <= last : holidayOn(calendar, day) !== undefined),
  );
};
