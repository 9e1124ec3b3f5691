import type { Instant } from '../../kernel/instant.ts';
import type { WorkingCalendar } from '../../time/calendar.ts';
import type { CardRule, CardTrigger, LimitKind } from '../supervision/card-rules.ts';
import { cardUp, isUp, type Card, type CardCause, type CardRaised } from './cards.ts';
import type { CaseEvent } from './events.ts';
import type { OpenedCase } from './state.ts';
import { isPaused, nearFrom, passedFrom, watchedOf, type Watched } from './watched.ts';

/** A level of a watched limit, and from when on it is to be up; without `since` never, as things stand. */
interface Standing {
  readonly rule: CardRule;
  readonly card?: Card;
  readonly since?: Instant;
  readonly cause: CardCause;
}

interface Reason {
  readonly since: Instant;
  readonly cause: CardCause;
}

interface Surroundings {
  readonly calendar: WorkingCalendar;
  readonly now: Instant;
}

const PASSED: Readonly<Record<LimitKind, CardCause>> = {
  promise: 'promise-passed',
  statute: 'statute-passed',
};

const passedCause = ({ clock }: Watched, of: LimitKind): CardCause => {
  if (clock === 'notice') return 'deemed';
  return clock.startsWith('step:') ? 'step-overdue' : PASSED[of];
};

/** How long the card of the level before has been up, in days on which the clock ran. */
const uncuredFrom = (
  { calendar, now }: Surroundings,
  watched: Watched,
  days: number,
  before: Instant | undefined,
): Instant | undefined => {
  if (before === undefined) return undefined;
  const pauses = watched.limits.promise?.pauses ?? [];
  return passedFrom(calendar, { start: before, days, pauses }, now);
};

const reasonOf = (
  around: Surroundings,
  watched: Watched,
  trigger: CardTrigger,
  before: Instant | undefined,
): Reason | undefined => {
  const { calendar, now } = around;
  if (trigger.kind === 'uncured') {
    const since = uncuredFrom(around, watched, trigger.days, before);
    return since && { since, cause: 'uncured' };
  }
  const limit = watched.limits[trigger.of];
  if (!limit) return undefined;
  if (trigger.kind === 'remaining') {
    const since = nearFrom(calendar, limit, trigger, now);
    return since && { since, cause: 'near-limit' };
  }
  const since = watched.passedAt ?? passedFrom(calendar, limit, now);
  return { since, cause: passedCause(watched, trigger.of) };
};

const earlier = (one: Reason | undefined, other: Reason | undefined): Reason | undefined => {
  if (!one || !other) return one ?? other;
  return other.since < one.since ? other : one;
};

/** DOMAIN_RULES 8.2: a step that is late while the case is not gives a yellow card and nothing more. */
const STEP_RULES: readonly CardRule[] = [{ level: 'yellow', when: [{ kind: 'passed', of: 'promise' }] }];

const rulesFor = ({ clock }: Watched, rules: readonly CardRule[]): readonly CardRule[] =>
  clock.startsWith('step:') ? STEP_RULES : rules.filter(({ when }) => when.length > 0);

/** In order: a level that is due pulls up those before it, so none comes later than one after it. */
const inOrder = (reasons: readonly (Reason | undefined)[]): readonly (Reason | undefined)[] =>
  reasons.reduceRight<(Reason | undefined)[]>((after, reason) => [earlier(reason, after[0]), ...after], []);

const standingsOf = (
  watched: Watched,
  cards: readonly Card[],
  rules: readonly CardRule[],
  around: Surroundings,
): readonly Standing[] => {
  let before: Instant | undefined;
  const own = rulesFor(watched, rules);
  const reasons = own.map(({ level, when }) => {
    const found = when.reduce<Reason | undefined>(
      (first, trigger) => earlier(first, reasonOf(around, watched, trigger, before)),
      undefined,
    );
    // A card that only waits to be cured does not go on counting for the level above it.
    const isDue = found !== undefined && found.since <= around.now;
    before = (isDue ? cardUp(cards, watched.clock, level)?.since : undefined) ?? found?.since;
    return found;
  });
  return inOrder(reasons).map((reason, index) => {
    const rule = own[index] as CardRule;
    const card = cardUp(cards, watched.clock, rule.level);
    return {
      rule,
      ...(card && { card }),
      ...(reason && { since: reason.since }),
      cause: reason?.cause ?? 'near-limit',
    };
  });
};

