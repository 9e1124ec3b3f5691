import type { Subject } from '../../kernel/ids.ts';
import type { Slot } from './offer.ts';

export interface AppointmentMade extends Slot {
  readonly no: string;
  readonly zone: string;
  readonly service: string;
  /** 实名预约: keyed digest of the identity document. */
  readonly person: string;
  /** Keyed digest of its last four characters and the day: what a kiosk is shown. */
  readonly check: string;
  /** The citizen who booked with an account of his or her own. */
  readonly holder?: Subject;
  /** E46: handled inside this holiday, the result posted free of charge. Postage in fen. */
  readonly holiday?: { readonly name: string; readonly delivery: 'post'; readonly postageFen: 0 };
}

interface OfAppointment {
  readonly no: string;
}

export type SlotsEvent =
  | { readonly type: 'AppointmentMade'; readonly data: AppointmentMade }
  | { readonly type: 'AppointmentCancelled'; readonly data: OfAppointment }
  /** Whoever booked came and took a number. */
  | { readonly type: 'AppointmentKept'; readonly data: OfAppointment };
