import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamoLog } from '../../functions/adapters/dynamo-log.ts';
import { counter, type CounterCommand } from '../../test/support/counter-aggregate.ts';
import { countRequests } from '../../test/support/count-requests.ts';
import { inMemoryLog, type InMemoryLog } from '../../test/support/in-memory-log.ts';
import { startTestDynamo, type TestDynamo } from '../../test/support/local-dynamo.ts';
import { freshStream, XIXIA } from '../../test/support/log-contract.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Subject } from '../kernel/ids.ts';
import { instantOf, type Instant } from '../kernel/instant.ts';
import { firstBroken } from './chain.ts';
import { VersionConflictError, type EventLog } from './event-log.ts';
import { Streams, type Envelope, type ExecuteOptions } from './handle-command.ts';

const T0 = 1_795_311_000_000;

const testClock = () => {
  let now = T0;
  const clock: Clock & { advance(ms: number): void } = {
    now: () => instantOf(now),
    advance: (ms) => {
      now += ms;
    },
  };
  return clock;
};

const envelope = (key: string, more: Partial<Envelope> = {}): Envelope => ({
  at: instantOf(T0),
  actor: { sub: 'u-1' as Subject, roles: ['clerk'], tenant: XIXIA },
  key,
  digest: `digest of ${key}`,
  ...more,
});

const add = (by: number): CounterCommand => ({ type: 'add', by });

const runner = (streams: Streams, id = 'w1') => ({
  run: (key: string, command: CounterCommand, more?: Partial<Envelope>, options?: ExecuteOptions) =>
    streams.execute(XIXIA, counter, id, envelope(key, more), command, options),
  load: (maxAgeMs?: number) => streams.load(XIXIA, counter, id, maxAgeMs),
});

/** Counts reads and appends of a log; `beforeAppend` runs just before one. */
const observed = (log: EventLog) => {
  const calls = { reads: 0, appends: 0 };
  let beforeAppend: () => Promise<unknown> = () => Promise.resolve();
  const wrapped: EventLog = {
    for: (tenant) => ({
      read: (...args) => {
        calls.reads += 1;
        return log.for(tenant).read(...args);
      },
      append: async (...args) => {
        calls.appends += 1;
        const step = beforeAppend;
        beforeAppend = () => Promise.resolve();
        await step();
        return log.for(tenant).append(...args);
      },
    }),
  };
  return { log: wrapped, calls, interfere: (step: () => Promise<unknown>) => (beforeAppend = step) };
};

