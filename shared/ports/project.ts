import { parentOf, type TenantCode } from '../kernel/ids.ts';
import type { Commit, TenantLog } from './event-log.ts';
import type { Projection, TenantViews, Views, ViewRow } from './views.ts';

/** Others kept changing the row: the delivery fails and is repeated. */
export class ProjectionRaceError extends Error {
  override readonly name = 'ProjectionRaceError';
}

/** All that a projection needs of the log. */
export interface LogReader {
  for(tenant: TenantCode): Pick<TenantLog, 'read'>;
}

const MAX_ATTEMPTS = 16;

/** A projection with rows of its own type, as one of a list of projections. */
export const projection = <Data extends object>(definition: Projection<Data>): Projection =>
  definition as unknown as Projection;

const keyOf = ({ qualified }: Projection, { tenant, stream }: Commit): string =>
  qualified ? `${tenant}#${stream.id}` : stream.id;

const advance = (row: ViewRow | undefined, projected: Projection, commits: readonly Commit[]) =>
  commits.reduce<ViewRow | undefined>((before, commit) => {
    const { data, lists } = projected.project(before?.data, commit);
    const key = keyOf(projected, commit);
    return { view: projected.view, key, version: commit.version, data, lists };
  }, row);

/** The commits that the row lacks: the one delivered when it is the next, else all that the log has after the row. */
const missing = async (log: LogReader, version: number, commit: Commit): Promise<readonly Commit[]> =>
  version + 1 === commit.version ? [commit] : log.for(commit.tenant).read(commit.stream, version + 1);

const applyTo = async (
  log: LogReader,
  views: TenantViews,
  projected: Projection,
  commit: Commit,
): Promise<void> => {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const row = await views.get(projected.view, keyOf(projected, commit));
    const version = row?.version ?? -1;
    if (version >= commit.version) return;
    const next = advance(row, projected, await missing(log, version, commit));
    if (!next || (await views.put(next, row?.version))) return;
  }
  throw new ProjectionRaceError(
    `${projected.view} ${commit.stream.id}: gave up at version ${commit.version}`,
  );
};

/** The hall and those above it. */
const upwards = (tenant: TenantCode): readonly TenantCode[] => {
  const above = parentOf(tenant);
  return above === undefined ? [tenant] : [tenant, ...upwards(above)];
};

/**
 * Brings the rows of a commit's stream up to it. A row takes exactly the next version: a commit that it has seen is
 * skipped, a gap is filled from the log, a lost race is run again on what the winner wrote. Safe to repeat, in any order.
 */
export const applyCommit = async (
  log: LogReader,
  views: Views,
  projections: readonly Projection[],
  commit: Commit,
): Promise<void> => {
  const concerned = projections.filter(({ aggregate }) => aggregate === commit.stream.aggregate);
  await Promise.all(
    concerned.flatMap((each) =>
      (each.seenAbove ? upwards(commit.tenant) : [commit.tenant]).map((hall) =>
        applyTo(log, views.for(hall), each, commit),
      ),
    ),
  );
};
