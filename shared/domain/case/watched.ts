import type { Subject } from '../../kernel/ids.ts';
import { DAY_MS, epochMsOf, instantOf, type Instant } from '../../kernel/instant.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import { instantWhenRemaining, overdueFrom, type Limit } from '../../time/limits.ts';
import type { LimitKind } from '../supervision/card-rules.ts';
import { littleOf } from './card.ts';
import type { CardClock } from './cards.ts';
import { DELIVERY_DAYS, NOTICE_DAYS } from './dues.ts';
import { limitsOf } from './limits.ts';
import { runningProcedure, type OpenedCase } from './state.ts';
import { stepsOf } from './steps.ts';

/** A limit that somebody watches, with the unit and the person who answer for it. */
export interface Watched {
  readonly clock: CardClock;
  readonly unit: string;
  readonly person?: Subject;
  readonly limits: Partial<Readonly<Record<LimitKind, Limit>>>;
  /** Where the log itself says when the limit has passed (行政许可法 第32条: at the close of the fifth day). */
  readonly passedAt?: Instant;
}

const FRONT = '综合受理窗口';
const ISSUING = '统一出件窗口';

/** The first moment after the close of a day: what is due on the day is late from here on. */
export const justAfterClose = (calendar: WorkingCalendar, day: Parameters<WorkingCalendar['closeOf']>[0]) =>
  instantOf(epochMsOf(calendar.closeOf(day)) + 1);

/** Materials lie there and nobody has said anything yet. */
export const awaitsNotice = ({ status, supplementRequest }: OpenedCase): boolean =>
  status === 'received' && supplementRequest === undefined;

/** Deemed accepted and not yet in anybody's hands: the fault stands until somebody takes the case up. */
const isLeftLying = ({ accepted, duties, clock }: OpenedCase): boolean =>
  accepted?.deemed === true && duties.handler === undefined && clock?.endedAt === undefined;

const notice = (state: OpenedCase, calendar: WorkingCalendar): readonly Watched[] => {
  if (!awaitsNotice(state) && !isLeftLying(state)) return [];
  const limit = { start: state.receivedAt, days: NOTICE_DAYS, pauses: [] };
  const { noticeDue } = state.received;
  return [
    {
      clock: 'notice',
      unit: FRONT,
      limits: { promise: limit, statute: limit },
      passedAt: justAfterClose(calendar, noticeDue),
    },
  ];
};

const holder = ({ duties: { handler } }: OpenedCase): Pick<Watched, 'person'> =>
  handler === undefined ? {} : { person: handler };

const unitOf = ({ received }: OpenedCase): string => received.matter.department;

const handling = (state: OpenedCase): readonly Watched[] => {
  const { clock } = state;
  if (!clock || clock.endedAt !== undefined) return [];
  const { promised: promise, statutory: statute } = limitsOf(clock);
  return [{ clock: 'handling', unit: unitOf(state), ...holder(state), limits: { promise, statute } }];
};

const procedure = (state: OpenedCase): readonly Watched[] => {
  const run = runningProcedure(state);
  if (!run || state.status !== 'in-procedure') return [];
  const promise = { start: run.startedAt, days: run.days, pauses: [] };
  return [{ clock: 'procedure', unit: unitOf(state), person: run.startedBy, limits: { promise } }];
};

/** The step that waits, by the names that a matter's `stepDays` uses, and since when. */
const currentStep = (state: OpenedCase): { readonly name: string; readonly start: Instant } | undefined => {
  const { accepted, reviewPassed, verifyPassed, reviewedAt, verifiedAt, received } = state;
  if (!accepted || state.clock?.endedAt !== undefined) return undefined;
  const { review, verify } = stepsOf(received.matter);
  if (review && !reviewPassed) return { name: '审查', start: verifiedAt ?? accepted.acceptedAt };
  const reviewed = reviewedAt ?? accepted.acceptedAt;
  if (verify && !verifyPassed) return { name: '核准', start: reviewed };
  return { name: '决定', start: verify ? (verifiedAt ?? reviewed) : reviewed };
};

const step = (state: OpenedCase): readonly Watched[] => {
  const current = currentStep(state);
  const days = current && state.received.matter.stepDays?.[current.name];
  if (!current || days === undefined) return [];
  const promise = { start: current.start, days, pauses: state.clock?.pauses ?? [] };
  return [{ clock: `step:${current.name}`, unit: unitOf(state), ...holder(state), limits: { promise } }];
};

const delivery = (state: OpenedCase): readonly Watched[] => {
  const { status, decided, duties } = state;
  if (!decided || (status !== 'decided' && status !== 'produced')) return [];
  const limit = { start: decided.at, days: DELIVERY_DAYS, pauses: [] };
  const person = duties.issuer === undefined ? {} : { person: duties.issuer };
  return [{ clock: 'delivery', unit: ISSUING, ...person, limits: { promise: limit, statute: limit } }];
};

/** Every limit of the case that is running now, or stands still for a while. */
export const watchedOf = (state: OpenedCase, calendar: WorkingCalendar): readonly Watched[] => [
  ...notice(state, calendar),
  ...handling(state),
  ...step(state),
  ...procedure(state),
  ...delivery(state),
];

export const isPaused = ({ pauses }: Limit): boolean => pauses.some(({ to }) => to === undefined);

/** A limit that stands still is taken to do so beyond now: only what it reached before counts. */
const assumedEnd = (limit: Limit, now: Instant): Instant | undefined =>
  isPaused(limit) ? instantOf(epochMsOf(now) + DAY_MS) : undefined;

/** When so little of the limit is left; the whole of a limit is never little. None for a limit of the day itself. */
export const nearFrom = (
  calendar: WorkingCalendar,
  limit: Limit,
  trigger: { readonly days: number; readonly percent: number },
  now: Instant,
): Instant | undefined => {
  const left = littleOf(limit, trigger);
  return left < 0 ? undefined : instantWhenRemaining(calendar, limit, left, assumedEnd(limit, now));
};

export const passedFrom = (calendar: WorkingCalendar, limit: Limit, now: Instant): Instant =>
  overdueFrom(calendar, limit, assumedEnd(limit, now));
