import type { EvaluationTag } from '../codes/evaluation-tags.ts';
import type { Grade } from '../codes/satisfaction.ts';
import type { Board, DeviceConfig } from './mqtt.ts';
import type { GREEN_CODES } from './queues.ts';

/** What every program of a device tells the page that it serves. Absent: the hall has not said it yet. */
interface DeviceState {
  /** The hall's time, whatever the machine's clock says. */
  readonly now: string;
  readonly isOnline: boolean;
  readonly hall?: string | undefined;
}

interface WindowState extends DeviceState {
  readonly window?: string | undefined;
}

type Arranged = Pick<DeviceConfig, 'services' | 'zones'>;

export interface KioskState extends DeviceState, Arranged {
  readonly kind: 'kiosk';
  /** Opening hours of today; absent when those that are known are of another day. */
  readonly hours?: DeviceConfig['hours'] | undefined;
  readonly hasPaper: boolean;
  /** Numbers that wait to be handed in. */
  readonly waiting: number;
}

export interface DisplayState extends DeviceState {
  readonly kind: 'display';
  readonly isStale: boolean;
  readonly boards: readonly Board[];
}

export interface CallerState extends WindowState {
  readonly kind: 'caller';
  readonly services: Arranged['services'];
  /** Those beside its own, to transfer to. */
  readonly windows: DeviceConfig['windows'];
  readonly isPaused: boolean;
  /** Who is at the window; `status` is known of what was called here. */
  readonly current?:
    { readonly no: string; readonly service?: string; readonly status?: 'called' | 'serving' } | undefined;
  readonly waitingTotal?: number | undefined;
  readonly next: readonly string[];
}

export interface EvaluatorState extends WindowState {
  readonly kind: 'evaluator';
  /** The number whose service has just ended here. */
  readonly invited?: string | undefined;
  /** Ratings that wait to be handed in. */
  readonly waiting: number;
  readonly grades: readonly {
    readonly grade: Grade;
    readonly name: string;
    readonly tags: readonly Pick<EvaluationTag, 'code' | 'text'>[];
  }[];
}

export type PageState = KioskState | DisplayState | CallerState | EvaluatorState;

export type GreenCode = (typeof GREEN_CODES)[number];

/** `POST /ticket` of a kiosk. */
export interface TicketWish {
  readonly service: string;
  readonly zone: string;
  readonly priority?: GreenCode;
  readonly applicant?: { readonly idTail: string };
  readonly appointment?: string;
}

/** The number, or why there is none, in words for whoever stands there. */
export type TicketGiven =
  | {
      readonly no: string;
      readonly zone: string;
      readonly isOffline: boolean;
      readonly isPrinted: boolean;
      readonly ahead?: number;
      readonly waitMinutes?: number;
    }
  | { readonly title: string };
