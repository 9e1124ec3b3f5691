import type { StoredEvent } from '../../shared/ports/event-log.ts';
import { projection } from '../../shared/ports/project.ts';
import type { Projection } from '../../shared/ports/views.ts';

export interface CounterRow {
  readonly sum: number;
  readonly commits: number;
  readonly last: string;
}

const pad = (value: number): string => String(value).padStart(6, '0');

const added = ({ data }: StoredEvent): number => (typeof data['by'] === 'number' ? data['by'] : 0);

/** Open counters by sum, and all of them; a closed one leaves the first list. */
const counters: Projection<CounterRow> = {
  view: 'counter',
  aggregate: 'window',
  project: (before, commit) => {
    const sum = (before?.sum ?? 0) + commit.events.reduce((total, event) => total + added(event), 0);
    const isClosed = commit.events.some(({ type }) => type === 'Closed');
    const sort = `${pad(sum)}#${commit.stream.id}`;
    return {
      data: { sum, commits: (before?.commits ?? 0) + 1, last: commit.key },
      lists: { ...(!isClosed && { list1: { partition: 'open', sort } }), list2: { partition: 'all', sort } },
    };
  },
};

/** A second view of the same streams, in no list. */
const actors: Projection<{ readonly subs: readonly string[] }> = {
  view: 'counter-actors',
  aggregate: 'window',
  project: (before, commit) => ({
    data: { subs: [...new Set([...(before?.subs ?? []), commit.actor.sub])] },
    lists: {},
  }),
};

export const COUNTER_PROJECTIONS: readonly Projection[] = [projection(counters), projection(actors)];
