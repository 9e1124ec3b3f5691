import type { Actor } from '../../kernel/actor.ts';
import type { Subject } from '../../kernel/ids.ts';
import type { Day, Instant } from '../../kernel/instant.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import { dueDay, remainingDays, type Limit } from '../../time/limits.ts';
import { withAnswer, type CardAnswer, type CardAnswered } from '../case/card-answers.ts';
import { isUp, type Card, type CardClock, type CardRaised } from '../case/cards.ts';
import { curedOn, nextOn, raisedOn } from '../case/standing-cards.ts';
import type { Watched } from '../case/watched.ts';
import type { CommitMeta } from '../decider.ts';
import { changesSince, type CalendarChange } from '../tenant/calendar-changes.ts';
import type { CardRule } from './card-rules.ts';

/** What a duty begins with: as it is told in the event that begins it. */
export interface DutyTerms {
  readonly clock: Extract<CardClock, 'consultation' | 'change'>;
  /** Who answers for it. */
  readonly unit: string;
  readonly person?: Subject;
  /** The working day after it is day 1. */
  readonly start: Instant;
  /** Working days. */
  readonly days: number;
  readonly due: Day;
}

interface DutyMove {
  readonly at: Instant;
  readonly reason: string;
  readonly from: Day;
  readonly to: Day;
}

/** A limit of something that is no case: a question to be answered (C16), a guide to be changed (C10, E34). */
export interface Duty extends DutyTerms {
  readonly cards: readonly Card[];
  readonly moves: readonly DutyMove[];
  /** When its day and its waits were last worked out, and how often that was. */
  readonly datedAt: Instant;
  readonly stretch: number;
  readonly endedAt?: Instant;
}

/** What the clockwork, the end of a duty and the unit's answers to its cards leave in the log. */
export type DutyEvent =
  | { readonly type: 'CardRaised'; readonly data: CardRaised }
  | { readonly type: 'CardCured'; readonly data: { readonly no: number } }
  /** The calendar has changed: the day, or only the moment of a warning, is another one. */
  | { readonly type: 'DueMoved'; readonly data: { readonly reason: string; readonly due: Day } }
  | CardAnswered;

/** What everything that touches a duty is reckoned with. Without levels no card goes up or comes down. */
export interface DutyContext {
  readonly now: Instant;
  readonly calendar: WorkingCalendar;
  readonly cards?: readonly CardRule[];
}

/** What the hall's clockwork does with a duty by itself. */
export type DutyCommand = DutyContext &
  (
    | { readonly type: 'raise-cards' }
    | { readonly type: 'move-due'; readonly changes: readonly CalendarChange[]; readonly anew?: boolean }
  );
export type DutyAct = DutyCommand['type'];
/** 签收, 整改回复 of a card of the duty. */
export type DutyAnswer = DutyContext & CardAnswer & { readonly actor: Actor };

const limitOf = ({ start, days }: DutyTerms): Limit => ({ start, days, pauses: [] });

/** Terms of a duty that begins: its day by this calendar. */
export const dutyTerms = (calendar: WorkingCalendar, terms: Omit<DutyTerms, 'due'>): DutyTerms => ({
  ...terms,
  due: dueDay(calendar, { start: terms.start, days: terms.days, pauses: [] }),
});

export const isRunning = (duty: Duty | undefined): duty is Duty =>
  duty !== undefined && duty.endedAt === undefined;

/** Working days that are left, negative when it is late; nothing once it has ended. */
export const dutyRemaining = (duty: Duty, calendar: WorkingCalendar, now: Instant): number | undefined =>
  isRunning(duty) ? remainingDays(calendar, limitOf(duty), now) : undefined;

/** Not of a case: what supervision sees of it is the one promise. */
const watched = (duty: Duty): readonly Watched[] => {
  const { clock, unit, person } = duty;
  const promise = limitOf(duty);
  return [{ clock, unit, ...(person !== undefined && { person }), limits: { promise } }];
};

