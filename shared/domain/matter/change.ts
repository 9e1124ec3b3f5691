import type { CHANGE_KINDS } from '../../contracts/matter.ts';
import { dayOf, instantAt, type Day } from '../../kernel/instant.ts';
import type { CommitMeta } from '../decider.ts';
import {
  beginDuty,
  dutyTerms,
  endDuty,
  evolveDuty,
  isRunning,
  settleDuty,
  type Duty,
  type DutyContext,
  type DutyEvent,
  type DutyTerms,
} from '../supervision/duty.ts';

type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A change that the hall has been told of and has to follow. */
export interface ChangeAnnounced {
  readonly kinds: readonly ChangeKind[];
  readonly reason: string;
  readonly basis: string;
  /** The day the law or the list changed: the limit runs from it. */
  readonly published: Day;
  /** E34: the department's own site has to say so as well. */
  readonly onSite: boolean;
  readonly terms: DutyTerms;
}

export type ChangeEvent =
  | { readonly type: 'ChangeAnnounced'; readonly data: ChangeAnnounced }
  /** E34: published on the site of the department. */
  | { readonly type: 'ChangeOnSite'; readonly data: { readonly address: string } }
  | { readonly type: 'ChangeFinished'; readonly data: { readonly late: boolean } }
  /** Announced by mistake, or taken back. */
  | { readonly type: 'ChangeCancelled'; readonly data: { readonly reason: string } }
  | DutyEvent;

const CHANGE_EVENTS: ReadonlySet<string> = new Set<ChangeEvent['type']>([
  'ChangeAnnounced',
  'ChangeOnSite',
  'ChangeFinished',
  'ChangeCancelled',
  'CardRaised',
  'CardCured',
  'CardAcknowledged',
  'CardReplied',
  'DueMoved',
]);

/** Of the events of a matter, those of its change. */
export const isOfChange = <Event extends { readonly type: string }>(
  event: Event,
): event is Extract<Event, ChangeEvent> => CHANGE_EVENTS.has(event.type);

/** A change from its announcement on; the last one stays to be seen after its end. */
export interface GuideChange extends Omit<ChangeAnnounced, 'terms'> {
  readonly inHall: boolean;
  readonly site?: string;
  readonly duty: Duty;
}

export const isOpen = (change: GuideChange | undefined): change is GuideChange =>
  change !== undefined && isRunning(change.duty);

/** The terms of a change: so many working days after the day of the law (C10: three, E34: ten, by the hall's setting). */
export const changeTerms = (
  { calendar }: Pick<DutyContext, 'calendar'>,
  unit: string,
  published: Day,
  days: number,
): DutyTerms => dutyTerms(calendar, { clock: 'change', unit, start: instantAt(published, '00:00'), days });

/** What finishes the change now that the hall, or the site, has followed; nothing while the other one is missing. */
export const changeDone = (
  change: GuideChange | undefined,
  followed: 'hall' | 'site',
  context: DutyContext,
): readonly ChangeEvent[] => {
  if (!isOpen(change)) return [];
  const { inHall, onSite, site, duty } = change;
  const isDone = (followed === 'hall' || inHall) && (followed === 'site' || !onSite || site !== undefined);
  if (!isDone) return [];
  const late = dayOf(context.now) > duty.due;
  return [...settleDuty(duty, context), { type: 'ChangeFinished', data: { late } }];
};

/** The change after an event of its matter. A new version, a merger or the end of the matter is what the hall does. */
export const evolveChange = (
  change: GuideChange | undefined,
  event: ChangeEvent,
  meta: Pick<CommitMeta, 'at' | 'actor'>,
): GuideChange | undefined => {
  if (event.type === 'ChangeAnnounced') {
    const { terms, ...announced } = event.data;
    return { ...announced, inHall: false, duty: beginDuty(terms, meta, change?.duty) };
  }
  if (!change) return undefined;
  switch (event.type) {
    case 'ChangeOnSite':
      return { ...change, site: event.data.address };
    case 'ChangeFinished':
    case 'ChangeCancelled':
      return { ...change, duty: endDuty(change.duty, meta) };
    case 'CardRaised':
    case 'CardCured':
    case 'CardAcknowledged':
    case 'CardReplied':
    case 'DueMoved':
      return { ...change, duty: evolveDuty(change.duty, event, meta) };
    default:
      return event satisfies never;
  }
};

/** The hall has followed: what is open waits for the site at most. */
export const followedInHall = (change: GuideChange | undefined): GuideChange | undefined =>
  change && isOpen(change) ? { ...change, inHall: true } : change;
