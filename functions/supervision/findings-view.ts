import { evaluationAggregate, type EvaluationEvent } from '../../shared/domain/evaluation/evaluation.ts';
import type { Duty } from '../../shared/domain/supervision/duty.ts';
import { findingsOf, reportedIn, type Finding } from '../../shared/domain/supervision/irregularities.ts';
import { upcast } from '../../shared/domain/upcast.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Projection, ViewRow } from '../../shared/ports/views.ts';
import { monthAt } from '../runtime/months.ts';
import { supervisedAfter, toldBy, type SupervisedCase } from './supervised-case.ts';

/** What the log of one case or of one evaluation shows; most rows show nothing. */
interface FindingsRow {
  readonly tenant: TenantCode;
  /** Number of the case, or the name of the service act that was evaluated. */
  readonly about: string;
  readonly findings: readonly Finding[];
}
export type CaseFindingsRow = FindingsRow & SupervisedCase;

/** Rows with something of the month or earlier: a row stands in the month of what it showed last. */
export const findingsPartition = (month: string): string => `findings#${month}`;
/** Cases for which somebody was called to the hall in the month (事进人不进). */
export const summonsPartition = (month: string): string => `summons#${month}`;
/** Cases whose promise still runs, by the day on which it ends. */
export const DUE = 'due';

export const lastOf = (instants: readonly Instant[]): Instant | undefined => instants.toSorted().at(-1);

/** Where a row stands that showed something last at that moment. */
export const inMonth = (key: string, last: Instant | undefined): ViewRow['lists'] =>
  last === undefined
    ? {}
    : { list1: { partition: findingsPartition(monthAt(last)), sort: `${last}#${key}` } };

const dueOf = ({ state: { received, clock } }: SupervisedCase): ViewRow['lists'] =>
  clock && clock.endedAt === undefined
    ? { list2: { partition: DUE, sort: `${clock.promisedDue}#${received.caseNo}` } }
    : {};

const summonedOf = ({ state: { received, summons } }: SupervisedCase): ViewRow['lists'] =>
  summons
    ? {
        list3: { partition: summonsPartition(monthAt(summons.at)), sort: `${summons.at}#${received.caseNo}` },
      }
    : {};

/** Irregularities and cards of every case, and when its promise ends, for its hall and the halls above. */
export const caseFindings: Projection<CaseFindingsRow> = {
  view: 'findings',
  aggregate: 'case',
  seenAbove: true,
  project: (before, commit) => {
    const about = commit.stream.id;
    const found = toldBy(before?.state, commit).flatMap(({ event, state }) =>
      findingsOf(event, state, commit.at),
    );
    const supervised = supervisedAfter(before?.state, commit);
    const findings = [...(before?.findings ?? []), ...found];
    const moments = [
      ...findings.map(({ at }) => at),
      ...supervised.state.cards.map(({ raisedAt }) => raisedAt),
    ];
    return {
      data: { ...supervised, about, findings },
      lists: { ...inMonth(about, lastOf(moments)), ...dueOf(supervised), ...summonedOf(supervised) },
    };
  },
};

/** Irregularities that evaluations report. */
export const reportedFindings: Projection<FindingsRow> = {
  view: 'reported',
  aggregate: 'evaluation',
  seenAbove: true,
  // Each hall counts its numbers of the day from one: the same ticket is evaluated in many halls.
  qualified: true,
  project: (before, { tenant, stream, events, at }) => {
    const { upcasters } = evaluationAggregate.decider;
    const found = events.flatMap((stored) => {
      const event = upcast<EvaluationEvent>(upcasters, stored);
      return event.type === 'EvaluationGiven' ? reportedIn(event.data, at) : [];
    });
    const findings = [...(before?.findings ?? []), ...found];
    const last = lastOf(findings.map((finding) => finding.at));
    return { data: { tenant, about: stream.id, findings }, lists: inMonth(`${tenant}#${stream.id}`, last) };
  },
};

export type AnyFindingsRow = FindingsRow &
  Partial<SupervisedCase> & {
    /** Of a limit beside the cases. */
    readonly duty?: Duty;
  };
