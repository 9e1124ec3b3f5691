import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNTER_PROJECTIONS } from '../../test/support/counter-projections.ts';
import { inMemoryLog } from '../../test/support/in-memory-log.ts';
import { inMemoryViews } from '../../test/support/in-memory-views.ts';
import { newCommit, XIXIA } from '../../test/support/log-contract.ts';
import { START } from './chain.ts';
import type { Commit, EventLog, StreamId } from './event-log.ts';
import { applyCommit, ProjectionRaceError } from './project.ts';
import type { Views } from './views.ts';

const added = (key: string, by: number) => ({ ...newCommit(key), events: [{ type: 'Added', data: { by } }] });

const fill = async (log: EventLog, ids: readonly string[], each: number): Promise<readonly Commit[]> => {
  const commits: Commit[] = [];
  for (const id of ids) {
    const stream: StreamId = { aggregate: 'window', id };
    let last: Commit | undefined;
    for (let n = 0; n < each; n += 1) {
      last = await log.for(XIXIA).append(stream, last ?? START, added(`k${n}`, n + 1));
      commits.push(last);
    }
  }
  return commits;
};

const project = (log: EventLog, views: Views, commits: readonly Commit[]) =>
  commits.reduce<Promise<void>>(
    (before, commit) => before.then(() => applyCommit(log, views, COUNTER_PROJECTIONS, commit)),
    Promise.resolve(),
  );

describe('applyCommit', () => {
  it('takes the next version and keeps it with the row', async () => {
    const log = inMemoryLog();
    const views = inMemoryViews();
    await project(log, views, await fill(log, ['w1'], 2));
    expect(await views.for(XIXIA).get('counter', 'w1')).toEqual({
      view: 'counter',
      key: 'w1',
      version: 1,
      data: { sum: 3, commits: 2, last: 'k1' },
      lists: {
        list1: { partition: 'open', sort: '000003#w1' },
        list2: { partition: 'all', sort: '000003#w1' },
      },
    });
  });

  it('takes a commit once, however often it comes', async () => {
    const log = inMemoryLog();
    const views = inMemoryViews();
    const [commit] = await fill(log, ['w1'], 1);
    await project(log, views, [commit!, commit!, commit!]);
    expect(await views.for(XIXIA).get('counter', 'w1')).toMatchObject({ version: 0, data: { commits: 1 } });
  });

  it('fills a gap from the log', async () => {
    const log = inMemoryLog();
    const views = inMemoryViews();
    const commits = await fill(log, ['w1'], 5);
    await project(log, views, [commits[3]!]);
    expect(await views.for(XIXIA).get('counter', 'w1')).toMatchObject({
      version: 4,
      data: { sum: 15, commits: 5 },
    });
  });

  it('lets a row leave a list that it no longer belongs to', async () => {
    const log = inMemoryLog();
    const views = inMemoryViews();
    const [commit] = await fill(log, ['w1'], 1);
    const closed = { ...newCommit('close'), events: [{ type: 'Closed', data: {} }] };
    const stream: StreamId = { aggregate: 'window', id: 'w1' };
    await project(log, views, [commit!, await log.for(XIXIA).append(stream, commit!, closed)]);
    const open = await views.for(XIXIA).list({ list: 'list1', partition: 'open', limit: 5 });
    const all = await views.for(XIXIA).list({ list: 'list2', partition: 'all', limit: 5 });
    expect([open.items.length, all.items.length]).toEqual([0, 1]);
  });

  it('leaves the views of other aggregates alone', async () => {
    const log = inMemoryLog();
    const views = inMemoryViews();
    const stream: StreamId = { aggregate: 'case', id: 'w1' };
    await project(log, views, [await log.for(XIXIA).append(stream, START, added('k', 1))]);
    expect(views.dump()).toEqual([]);
  });

  it('faults, so that the delivery is repeated, when a row never stands still', async () => {
    const log = inMemoryLog();
    const [commit] = await fill(log, ['w1'], 1);
    const restless: Views = {
      for: () => ({
        get: () => Promise.resolve(undefined),
        list: () => Promise.resolve({ items: [] }),
        put: () => Promise.resolve(false),
      }),
    };
    await expect(project(log, restless, [commit!])).rejects.toThrow(ProjectionRaceError);
  });

  it('ends in the same rows whatever the order, repeats and concurrency of deliveries (property)', async () => {
    const log = inMemoryLog();
    const commits = await fill(log, ['w1', 'w2', 'w3'], 6);
    const inOrder = inMemoryViews();
    await project(log, inOrder, commits);
    const deliveries = fc.array(fc.constantFrom(...commits), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        deliveries,
        fc.shuffledSubarray([...commits], { minLength: 18 }),
        async (some, rest) => {
          const views = inMemoryViews();
          const all = [...some, ...rest];
          await Promise.all(all.map((commit) => applyCommit(log, views, COUNTER_PROJECTIONS, commit)));
          expect(views.dump()).toEqual(inOrder.dump());
        },
      ),
      { numRuns: 100 },
    );
  });
});
