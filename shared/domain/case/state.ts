import type { Subject } from '../../kernel/ids.ts';
import type { Day, Instant } from '../../kernel/instant.ts';
import type { Card } from './cards.ts';
import type {
  CaseAccepted,
  CaseEvent,
  CaseReceived,
  MovedDays,
  ProcedureRun,
  SubmittedMaterial,
} from './events.ts';

export const CASE_STATUSES = [
  'received',
  'supplement-requested',
  'declined',
  'accepted',
  'in-review',
  'in-procedure',
  'decided',
  'produced',
  'closed',
  'withdrawn',
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** Who did what in the case: the people of the separated duties (A17, D29). */
export interface Duties {
  readonly submittedBy: Subject;
  readonly acceptor?: Subject;
  readonly handler?: Subject;
  readonly reviewer?: Subject;
  readonly verifier?: Subject;
  readonly approver?: Subject;
  readonly issuer?: Subject;
  /** Everybody who ever reviewed or verified, returned steps included: nobody changes sides within a case. */
  readonly reviewers: readonly Subject[];
  readonly verifiers: readonly Subject[];
}

/** The limits of the running case. `pauses` are the special procedures that stop the clock. */
export interface CaseClock {
  readonly startedAt: Instant;
  readonly promisedDays: number;
  readonly statutoryDays: number;
  readonly pauses: readonly { readonly from: Instant; readonly to?: Instant; readonly reason: string }[];
  readonly promisedDue: Day;
  readonly statutoryDue: Day;
  readonly extendedDays: number;
  readonly running: boolean;
  /** Grows with every pause, resume, extension and end: an older execution of the clock ends by itself. */
  readonly epoch: number;
  readonly endedAt?: Instant;
}

type DataOf<Type extends CaseEvent['type']> = Extract<CaseEvent, { type: Type }>['data'];

/** When something was done, and by whom. */
interface Done {
  readonly at: Instant;
  readonly by: Subject;
}

/** Days that a change of the calendar has moved, and where they were. */
export interface DuesMove {
  readonly at: Instant;
  readonly reason: string;
  readonly from: MovedDays;
  readonly to: MovedDays;
}

/** 事进人不进 (E17): the call to the hall, and what came of it. */
export interface Summons extends DataOf<'HandlerSummoned'> {
  readonly at: Instant;
  readonly missedAt?: Instant;
  readonly arrived?: DataOf<'HandlerCheckedIn'> & Done;
}

export interface OpenedCase {
  readonly status: CaseStatus;
  readonly received: CaseReceived;
  readonly receivedAt: Instant;
  readonly materials: readonly SubmittedMaterial[];
  readonly duties: Duties;
  readonly supplementRequest?: DataOf<'SupplementRequested'> & Done;
  /** Names asked for in the one-time notice and not handed in yet. */
  readonly outstanding: readonly string[];
  /** How many supplements were handed in after the one-time notice. */
  readonly supplements: number;
  readonly accepted?: CaseAccepted;
  readonly clock?: CaseClock;
  readonly procedures: readonly ProcedureRun[];
  /** Reviews since the case was last returned. */
  readonly reviewPassed: boolean;
  readonly verifyPassed: boolean;
  /** Moments of the last review and the last verification. */
  readonly reviewedAt?: Instant;
  readonly verifiedAt?: Instant;
  readonly forwarded?: DataOf<'CaseForwarded'> & Done;
  readonly declined?: DataOf<'CaseDeclined'> & Done;
  readonly withdrawn?: DataOf<'CaseWithdrawn'> & Done;
  readonly decided?: DataOf<'CaseDecided'> & { readonly at: Instant };
  readonly produced?: DataOf<'ResultProduced'> & { readonly at: Instant };
  readonly delivered?: DataOf<'ResultDelivered'> & { readonly at: Instant };
  /** `previousDue`: the statutory due day before. */
  readonly extension?: DataOf<'LimitExtended'> & {
    readonly at: Instant;
    readonly approver: Subject;
    readonly previousDue?: Day;
  };
  readonly summons?: Summons;
  readonly closedAt?: Instant;
  /** In order. */
  readonly moves: readonly DuesMove[];
  /** When days of the case were last worked out: changes of the calendar before are in them. */
  readonly datedAt: Instant;
  /** Every card ever raised, in order. */
  readonly cards: readonly Card[];
  readonly urges: readonly Done[];
  /**
   * Grows whenever a limit of the case begins, stops or moves: names the execution that waits for it, and tells an older
   * one that its time is over.
   */
  readonly stretch: number;
}

export type CaseState = { readonly status: 'none' } | OpenedCase;

export const initialCase: CaseState = { status: 'none' };

/** The special procedure that is going on; only one runs at a time. */
export const runningProcedure = ({ procedures }: OpenedCase): ProcedureRun | undefined =>
  procedures.find(({ finishedAt }) => finishedAt === undefined);