const holds = ({ since }: Standing, now: Instant): boolean => since !== undefined && since <= now;

const raisedBy = (
  { clock, unit, person }: Watched,
  standings: readonly Standing[],
  from: number,
  now: Instant,
): readonly CardRaised[] => {
  let last: number | undefined;
  let no = from;
  return standings.flatMap(({ rule: { level }, card, since, cause }) => {
    if (card) last = card.no;
    if (card || since === undefined || since > now) return [];
    const raised: CardRaised = {
      no,
      level,
      clock,
      cause,
      since,
      unit,
      ...(person !== undefined && { person }),
      ...(last !== undefined && { follows: last }),
    };
    last = no;
    no += 1;
    return [raised];
  });
};

/** Cards that are due on the limits now and not up yet, in order of their clocks and levels. */
export const raisedOn = (
  limits: readonly Watched[],
  cards: readonly Card[],
  rules: readonly CardRule[],
  around: Surroundings,
): readonly CardRaised[] => {
  const raised: CardRaised[] = [];
  for (const watched of limits) {
    const standings = standingsOf(watched, cards, rules, around);
    raised.push(...raisedBy(watched, standings, cards.length + raised.length + 1, around.now));
  }
  return raised;
};

/** A level that a person ordered is answered by a reply and not by the clock. */
const isAnswered = ({ cause }: Card): boolean => cause === 'ordered';

/** Cards that are up although what put them up is no longer so: the limit was kept, moved away or ended. */
export const curedOn = (
  limits: readonly Watched[],
  cards: readonly Card[],
  rules: readonly CardRule[],
  around: Surroundings,
): readonly Card[] => {
  const up = cards.filter((card) => isUp(card) && !isAnswered(card));
  if (up.length === 0) return [];
  const standing = new Set(
    limits.flatMap((watched) =>
      standingsOf(watched, cards, rules, around)
        .filter((each) => holds(each, around.now))
        .map(({ card }) => card?.no),
    ),
  );
  return up.filter(({ no }) => !standing.has(no));
};

/** The next moment at which a card is due, if nothing happens before. A limit that stands still brings none. */
export const nextOn = (
  limits: readonly Watched[],
  cards: readonly Card[],
  rules: readonly CardRule[],
  around: Surroundings,
): Instant | undefined => {
  const moments = limits
    .filter(({ limits: { promise } }) => !promise || !isPaused(promise))
    .flatMap((watched) =>
      standingsOf(watched, cards, rules, around)
        .filter(({ card }) => card === undefined)
        .flatMap(({ since }) => (since !== undefined && since > around.now ? [since] : [])),
    );
  return moments.toSorted()[0];
};

/** Cards that are due on a case. */
export const cardsDue = (
  state: OpenedCase,
  calendar: WorkingCalendar,
  rules: readonly CardRule[],
  now: Instant,
): readonly CaseEvent[] =>
  raisedOn(watchedOf(state, calendar), state.cards, rules, { calendar, now }).map((data) => ({
    type: 'CardRaised',
    data,
  }));

/** Cards of a case that come down. */
export const cardsCured = (
  state: OpenedCase,
  calendar: WorkingCalendar,
  rules: readonly CardRule[],
  now: Instant,
): readonly CaseEvent[] =>
  curedOn(watchedOf(state, calendar), state.cards, rules, { calendar, now }).map(({ no }) => ({
    type: 'CardCured',
    data: { no },
  }));

/** The next moment at which a card is due on a case. */
export const nextCardAt = (
  state: OpenedCase,
  calendar: WorkingCalendar,
  rules: readonly CardRule[],
  now: Instant,
): Instant | undefined => nextOn(watchedOf(state, calendar), state.cards, rules, { calendar, now });
