import type { Instant } from '../../kernel/instant.ts';
import { SortedMap } from '../sorted-map.ts';
import type { AppointmentMade, SlotsEvent } from './events.ts';

export interface Appointment extends AppointmentMade {
  readonly status: 'booked' | 'kept' | 'cancelled';
}

/** The appointments of a hall on one day, by number. */
export type Slots = SortedMap<string, Appointment>;

export const initialSlots: Slots = SortedMap.empty((left: string, right: string) =>
  left < right ? -1 : Number(left > right),
);

export const evolveSlots = (state: Slots, event: SlotsEvent): Slots => {
  if (event.type === 'AppointmentMade') return state.with(event.data.no, { ...event.data, status: 'booked' });
  const known = state.get(event.data.no);
  if (!known) return state;
  switch (event.type) {
    case 'AppointmentCancelled':
      return state.with(known.no, { ...known, status: 'cancelled' });
    case 'AppointmentKept':
      return state.with(known.no, { ...known, status: 'kept' });
    default:
      return event satisfies never;
  }
};

/** As people see it: a slot that is over and was not kept is missed. */
export const statusAt = ({ status, end }: Appointment, now: Instant): Appointment['status'] | 'missed' =>
  status === 'booked' && end <= now ? 'missed' : status;

/** Places taken in the slot of the service. */
export const takenIn = (state: Slots, service: string, start: Instant): number =>
  [...state.values()].filter(
    (each) => each.status !== 'cancelled' && each.service === service && each.start === start,
  ).length;

/** How often the person has stayed away on this day (爽约). */
export const missedBy = (state: Slots, person: string, now: Instant): number =>
  [...state.values()].filter((each) => each.person === person && statusAt(each, now) === 'missed').length;