describe('write path', () => {
  let log: InMemoryLog;
  let seen: ReturnType<typeof observed>;
  let mine: ReturnType<typeof runner>;
  let other: ReturnType<typeof runner>;
  let clock: ReturnType<typeof testClock>;
  beforeEach(() => {
    log = inMemoryLog();
    clock = testClock();
    seen = observed(log);
    mine = runner(new Streams(seen.log, clock));
    other = runner(new Streams(log, clock));
  });

  it('appends one commit a command and answers with the state after it', async () => {
    expect(await mine.run('a', add(3))).toEqual({
      ok: true,
      value: { state: { sum: 3, closed: false }, version: 0, at: instantOf(T0), replayed: false },
    });
    expect(await mine.run('b', add(4))).toMatchObject({ value: { state: { sum: 7 }, version: 1 } });
    expect(log.all().map(({ key }) => key)).toEqual(['a', 'b']);
    expect(firstBroken(log.all())).toBeUndefined();
  });

  it('answers a warm command without reading', async () => {
    await mine.run('a', add(1));
    expect(seen.calls).toEqual({ reads: 1, appends: 1 });
    await mine.run('b', add(1));
    expect(seen.calls).toEqual({ reads: 1, appends: 2 });
  });

  it('begins a new stream without reading, and notices when it was there after all', async () => {
    await mine.run('a', add(1), {}, { isNew: true });
    expect(seen.calls).toEqual({ reads: 0, appends: 1 });
    const again = runner(new Streams(log, clock));
    expect(await again.run('b', add(2), {}, { isNew: true })).toMatchObject({
      value: { state: { sum: 3 }, version: 1 },
    });
    expect(await again.run('a', add(1), {}, { isNew: true })).toMatchObject({
      value: { version: 0, replayed: true },
    });
  });

  it('gives the first answer to a repeated key, whatever happened since', async () => {
    const first = await mine.run('a', add(3));
    clock.advance(60_000);
    await mine.run('b', add(4));
    await mine.run('c', { type: 'close' });
    const again = await mine.run('a', add(3), { at: clock.now() });
    expect(again).toEqual({ ok: true, value: { ...(first.ok && first.value), replayed: true } });
    expect(log.all()).toHaveLength(3);
  });

  it('replays a key that another process has answered', async () => {
    await mine.run('a', add(1));
    await other.run('b', add(10));
    expect(await mine.run('b', add(10))).toMatchObject({ value: { state: { sum: 11 }, replayed: true } });
    expect(log.all()).toHaveLength(2);
  });

  it('refuses a key that comes with another body', async () => {
    await mine.run('a', add(1));
    expect(await mine.run('a', add(2), { digest: 'another' })).toMatchObject({
      refusal: { code: 'key-reused' },
    });
    expect(await other.run('a', add(2), { digest: 'another' })).toMatchObject({
      refusal: { code: 'key-reused' },
    });
    expect(log.all()).toHaveLength(1);
  });

  it('refuses a stale version and takes the right one', async () => {
    await mine.run('a', add(1));
    await other.run('b', add(1));
    expect(await mine.run('c', add(1), { expectedVersion: 0 })).toMatchObject({
      refusal: { code: 'stale-version' },
    });
    expect(await mine.run('d', add(1), { expectedVersion: 1 })).toMatchObject({ value: { version: 2 } });
  });

  it('takes a version that this process has not seen yet', async () => {
    await mine.run('a', add(1));
    await other.run('b', add(1));
    expect(await mine.run('c', add(1), { expectedVersion: 1 })).toMatchObject({ value: { version: 2 } });
  });

  it('confirms a refusal that rests on a kept state by a fresh read', async () => {
    await mine.run('a', add(1));
    await other.run('b', { type: 'close' });
    expect(await other.run('c', add(1))).toMatchObject({ refusal: { code: 'counter-closed' } });
    const before = seen.calls.reads;
    expect(await mine.run('d', add(-1))).toMatchObject({ refusal: { code: 'counter-closed' } });
    expect(seen.calls.reads).toBe(before + 1);
  });

  it('says "already so" for a repeat under a new key and appends nothing', async () => {
    await mine.run('a', { type: 'close' });
    expect(await mine.run('b', { type: 'close' })).toMatchObject({ value: { version: 0, replayed: true } });
    expect(log.all()).toHaveLength(1);
  });

  it('decides again on what came in between when the append meets a conflict', async () => {
    await mine.run('a', add(1));
    seen.interfere(() => other.run('b', add(10)));
    expect(await mine.run('c', add(2))).toMatchObject({ value: { state: { sum: 13 }, version: 2 } });
    seen.interfere(() => other.run('d', { type: 'close' }));
    expect(await mine.run('e', add(2))).toMatchObject({ refusal: { code: 'counter-closed' } });
    expect(log.all().map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('prepares once, only for a positive decision', async () => {
    let prepared = 0;
    const prepare = () => Promise.resolve(void (prepared += 1));
    await mine.run('a', add(-1), {}, { prepare });
    expect(prepared).toBe(0);
    seen.interfere(() => other.run('b', add(10)));
    await mine.run('c', add(1), {}, { prepare });
    expect(prepared).toBe(1);
    await mine.run('c', add(1), {}, { prepare });
    expect(prepared).toBe(1);
  });

  it('gives up with a fault when conflicts never end', async () => {
    const hopeless: EventLog = {
      for: (tenant) => ({
        read: (...args) => log.for(tenant).read(...args),
        append: () => Promise.reject(new VersionConflictError('always')),
      }),
    };
    await expect(runner(new Streams(hopeless, clock)).run('a', add(1))).rejects.toThrow(VersionConflictError);
  });

  it('lets every one of 32 writers of one stream through, each exactly once', async () => {
    const writers = Array.from({ length: 4 }, () => runner(new Streams(log, clock)));
    const runs = Array.from({ length: 32 }, (_, n) => async () => {
      for (;;) {
        const result = await writers[n % 4]!.run(`k${n}`, add(1)).catch((error: unknown) => {
          if (error instanceof VersionConflictError) return undefined;
          throw error;
        });
        if (result) return result;
      }
    });
    await Promise.all(runs.map((run) => run()));
    expect((await mine.load()).state.sum).toBe(32);
    expect(new Set(log.all().map(({ key }) => key)).size).toBe(32);
  });

  it('serves a kept state only up to the age asked for', async () => {
    await mine.run('a', add(1));
    await other.run('b', add(1));
    clock.advance(500);
    expect((await mine.load(500)).state.sum).toBe(1);
    expect((await mine.load(499)).state.sum).toBe(2);
    expect((await mine.load()).state.sum).toBe(2);
  });

  it('shares the memory of keys along a stream instead of copying it', async () => {
    await mine.run('a', add(1));
    const before = await mine.load();
    await mine.run('b', add(1));
    const after = await mine.load();
    expect(after.keys).toBe(before.keys);
    expect(before.position.version).toBe(0);
    expect([...after.keys.keys()]).toEqual(['a', 'b']);
  });

  it('gives the same log and the same answers warm and cold (property)', async () => {
    const step = fc.record({
      key: fc.integer({ min: 0, max: 6 }).map((n) => `k${n}`),
      command: fc.oneof(
        fc.integer({ min: -1, max: 3 }).map(add),
        fc.constant<CounterCommand>({ type: 'close' }),
      ),
      at: fc.integer({ min: 0, max: 1e6 }).map((ms): Instant => instantOf(T0 + ms)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
        const logs = [inMemoryLog(), inMemoryLog()] as const;
        const warm = runner(new Streams(logs[0], testClock()));
        for (const { key, command, at } of steps) {
          const more = { at, digest: JSON.stringify(command) };
          const cold = runner(new Streams(logs[1], testClock()));
          expect(await warm.run(key, command, more)).toEqual(await cold.run(key, command, more));
        }
        expect(logs[0].all()).toEqual(logs[1].all());
      }),
      { numRuns: 200 },
    );
  });
});

describe('write path on DynamoDB', () => {
  let dynamo: TestDynamo;
  beforeAll(async () => {
    dynamo = await startTestDynamo();
  });
  afterAll(() => dynamo.stop());

  it('writes exactly one item a command, and a warm one sends nothing else', async () => {
    const { id } = freshStream();
    const mine = runner(new Streams(dynamoLog(dynamo.client, dynamo.tables.log), testClock()), id);
    const sent = countRequests(dynamo.client);
    await mine.run('a', add(1));
    expect(sent.splice(0)).toEqual(['Query onewindow-log', 'PutItem onewindow-log']);
    await mine.run('b', add(1));
    expect(sent.splice(0)).toEqual(['PutItem onewindow-log']);
    await mine.run('b', add(1));
    await mine.run('c', add(-1));
    expect(sent.splice(0)).toEqual(['Query onewindow-log', 'Query onewindow-log']);
  });
});
