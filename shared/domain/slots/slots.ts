import type { Subject } from '../../kernel/ids.ts';
import { epochMsOf, isDay, type Day, type Instant } from '../../kernel/instant.ts';
import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import type { Decider } from '../decider.ts';
import type { HallSettings } from '../tenant/hall.ts';
import type { AppointmentMade, SlotsEvent } from './events.ts';
import type { offerOn } from './offer.ts';
import { evolveSlots, initialSlots, takenIn, type Slots } from './state.ts';

export type SlotsCommand =
  | {
      readonly type: 'book';
      readonly offer: ReturnType<typeof offerOn>;
      /** People whom the hall receives in one slot of the service. */
      readonly capacity: number;
      /** Slots that the person let pass lately, and how many are too many. */
      readonly missed: number;
      readonly settings: Pick<HallSettings, 'noShowLimit'>;
      readonly appointment: Pick<
        AppointmentMade,
        'zone' | 'service' | 'start' | 'person' | 'check' | 'holder'
      >;
    }
  | {
      readonly type: 'cancel';
      readonly no: string;
      readonly now: Instant;
      /** Only whoever booked may cancel; absent: staff of the hall. */
      readonly by?: Subject;
      readonly settings: Pick<HallSettings, 'bookingCancelHours'>;
    }
  | {
      /** Takes the number of the queue; a repetition finds it kept. */
      readonly type: 'keep';
      readonly no: string;
      readonly service: string;
      readonly now: Instant;
      /** What shows whose it is: an account, what a kiosk read; absent: staff have looked. */
      readonly proof?: { readonly holder?: Subject; readonly check?: string };
    };

/** Stable slugs of what the rules of booking may refuse. */
export type SlotsRefusal = Refusal<
  | 'not-found'
  | 'not-allowed'
  | 'not-bookable'
  | 'holiday-deadline'
  | 'slot-full'
  | 'one-a-day'
  | 'no-show-limit'
  | 'wrong-status'
  | 'cancel-too-late'
  | 'appointment-missed'
>;
type Decision = Result<readonly SlotsEvent[], SlotsRefusal>;
type CommandOf<Type extends SlotsCommand['type']> = Extract<SlotsCommand, { type: Type }>;

const HOUR_MS = 3_600_000;
const SERIAL_DIGITS = 4;

/** `Y20261124-0007`: names its day, so that the number alone finds it. */
const numberOf = (day: Day, serial: number): string =>
  `Y${day.replaceAll('-', '')}-${String(serial).padStart(SERIAL_DIGITS, '0')}`;

/** The day of an appointment by its number, or none when it is no such number. */
export const dayOfAppointment = (no: string): Day | undefined => {
  const [, year, month, date] = /^Y(\d{4})(\d{2})(\d{2})-\d{4,}$/.exec(no) ?? [];
  const day = `${year}-${month}-${date}`;
  return isDay(day) ? day : undefined;
};

/** Exactly as many as the slot holds; one a person and day (DOMAIN_RULES 7.2). */
const book = (command: CommandOf<'book'>, state: Slots): Decision => {
  const { offer, capacity, missed, settings, appointment } = command;
  const { service, start, person } = appointment;
  if (!offer.ok) return offer;
  const slot = offer.value.slots.find((each) => each.start === start);
  if (!slot) return refuse('not-bookable', '没有这个时段');
  if (missed >= settings.noShowLimit) return refuse('no-show-limit', '近期多次爽约，暂不能预约，可现场取号');
  const isBooked = [...state.values()].some((each) => each.person === person && each.status !== 'cancelled');
  if (isBooked) return refuse('one-a-day', '同一人一天只能预约一次');
  if (takenIn(state, service, start) >= capacity) return refuse('slot-full', '该时段已约满');
  const { day, holiday: name } = offer.value;
  const data: AppointmentMade = {
    no: numberOf(day, state.size + 1),
    ...appointment,
    ...slot,
    ...(name === undefined ? {} : { holiday: { name, delivery: 'post', postageFen: 0 } }),
  };
  return ok([{ type: 'AppointmentMade', data }]);
};

const cancel = ({ no, now, by, settings }: CommandOf<'cancel'>, state: Slots): Decision => {
  const known = state.get(no);
  if (!known) return refuse('not-found', '没有这个预约');
  if (by !== undefined && known.holder !== by) return refuse('not-allowed', '不是您的预约');
  if (known.status === 'cancelled') return ok([]);
  if (known.status === 'kept') return refuse('wrong-status', '已凭此预约取号');
  const { bookingCancelHours: hours } = settings;
  if (epochMsOf(now) > epochMsOf(known.start) - hours * HOUR_MS) {
    return refuse('cancel-too-late', `须提前 ${hours} 小时取消`);
  }
  return ok([{ type: 'AppointmentCancelled', data: { no } }]);
};

/** An appointment of somebody else answers like none. */
const keep = ({ no, service, now, proof }: CommandOf<'keep'>, state: Slots): Decision => {
  const known = state.get(no);
  const isTheirs =
    proof === undefined ||
    (known?.holder !== undefined && known.holder === proof.holder) ||
    known?.check === proof.check;
  if (!known || !isTheirs || known.status === 'cancelled' || known.service !== service) {
    return refuse('not-found', '没有这个预约');
  }
  if (known.status === 'kept') return ok([]);
  if (known.end <= now) return refuse('appointment-missed', '预约时段已过，请现场取号');
  return ok([{ type: 'AppointmentKept', data: { no } }]);
};

const decide = (command: SlotsCommand, state: Slots): Decision => {
  switch (command.type) {
    case 'book':
      return book(command, state);
    case 'cancel':
      return cancel(command, state);
    case 'keep':
      return keep(command, state);
    default:
      return command satisfies never;
  }
};

const decider: Decider<Slots, SlotsCommand, SlotsEvent, SlotsRefusal> = {
  initial: initialSlots,
  decide,
  evolve: evolveSlots,
  upcasters: { AppointmentMade: [], AppointmentCancelled: [], AppointmentKept: [] },
};

/**
 * 预约: one stream per hall and day. Capacity is counted by service within it; the day is one stream because "one a
 * person and day" holds across services, and only a stream makes that exact.
 */
export const slotsAggregate = { name: 'slots', decider } as const;