/** What is to be done about the duty now, or else when to look again. */
export const nextDutyStep = (
  duty: Duty,
  calendar: WorkingCalendar,
  rules: readonly CardRule[],
  now: Instant,
): { readonly due?: DutyAct; readonly wakeAt?: Instant } => {
  if (!isRunning(duty)) return {};
  if (dueDay(calendar, limitOf(duty)) !== duty.due) return { due: 'move-due' };
  const around = { calendar, now };
  const limits = watched(duty);
  const isDue =
    raisedOn(limits, duty.cards, rules, around).length > 0 ||
    curedOn(limits, duty.cards, rules, around).length > 0;
  if (isDue) return { due: 'raise-cards' };
  const wakeAt = nextOn(limits, duty.cards, rules, around);
  return wakeAt === undefined ? {} : { wakeAt };
};

const raised = (duty: Duty, { calendar, now, cards }: DutyContext): readonly DutyEvent[] =>
  cards
    ? raisedOn(watched(duty), duty.cards, cards, { calendar, now }).map((data) => ({
        type: 'CardRaised',
        data,
      }))
    : [];

const cured = (duty: Duty, { calendar, now, cards }: DutyContext): readonly DutyEvent[] =>
  cards
    ? curedOn(watched(duty), duty.cards, cards, { calendar, now }).map(({ no }) => ({
        type: 'CardCured',
        data: { no },
      }))
    : [];

const moved = (duty: Duty, command: Extract<DutyCommand, { type: 'move-due' }>): readonly DutyEvent[] => {
  const due = dueDay(command.calendar, limitOf(duty));
  if (due === duty.due && !command.anew) return [];
  return [{ type: 'DueMoved', data: { reason: changesSince(command.changes, duty.datedAt), due } }];
};

/** The events of the clockwork's act: cards that are due, cards that are so no longer, or another day. */
export const actOnDuty = (command: DutyCommand, duty: Duty): readonly DutyEvent[] => {
  if (!isRunning(duty)) return [];
  return command.type === 'move-due'
    ? moved(duty, command)
    : [...raised(duty, command), ...cured(duty, command)];
};

/** What comes before the end of a duty: cards that were due although nobody noticed go up, then all come down. */
export const settleDuty = (duty: Duty, context: DutyContext): readonly DutyEvent[] => {
  if (!isRunning(duty)) return [];
  const late = raised(duty, context);
  const up = [...duty.cards.filter(isUp), ...late.flatMap((event) => cardOf(event))];
  return [...late, ...up.map(({ no }): DutyEvent => ({ type: 'CardCured', data: { no } }))];
};

const cardOf = (event: DutyEvent): readonly CardRaised[] => (event.type === 'CardRaised' ? [event.data] : []);

/** A duty that begins in a stream where another one may have been. */
export const beginDuty = (
  terms: DutyTerms,
  { at }: Pick<CommitMeta, 'at'>,
  before: Duty | undefined,
): Duty => {
  const { clock, unit, person, start, days, due } = terms;
  const own = { clock, unit, ...(person !== undefined && { person }), start, days, due };
  return { ...own, cards: [], moves: [], datedAt: at, stretch: before ? before.stretch + 1 : 0 };
};

export const endDuty = (duty: Duty, { at }: Pick<CommitMeta, 'at'>): Duty => ({ ...duty, endedAt: at });

const withCard = (duty: Duty, no: number, change: (card: Card) => Card): Duty => ({
  ...duty,
  cards: duty.cards.map((card) => (card.no === no ? change(card) : card)),
});

/** The duty after what the clockwork has done, or its unit has said. */
export const evolveDuty = (
  duty: Duty,
  event: DutyEvent,
  { at, actor }: Pick<CommitMeta, 'at' | 'actor'>,
): Duty => {
  switch (event.type) {
    case 'CardRaised':
      return { ...duty, cards: [...duty.cards, { ...event.data, raisedAt: at }] };
    case 'CardCured':
      return withCard(duty, event.data.no, (card) => ({ ...card, curedAt: at }));
    case 'CardAcknowledged':
    case 'CardReplied':
      return withCard(duty, event.data.no, (card) => withAnswer(card, event, { at, actor }));
    case 'DueMoved': {
      const { reason, due } = event.data;
      const move = { at, reason, from: duty.due, to: due };
      const moves = due === duty.due ? duty.moves : [...duty.moves, move];
      return { ...duty, due, moves, datedAt: at, stretch: duty.stretch + 1 };
    }
    default:
      return event satisfies never;
  }
};
