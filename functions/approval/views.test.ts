import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseDecider } from '../../shared/domain/case/case.ts';
import { calendar, MONDAY, PEOPLE } from '../../shared/domain/case/case.test-support.ts';
import type { CaseAct } from '../../shared/domain/case/commands.ts';
import { nextActs } from '../../shared/domain/case/next-acts.ts';
import { anyCommand } from '../../shared/domain/case/random-cases.test-support.ts';
import type { CaseState } from '../../shared/domain/case/state.ts';
import { dayNumberOf, type Instant } from '../../shared/kernel/instant.ts';
import { chain, START } from '../../shared/ports/chain.ts';
import type { Commit, Position } from '../../shared/ports/event-log.ts';
import { issuingPartition } from '../runtime/case-row.ts';
import { inboxItem, isMine } from './inbox-item.ts';
import { applicantPartition, caseRows, CaseStreamError, inboxPartition } from './views.ts';

/** A random case: its commits, and the state that the decider folds them to. */
const lifeOf = (seeds: readonly number[]) => {
  const commits: Commit[] = [];
  let state: CaseState = caseDecider.initial;
  let position: Position = START;
  let last: Instant = MONDAY;
  for (const seed of seeds) {
    const command = anyCommand(seed, state, last);
    const decided = caseDecider.decide(command, state);
    if (!decided.ok || decided.value.length === 0) continue;
    const { sub, roles, tenant } = command.actor;
    const commit = chain(tenant, { aggregate: 'case', id: 'c' }, position, {
      at: command.now,
      actor: { sub, roles, tenant },
      key: String(commits.length),
      digest: '',
      events: decided.value.map((event) => ({ type: event.type, data: { ...event.data } })),
    });
    for (const event of decided.value) state = caseDecider.evolve(state, event, commit);
    commits.push(commit);
    position = commit;
    last = command.now;
  }
  return { commits, state, last };
};

type Projected = ReturnType<typeof caseRows.project>;
/** Rows pass through JSON on their way to the store and back. */
const rowOf = (commits: readonly Commit[]) =>
  commits.reduce<Projected | undefined>((before, commit) => {
    const stored = before && (JSON.parse(JSON.stringify(before.data)) as Projected['data']);
    return caseRows.project(stored, commit);
  }, undefined);

const lives = fc.array(fc.nat(), { minLength: 1, maxLength: 24 });
const STEPS: readonly CaseAct[] = ['claim', 'review', 'verify', 'decide', 'finish-procedure', 'forward'];

describe('the case as a row of the inbox', () => {
  it('stands in the inbox of its department exactly while the back office has something to do', () => {
    fc.assert(
      fc.property(lives, (seeds) => {
        const { commits, state } = lifeOf(seeds);
        const row = rowOf(commits);
        if (state.status === 'none') {
          expect(row).toBeUndefined();
          return;
        }
        const isWaiting = ['accepted', 'in-review', 'in-procedure'].includes(state.status);
        const { partition, sort } = row?.lists.list1 ?? {};
        expect(partition === inboxPartition('县民政局')).toBe(isWaiting);
        if (isWaiting) expect(sort).toBe(`${state.clock?.promisedDue ?? ''}#${state.received.caseNo}`);
        expect(row?.lists.list3?.partition).toBe(applicantPartition(state.received.applicant.personKey));
        expect(row?.data.version).toBe(commits.length - 1);
      }),
      { numRuns: 1_000 },
    );
  });

  it('stands at the issuing window exactly while a result is to be produced or handed over, and after', () => {
    fc.assert(
      fc.property(lives, (seeds) => {
        const { commits, state } = lifeOf(seeds);
        const partition = rowOf(commits)?.lists.list1?.partition;
        if (state.status === 'none') return;
        const { status, decided, delivered } = state;
        const isToProduce = status === 'decided' && decided?.outcome === 'approved';
        expect(partition === issuingPartition('produce')).toBe(isToProduce);
        expect(partition === issuingPartition('deliver')).toBe(
          status === 'produced' || (status === 'decided' && !isToProduce),
        );
        expect(partition === issuingPartition('delivered')).toBe(delivered !== undefined);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is mine exactly when the case lets me take its next step', () => {
    fc.assert(
      fc.property(lives, fc.nat(), (seeds, who) => {
        const { commits, state, last } = lifeOf(seeds);
        const row = rowOf(commits)?.data;
        const actor = PEOPLE[who % PEOPLE.length];
        if (!row || !actor) return;
        const mayAct = nextActs(state, actor, last).some((act) => STEPS.includes(act));
        expect(isMine(row, actor, last)).toBe(mayAct);
      }),
      { numRuns: 2_000 },
    );
  });

  it('least remaining time first: the lists sort by the day the promise ends', () => {
    fc.assert(
      fc.property(lives, lives, (one, other) => {
        const [first, second] = [lifeOf(one), lifeOf(other)].map(({ commits, last }) => ({
          row: rowOf(commits),
          last,
        }));
        if (!first?.row?.lists.list2 || !second?.row?.lists.list2) return;
        const [left, right] = [first, second].map(({ row, last }) => ({
          sort: row?.lists.list2?.sort ?? '',
          due: row ? (inboxItem(row.data, calendar, last).promisedDue ?? '') : '',
        }));
        if (left && right && left.due !== right.due)
          expect(left.sort < right.sort).toBe(left.due < right.due);
      }),
      { numRuns: 500 },
    );
  });

  it('a stream that does not begin with the receipt is a fault', () => {
    const { commits } = lifeOf(Array.from({ length: 12 }, (_, seed) => seed * 7919));
    expect(() => rowOf(commits.slice(1))).toThrow(CaseStreamError);
  });

  it('shows what is left of the promise and who has claimed it', () => {
    fc.assert(
      fc.property(lives, (seeds) => {
        const { commits, state, last } = lifeOf(seeds);
        const row = rowOf(commits)?.data;
        if (!row || state.status === 'none' || !state.clock?.running) return;
        const item = inboxItem(row, calendar, last);
        expect(item.claimedBy).toBe(state.duties.handler);
        const isPast = dayNumberOf(state.clock.promisedDue) < dayNumberOf(last.slice(0, 10) as never);
        if (isPast) expect(item).toMatchObject({ card: 'red' });
        expect(item.remainingDays).toBeLessThanOrEqual(state.clock.promisedDays + state.clock.extendedDays);
      }),
      { numRuns: 500 },
    );
  });
});
