import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/instant.ts';
import { toStored, upcast } from '../upcast.ts';
import { caseDecider } from './case.ts';
import { MONDAY, PEOPLE } from './case.test-support.ts';
import type { CaseEvent } from './events.ts';
import { CASE_ACTS } from './guards.ts';
import { nextActs } from './next-acts.ts';
import { anyCommand, sensibleCommand } from './random-cases.test-support.ts';
import { initialCase, type CaseState } from './state.ts';

interface Committed {
  readonly event: CaseEvent;
  readonly at: Instant;
  readonly actor: Actor;
  readonly version: number;
}

interface Life {
  readonly state: CaseState;
  readonly log: readonly Committed[];
}

/** Lives a case from a list of numbers; refused commands leave no trace. */
const live = (seeds: readonly number[], onState?: (state: CaseState, now: Instant) => void): Life => {
  let state: CaseState = initialCase;
  let now = MONDAY;
  const log: Committed[] = [];
  for (const seed of seeds) {
    const command = anyCommand(seed, state, now);
    now = command.now;
    const decided = caseDecider.decide(command, state);
    if (!decided.ok) continue;
    const version = log.length;
    for (const event of decided.value) {
      const committed = { event, at: command.now, actor: command.actor, version };
      log.push(committed);
      state = caseDecider.evolve(state, event, committed);
    }
    onState?.(state, now);
  }
  return { state, log };
};

const sequence = fc.array(fc.nat(0xffff_ffff), { minLength: 1, maxLength: 24, size: 'max' });
const RUNS = Number(process.env['INVARIANT_RUNS'] ?? 100_000);

const indexOf = (log: readonly Committed[], type: CaseEvent['type']): number =>
  log.findIndex(({ event }) => event.type === type);
const count = (log: readonly Committed[], type: CaseEvent['type']): number =>
  log.filter(({ event }) => event.type === type).length;

const decidedBeforeAcceptance = (log: readonly Committed[]): boolean => {
  const decided = indexOf(log, 'CaseDecided');
  const accepted = indexOf(log, 'CaseAccepted');
  return decided >= 0 && (accepted < 0 || accepted > decided);
};

const handedOutUndecided = (log: readonly Committed[]): boolean => {
  const out = log.findIndex(({ event: { type } }) => type === 'ResultProduced' || type === 'ResultDelivered');
  const decided = indexOf(log, 'CaseDecided');
  return out >= 0 && (decided < 0 || decided > out);
};

/** A06, E27: accepted neither at the counter nor by law, decided on nobody's letter, or handed out undecided. */
const wentPastTheHall = (log: readonly Committed[]): boolean =>
  handedOutUndecided(log) ||
  log.some(({ event, actor: { roles } }) => {
    if (event.type === 'CaseDecided') return !event.data.authorisation;
    if (event.type !== 'CaseAccepted') return false;
    return !roles.includes('clerk') && !(event.data.deemed && roles.includes('system'));
  });

/** Told from the events alone, so that a wrong fold cannot hide it. */
const approvedWithOpenPromise = (log: readonly Committed[]): boolean => {
  const open = new Set<string>();
  for (const { event } of log) {
    if (event.type === 'CaseAccepted') for (const { name } of event.data.deferred) open.add(name);
    if (event.type === 'MaterialsSupplemented') {
      for (const { name, provided } of event.data.materials) if (provided) open.delete(name);
    }
    if (event.type === 'CaseDecided' && event.data.outcome === 'approved' && open.size > 0) return true;
  }
  return false;
};

const DUTIES: Partial<Record<CaseEvent['type'], string>> = {
  CaseReviewed: 'reviewer',
  CaseVerified: 'verifier',
  CaseDecided: 'approver',
  ResultProduced: 'issuer',
  ResultDelivered: 'issuer',
};

/** Somebody in two roles that must be apart; front counter and issuing window are both of the front office. */
const changedSides = ({ log, state }: Life): boolean => {
  if (state.status === 'none' || state.received.matter.steps === '审核合一') return false;
  const roles = new Map<string, Set<string>>();
  for (const { event, actor } of log) {
    const isAccepted = event.type === 'CaseAccepted' && !actor.roles.includes('system');
    const duty = isAccepted ? 'acceptor' : DUTIES[event.type];
    if (duty) roles.set(actor.sub, (roles.get(actor.sub) ?? new Set()).add(duty));
  }
  return [...roles.values()].some(
    (duties) => duties.size > (duties.has('acceptor') && duties.has('issuer') ? 2 : 1),
  );
};

const ENDS: readonly CaseEvent['type'][] = ['CaseClosed', 'CaseDeclined', 'CaseWithdrawn'];

const wentOnAfterItsEnd = (log: readonly Committed[]): boolean => {
  const end = log.findIndex(({ event }) => ENDS.includes(event.type));
  return end >= 0 && end < log.length - 1;
};

const exceededStatute = (log: readonly Committed[]): boolean =>
  log.some(
    ({ event: { data } }) => 'statutoryDue' in data && (data.promisedDue ?? '') > (data.statutoryDue ?? '9'),
  );

/** What the log gives back after it was written, read and upcast. */
const replay = (log: readonly Committed[]): CaseState =>
  log.reduce<CaseState>((state, { event, ...meta }) => {
    const stored = JSON.parse(JSON.stringify(toStored(caseDecider.upcasters, event))) as ReturnType<
      typeof toStored
    >;
    return caseDecider.evolve(state, upcast(caseDecider.upcasters, stored), meta);
  }, initialCase);

describe('whatever is commanded', () => {
  it('A06, E27: nothing is accepted, decided or handed out past the hall; no approval with an open promise, one notice, separate duties, closed means closed, and a replay gives the same', () => {
    const reached = new Map<string, number>();
    fc.assert(
      fc.property(sequence, (seeds) => {
        const life = live(seeds);
        const { log, state } = life;
        reached.set(state.status, (reached.get(state.status) ?? 0) + 1);
        const broken = [
          decidedBeforeAcceptance(log) && 'decided before acceptance',
          wentPastTheHall(log) && 'accepted, decided or handed out past the hall',
          approvedWithOpenPromise(log) && 'approved with an open promise',
          count(log, 'SupplementRequested') > 1 && 'second notice',
          count(log, 'LimitExtended') > 1 && 'second extension',
          count(log, 'CaseDecided') > 1 && 'second decision',
          changedSides(life) && 'one person in two separated roles',
          wentOnAfterItsEnd(log) && 'went on after its end',
          exceededStatute(log) && 'promise after the statutory day',
          !isDeepStrictEqual(replay(log), state) && 'replay differs',
        ].filter((what) => what !== false);
        expect(broken).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    expect(
      ['closed', 'declined', 'withdrawn', 'in-procedure'].filter((status) => !reached.has(status)),
    ).toEqual([]);
  }, 300_000);

  it('next holds exactly the acts that status and role allow', () => {
    const BY_STATE = [
      'not-allowed',
      'wrong-status',
      'not-competent',
      'claimed-by-other',
      'separation-of-duties',
    ];
    fc.assert(
      fc.property(sequence, (seeds) => {
        live(seeds, (state, now) => {
          for (const actor of PEOPLE) {
            const next = nextActs(state, actor, now);
            for (const act of CASE_ACTS) {
              const decided = caseDecider.decide(sensibleCommand(act, actor, now), state);
              const isOpen = decided.ok || !BY_STATE.includes(decided.refusal.code);
              if (next.includes(act) ? !isOpen : decided.ok)
                expect({ act, actor: actor.sub, state }).toBe('as `next` says');
            }
          }
        });
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
