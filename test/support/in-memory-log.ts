import { chain } from '../../shared/ports/chain.ts';
import { VersionConflictError, type Commit, type EventLog } from '../../shared/ports/event-log.ts';

/** A log in memory that also tells what it holds. Commits pass through JSON, so that no object is shared with it. */
export interface InMemoryLog extends EventLog {
  /** Every commit of every tenant, streams in the order of their first commit. */
  all(): readonly Commit[];
}

const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

export const inMemoryLog = (): InMemoryLog => {
  const streams = new Map<string, Commit[]>();
  return {
    for: (tenant) => ({
      append: async (stream, after, commit) => {
        await Promise.resolve();
        const chained = copy(chain(tenant, stream, after, commit));
        const partition = `${tenant}#${stream.aggregate}#${stream.id}`;
        const commits = streams.get(partition) ?? [];
        if (commits.length !== chained.version)
          throw new VersionConflictError(`${partition} ${chained.version}`);
        commits.push(chained);
        streams.set(partition, commits);
        return copy(chained);
      },
      read: async (stream, fromVersion = 0) => {
        await Promise.resolve();
        return copy((streams.get(`${tenant}#${stream.aggregate}#${stream.id}`) ?? []).slice(fromVersion));
      },
    }),
    all: () => copy([...streams.values()].flat()),
  };
};
