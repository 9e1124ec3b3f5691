import type { DomainEvent } from '../../shared/domain/decider.ts';
import type { CardRule } from '../../shared/domain/supervision/card-rules.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Refusal } from '../../shared/kernel/result.ts';
import type { AggregateOf } from '../../shared/ports/handle-command.ts';
import type { WorkingCalendar } from '../../shared/time/calendar.ts';
import { recordOf } from '../runtime/claims.ts';
import type { Deps } from '../runtime/deps.ts';
import { loadHall, type Hall } from '../runtime/hall.ts';

/** All that the clockwork needs of the back office. */
export type ClockDeps = Pick<Deps, 'clock' | 'streams'>;

/** What is to be done now, or else when to look again; neither: nothing is waited for. */
export interface Step<Act> {
  readonly due?: Act;
  readonly wakeAt?: Instant;
}

/** What a command of the clockwork is made of. */
export interface Occasion {
  readonly hall: Hall;
  readonly now: Instant;
  readonly actor: Actor;
}

/** What the clockwork has to know of one kind of stream that has limits. */
interface LimitRules<State, Command, Act extends string> {
  /** Number of the stretch that runs, and when its days were worked out; none: no limit is left. */
  readonly stretchOf: (state: State) => { readonly stretch: number; readonly datedAt: Instant } | undefined;
  readonly nextStep: (
    state: State,
    calendar: WorkingCalendar,
    rules: readonly CardRule[],
    now: Instant,
  ) => Step<Act>;
  readonly commandOf: (act: Act, state: State, occasion: Occasion) => Command;
  /** The command that begins the waits anew after a change of the calendar which moved no day. */
  readonly anew?: (state: State, occasion: Occasion) => Command;
}

/** A stretch of a stream's limit. */
export interface Stretch {
  readonly tenant: TenantCode;
  readonly id: string;
  readonly stretch: number;
}

/** How an evaluation is done. `afterChange`: the calendar has changed, an execution may wait by the one before. */
interface Manner {
  readonly afterChange?: boolean;
}

/** The limits of one kind of stream. */
export interface LimitClock<State> {
  /** Does what is due as of now and says when to look again; a stretch that is over asks for nothing. */
  readonly evaluate: (deps: ClockDeps, stretch: Stretch, manner?: Manner) => Promise<Instant | undefined>;
  /** The stretch that runs, or none. */
  readonly current: (deps: ClockDeps, tenant: TenantCode, id: string) => Promise<Stretch | undefined>;
  /** Whether a change of the calendar asks for anything of a stream in this state: no read, no write. */
  readonly hasMoved: (state: State, hall: Hall, now: Instant) => boolean;
}

/** Something went on happening to the stream while it was evaluated; the state machine tries again. */
export class RestlessCaseError extends Error {
  override readonly name = 'RestlessCaseError';
}

const MAX_ACTS = 8;

const clockwork = (tenant: TenantCode): Actor => ({
  sub: 'clockwork' as Subject,
  name: '时限管理',
  tenant,
  roles: ['system'],
});

/** A warning comes earlier than the execution waits for: it was reckoned by a calendar that is no more. */
const comesEarlier = (wakeAt: Instant | undefined, before: Step<string> | undefined): boolean =>
  before !== undefined &&
  wakeAt !== undefined &&
  before.due === undefined &&
  (before.wakeAt === undefined || wakeAt < before.wakeAt);

/** The clock of one kind of stream. */
export const limitClock = <State, Command, Event extends DomainEvent, R extends Refusal, Act extends string>(
  aggregate: AggregateOf<State, Command, Event, R>,
  { stretchOf, nextStep, commandOf, anew }: LimitRules<State, Command, Act>,
): LimitClock<State> => {
  const isLate = (state: State, wakeAt: Instant | undefined, { hall, now }: Occasion): boolean => {
    const known = stretchOf(state);
    const until = known && hall.calendarUntil(known.datedAt);
    return comesEarlier(wakeAt, until && nextStep(state, until, hall.settings.cards, now));
  };

  type Found = { readonly act: string; readonly command: Command } | { readonly wakeAt: Instant | undefined };

  /** Act and command that the stream asks for now, or when to look again. */
  const look = (state: State, occasion: Occasion, { afterChange }: Manner): Found => {
    const { hall, now } = occasion;
    const { due, wakeAt } = nextStep(state, hall.calendar, hall.settings.cards, now);
    if (due !== undefined) return { act: due, command: commandOf(due, state, occasion) };
    if (anew && afterChange && isLate(state, wakeAt, occasion))
      return { act: 'anew', command: anew(state, occasion) };
    return { wakeAt };
  };

  const load = async (deps: ClockDeps, tenant: TenantCode, id: string) => {
    const { state, position } = await deps.streams.load(tenant, aggregate, id);
    return { state, position, known: stretchOf(state) };
  };

  const evaluate: LimitClock<State>['evaluate'] = async (deps, { tenant, id, stretch }, manner = {}) => {
    const hall = await loadHall(deps, tenant);
    for (let acts = 0; acts < MAX_ACTS; acts += 1) {
      const { state, position, known } = await load(deps, tenant, id);
      if (known?.stretch !== stretch) return undefined;
      const now = deps.clock.now();
      const found = look(state, { hall, now, actor: clockwork(tenant) }, manner);
      if (!('act' in found)) return found.wakeAt;
      const key = `clockwork ${found.act} ${position.version}`;
      const envelope = { at: now, actor: recordOf(clockwork(tenant)), key, digest: found.act };
      // A refusal means that somebody else acted first: the next look at the stream shows what they did.
      await deps.streams.execute(tenant, aggregate, id, envelope, found.command);
    }
    throw new RestlessCaseError(`${aggregate.name} ${id} still asks for something after ${MAX_ACTS} acts`);
  };

  return {
    evaluate,
    current: async (deps, tenant, id) => {
      const { known } = await load(deps, tenant, id);
      return known && { tenant, id, stretch: known.stretch };
    },
    hasMoved: (state, hall, now) =>
      'act' in look(state, { hall, now, actor: clockwork(hall.code) }, { afterChange: true }),
  };
};
