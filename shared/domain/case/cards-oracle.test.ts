import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Day, Instant } from '../../kernel/instant.ts';
import { DAY_MS, dayOf, epochMsOf, instantAt, instantOf } from '../../kernel/instant.ts';
import { createCalendar } from '../../time/calendar.ts';
import type { Limit, Pause } from '../../time/limits.ts';
import { Oracle } from '../../time/oracle.test-support.ts';
import type { Closure } from '../../time/rules.ts';
import { specOf } from '../spec.test-support.ts';
import { DEFAULT_CARDS } from '../supervision/card-rules.ts';
import {
  applies,
  at,
  authority,
  chief,
  does,
  matter,
  MONDAY,
  reviewer,
  system,
  text,
} from './case.test-support.ts';
import { caseDecider } from './case.ts';
import type { CaseCommand, CommandContext } from './commands.ts';
import type { CaseEvent } from './events.ts';
import { movedDays } from './move-dues.ts';
import { nextStep } from './next-step.ts';
import { initialCase, type CaseState } from './state.ts';

const { tell } = specOf(caseDecider, ({ now, actor }) => ({ at: now, actor }));

interface Happened {
  readonly at: Instant;
  readonly event: CaseEvent;
}

/** Something that makes cards come down: an act, or a look at the case. */
interface Moment {
  readonly at: Instant;
  readonly event?: CaseEvent;
  readonly closure?: Closure;
}

/** `close` shuts the hall on a day to come and the walk moves the case; `close-killed`: the walk dies before it does. */
interface Deed {
  readonly what: 'pause' | 'resume' | 'extend' | 'wake' | 'close' | 'close-killed';
  readonly after: number;
}

const STATUTE = 20;
const LEVELS = ['yellow', 'red', 'supervised'] as const;
type Level = (typeof LEVELS)[number];

/** Ends before the year for which no notice is known. */
const END = at('2026-12-24');

const HOURS = [
  { from: '08:30', to: '12:00' },
  { from: '14:30', to: '18:00' },
];

type ActDeed = Extract<Deed['what'], 'pause' | 'resume' | 'extend'>;

const commandOf = (what: ActDeed, now: Instant, calendar: CommandContext['calendar']): CaseCommand => {
  const cards = { cards: DEFAULT_CARDS, calendar };
  if (what === 'pause')
    return { ...does(reviewer, 'start-procedure', { kind: '听证', days: 3 }, now), ...cards };
  if (what === 'resume') return { ...does(reviewer, 'finish-procedure', { result: text() }, now), ...cards };
  const body = { days: 4, reason: text(), authorisation: authority() };
  return { ...does(chief, 'extend', body, now), ...cards };
};

/** What the log holds after the deeds; those that a rule refuses leave nothing. A last wake-up ends every story. */
const live = (promisedDays: number, deeds: readonly Deed[]) => {
  const log: Happened[] = [];
  const moments: Moment[] = [];
  const closures: Closure[] = [];
  let state: CaseState = initialCase;
  let calendar = createCalendar({ hours: HOURS });
  let version = 0;
  const run = (command: CaseCommand): void => {
    const told = tell(state, version, command);
    state = told.state;
    if (told.events.length > 0) version += 1;
    for (const event of told.events) log.push({ at: command.now, event });
    moments.push({ at: command.now });
    for (const event of told.events) moments.push({ at: command.now, event });
  };
  /** As the clockwork does: until nothing is due. */
  const wake = (now: Instant): void => {
    for (;;) {
      const { due } = nextStep(state, calendar, DEFAULT_CARDS, now);
      if (!due) return;
      const body = { changes: [], cards: DEFAULT_CARDS, calendar };
      run({ ...does(system, due, { changes: [] }, now), ...body });
    }
  };
  const close = (now: Instant, ahead: number): void => {
    const day = dayOf(instantOf(epochMsOf(now) + ahead * DAY_MS));
    if (closures.some((known) => known.day === day)) return;
    const closure = { day, reason: '大雪' };
    closures.push(closure);
    moments.push({ at: now, closure });
    calendar = createCalendar({ hours: HOURS, closures });
  };
  const perform = ({ what, after }: Deed, now: Instant): void => {
    if (what === 'close' || what === 'close-killed') close(now, 1 + (after % 5));
    if (what === 'wake' || what === 'close') wake(now);
    if (what === 'pause' || what === 'resume' || what === 'extend') run(commandOf(what, now, calendar));
  };
  run(applies({ matter: matter({ promisedDays, statutoryDays: STATUTE }) }));
  let now = epochMsOf(MONDAY);
  for (const deed of deeds) {
    now += deed.after * 3_600_000;
    if (now < epochMsOf(END)) perform(deed, instantOf(now));
  }
  wake(END);
  return { log, moments, settled: state.status !== 'none' && !movedDays(state, calendar) };
};

