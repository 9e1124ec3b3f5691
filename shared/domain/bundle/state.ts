import type { BundleCaseStatus } from '../../contracts/bundles.ts';
import type { ActorRecord } from '../../kernel/actor.ts';
import type { CaseNo } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Dues, SubmittedMaterial } from '../case/events.ts';
import type { WrittenText } from '../text.ts';
import type { BundleEvent, BundleOpened, BundleOutcome, IssuedResult, PlannedCase } from './events.ts';

export interface BundleCase extends PlannedCase {
  readonly status: BundleCaseStatus;
  readonly caseNo?: CaseNo;
  /** Openings that failed since somebody last looked into it, and ever. */
  readonly attempts: number;
  readonly failures: number;
  readonly failure?: { readonly code: string; readonly message: string; readonly at: Instant };
  readonly result?: IssuedResult;
  readonly endedAt?: Instant;
  /** Tokens that the state machine waits under; the newest is the one it still listens to. */
  readonly tokens: readonly string[];
}

/** The joint limits (行政许可法 第26条、第42条): no pauses, the cases have those. */
export interface JointClock extends Dues {
  readonly startedAt: Instant;
  readonly promisedDays: number;
  readonly statutoryDays: number;
  readonly extendedDays: number;
  readonly endedAt?: Instant;
  /** When both days were last worked out. */
  readonly datedAt: Instant;
  /** What changes of the calendar did to them. */
  readonly moves: readonly JointMove[];
}

export interface JointMove {
  readonly at: Instant;
  readonly reason: string;
  readonly from: Dues;
  readonly to: Dues;
}

interface Signature {
  readonly department: string;
  readonly agrees: boolean;
  readonly opinion: WrittenText;
  readonly by: ActorRecord;
  readonly at: Instant;
}

/** 会审 (D18): called by the lead, signed by the chief representative of each unit. */
export interface JointReview {
  readonly topic: WrittenText;
  readonly departments: readonly string[];
  readonly calledAt: Instant;
  readonly signatures: readonly Signature[];
  readonly concludedAt?: Instant;
}

type DataOf<Type extends BundleEvent['type']> = Extract<BundleEvent, { type: Type }>['data'];

export interface OpenedBundle {
  readonly status: 'running' | 'concluded';
  readonly opened: BundleOpened;
  readonly openedAt: Instant;
  /** Who handed it in: the cases are opened in this name. */
  readonly openedBy: ActorRecord;
  readonly cases: readonly BundleCase[];
  readonly materials: readonly SubmittedMaterial[];
  /** Who brought papers last, and how often papers were brought. */
  readonly added?: { readonly by: ActorRecord; readonly times: number };
  readonly clock?: JointClock;
  readonly extension?: DataOf<'LimitExtended'> & { readonly at: Instant };
  readonly reviews: readonly JointReview[];
  /** 首问责任人 (D30): the clerk who took it in or, handed in from afar, the first one who dealt with it. */
  readonly firstContact?: NonNullable<BundleOpened['firstContact']>;
  readonly withdrawn?: { readonly at: Instant; readonly by: ActorRecord };
  readonly remainder?: { readonly decision: 'continue' | 'withdraw'; readonly at: Instant };
  readonly delivered?: DataOf<'BundleDelivered'> & { readonly at: Instant; readonly by: ActorRecord };
  readonly outcome?: BundleOutcome;
  readonly concludedAt?: Instant;
}

export type BundleState = { readonly status: 'none' } | OpenedBundle;

export const initialBundle: BundleState = { status: 'none' };

/** Openings that are tried before the lead has to look into it. */
export const MAX_ATTEMPTS = 3;

/** The cases of an application before any of them is opened. */
export const asPlanned = ({ cases }: Pick<BundleOpened, 'cases'>): readonly BundleCase[] =>
  cases.map((each) => ({ ...each, status: 'planned', attempts: 0, failures: 0, tokens: [] }));

const ENDED: readonly BundleCaseStatus[] = [
  'approved',
  'refused',
  'declined',
  'withdrawn',
  'blocked',
  'dropped',
];

export const hasEnded = ({ status }: Pick<BundleCase, 'status'>): boolean => ENDED.includes(status);

export const caseNamed = (state: OpenedBundle, name: string): BundleCase | undefined =>
  state.cases.find((each) => each.name === name);

/** Everything it waits for is granted, and nobody has called it off. */
export const isReady = (state: OpenedBundle, { status, after }: BundleCase): boolean =>
  status === 'planned' &&
  !isCalledOff(state) &&
  after.every((name) => caseNamed(state, name)?.status === 'approved');

/** The applicant wants nothing more opened. */
export const isCalledOff = ({ withdrawn, remainder }: OpenedBundle): boolean =>
  withdrawn !== undefined || remainder?.decision === 'withdraw';

/** An opening that somebody has to look into: the bundle does not hang in silence. */
export const isStuck = ({ status, attempts }: BundleCase): boolean =>
  (status === 'planned' || status === 'opening') && attempts >= MAX_ATTEMPTS;

/** Everything that waits for the case, however far. */
export const dependentsOf = (cases: readonly BundleCase[], name: string): readonly string[] => {
  const found = new Set<string>([name]);
  for (let grown = true; grown;) {
    const more = cases.filter(
      (each) => !found.has(each.name) && each.after.some((before) => found.has(before)),
    );
    for (const each of more) found.add(each.name);
    grown = more.length > 0;
  }
  found.delete(name);
  return [...found];
};

/** What the bundle as a whole came to, once every case has ended. */
export const outcomeOf = (cases: readonly Pick<BundleCase, 'status'>[]): BundleOutcome => {
  const granted = cases.filter(({ status }) => status === 'approved').length;
  if (granted === cases.length) return 'approved';
  if (granted > 0) return 'partly';
  const refused = cases.some(
    ({ status }) => status === 'refused' || status === 'declined' || status === 'dropped',
  );
  return refused ? 'refused' : 'withdrawn';
};