/** The second implementation: looks at every close of business and every midnight, with limits counted day by day. */
class NaiveSupervision {
  readonly #closures: Closure[] = [];
  #oracle = new Oracle([], () => '18:00');
  readonly #promised: number;
  readonly #up = new Map<Level, Instant>();
  #pauses: readonly Pause[] = [];
  #extension = 0;
  readonly raised: (readonly [Level, Instant])[] = [];
  cured = 0;

  constructor(promised: number) {
    this.#promised = promised;
  }

  take({ event, closure, at: when }: Moment): void {
    if (closure) {
      this.#closures.push(closure);
      this.#oracle = new Oracle(this.#closures, () => '18:00');
    }
    if (!event) return;
    if (event.type === 'ProcedureStarted') this.#pauses = [...this.#pauses, { from: when, reason: '' }];
    else if (event.type === 'ProcedureFinished')
      this.#pauses = this.#pauses.map((pause) => ({ to: when, ...pause }));
    else if (event.type === 'LimitExtended') this.#extension += event.data.days;
  }

  look(now: Instant): void {
    for (const level of LEVELS) {
      if (!this.#up.has(level) && this.#holds(level, now)) {
        this.#up.set(level, now);
        this.raised.push([level, now]);
      }
    }
  }

  cure(now: Instant): void {
    for (const level of LEVELS) {
      if (this.#up.has(level) && !this.#holds(level, now)) {
        this.#up.delete(level);
        this.cured += 1;
      }
    }
  }

  #limit(days: number): Limit {
    return { start: MONDAY, days, pauses: this.#pauses, extension: this.#extension };
  }

  #holds(level: Level, now: Instant): boolean {
    const promise = this.#oracle.answer(this.#limit(this.#promised), now, undefined);
    const total = this.#promised + this.#extension;
    if (level === 'yellow')
      return promise.remaining <= Math.min(Math.max(1, Math.floor(total / 5)), total - 1);
    if (level === 'red') return promise.overdue;
    if (this.#oracle.answer(this.#limit(STATUTE), now, undefined).overdue) return true;
    const since = this.#up.get('red');
    if (since === undefined) return false;
    return this.#oracle.answer({ start: since, days: 2, pauses: this.#pauses }, now, undefined).overdue;
  }
}

const checkpoints = (): readonly Instant[] => {
  const moments: Instant[] = [];
  for (let ms = Date.parse('2026-09-14'); ms <= Date.parse('2026-12-24'); ms += 86_400_000) {
    const day = new Date(ms).toISOString().slice(0, 10) as Day;
    moments.push(instantAt(day, '00:00'), instantAt(day, '18:00'));
  }
  return moments.filter((moment) => moment > MONDAY && moment <= END);
};

/** The cards of a story by the second implementation, from what people did and from when anybody looked. */
const expectedOf = (promised: number, acts: readonly Moment[]) => {
  const naive = new NaiveSupervision(promised);
  let next = 0;
  for (const moment of checkpoints()) {
    for (let act = acts[next]; act && act.at <= moment; act = acts[(next += 1)]) {
      // An act at the very moment comes after what was due by then.
      if (act.at === moment) naive.look(moment);
      naive.take(act);
      // A closure cures nothing before somebody looks at the case again.
      if (!act.closure) naive.cure(act.at);
    }
    naive.look(moment);
  }
  return { raised: naive.raised, cured: naive.cured };
};

const cardsOf = (log: readonly Happened[]) => {
  const raised = log.flatMap(({ event }) =>
    event.type === 'CardRaised' && event.data.clock === 'handling' ? [event.data] : [],
  );
  const own = new Set(raised.map(({ no }) => no));
  const cured = log.filter(({ event }) => event.type === 'CardCured' && own.has(event.data.no)).length;
  return { raised: raised.map(({ level, since }) => [level, since]), cured };
};

const deed: fc.Arbitrary<Deed> = fc.record({
  what: fc.constantFrom('pause', 'resume', 'extend', 'wake', 'wake', 'close', 'close-killed'),
  after: fc.constantFrom(0, 1, 3, 5, 24, 30, 48, 72, 100, 170, 240),
});

it('C65: whatever pauses, resumes, extends, closes the hall, sleeps, dies or wakes twice, the cards are those of a log read day by day', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.constantFrom(1, 2, 5, 8, 12, 20), fc.array(deed, { maxLength: 14 }), (promised, deeds) => {
      const { log, moments, settled } = live(promised, deeds);
      expect(settled).toBe(true);
      if (log.some(({ event }) => event.type === 'DuesMoved')) seen.add('moved');
      const cards = cardsOf(log);
      for (const [level] of cards.raised) seen.add(`${level}`);
      if (cards.cured > 0) seen.add('cured');
      expect(cards).toEqual(expectedOf(promised, moments));
    }),
    { numRuns: 200 },
  );
  expect(seen).toEqual(new Set([...LEVELS, 'cured', 'moved']));
}, 120_000);
