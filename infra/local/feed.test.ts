import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { START } from '../../shared/ports/chain.ts';
import {
  VersionConflictError,
  type Commit,
  type EventLog,
  type Position,
  type StreamId,
} from '../../shared/ports/event-log.ts';
import { inMemoryLog, type InMemoryLog } from '../../test/support/in-memory-log.ts';
import { NEIXIANG, newCommit, XIXIA } from '../../test/support/log-contract.ts';
import { Feed, type FeedOptions } from './feed.ts';
import type { Subscriber } from './feed-delivery.ts';

const stream = (id: string): StreamId => ({ aggregate: 'case', id });
const retries = { tries: 3, pauseMs: 1 };

/** Remembers what it took; fails as long as `fails` says so. */
const recorder = (name: string, fails: (commit: Commit) => boolean = () => false) => {
  const taken: string[] = [];
  const subscriber: Subscriber = {
    name,
    take: async (commit) => {
      await sleep(Math.random() * 2);
      if (fails(commit)) throw new Error('not today');
      taken.push(`${commit.tenant} ${commit.stream.id} ${commit.version}`);
    },
  };
  return { subscriber, taken };
};

describe('local feed', () => {
  let folder: string;
  let log: InMemoryLog;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onewindow-feed-'));
    log = inMemoryLog();
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = (subscribers: readonly Subscriber[], more: Partial<FeedOptions> = {}) =>
    new Feed({
      folder,
      log,
      subscribers,
      retries,
      onFault: (error) => {
        throw error;
      },
      ...more,
    });
  const intentsFile = () => readFileSync(join(folder, 'intents.jsonl'), 'utf8');

  const appendMany = async (to: EventLog, id: string, count: number) => {
    let position: Position = START;
    for (let n = 0; n < count; n += 1)
      position = await to.for(XIXIA).append(stream(id), position, newCommit(`k${n}`));
  };

  it('brings every commit to every subscriber, each stream in order', async () => {
    const [one, two] = [recorder('one'), recorder('two')];
    const feed = open([one.subscriber, two.subscriber]);
    await Promise.all([appendMany(feed.log, 'a', 20), appendMany(feed.log, 'b', 20)]);
    await feed.drain();
    for (const { taken } of [one, two]) {
      for (const id of ['a', 'b']) {
        expect(taken.filter((text) => text.includes(` ${id} `))).toEqual(
          Array.from({ length: 20 }, (_, n) => `411323 ${id} ${n}`),
        );
      }
    }
    await feed.close();
  });

  it('answers before it delivers', async () => {
    const { subscriber, taken } = recorder('one');
    const feed = open([subscriber]);
    await feed.log.for(XIXIA).append(stream('a'), START, newCommit('k'));
    expect(taken).toEqual([]);
    await feed.drain();
    expect(taken).toEqual(['411323 a 0']);
    await feed.close();
  });

  it('writes the intent down before the append and clears it after the last delivery', async () => {
    const seen: string[] = [];
    const watched: EventLog = {
      for: (tenant) => ({
        ...log.for(tenant),
        append: (...args) => {
          seen.push(intentsFile());
          return log.for(tenant).append(...args);
        },
      }),
    };
    const take = () => Promise.resolve(void seen.push(intentsFile()));
    const feed = open([{ name: 'one', take }], { log: watched });
    await feed.log.for(XIXIA).append(stream('a'), START, newCommit('k'));
    await feed.drain();
    expect(seen).toEqual(['[1,"411323#case#a",0]\n', '[1,"411323#case#a",0]\n']);
    expect(intentsFile()).toBe('[1,"411323#case#a",0]\n[1]\n');
    await feed.close();
  });

  it('delivers at the next start what a process that ended had noted, appended or not', async () => {
    await appendMany(log, 'a', 3);
    appendFileSync(
      join(folder, 'intents.jsonl'),
      '[1,"411323#case#a",0]\n[1]\n[2,"411323#case#a",2]\n[3,"411323#case#a",1]\n[4,"411325#case#never",0]\n[5,"4113',
    );
    const { subscriber, taken } = recorder('one');
    const feed = open([subscriber]);
    await feed.drain();
    expect(taken).toEqual(['411323 a 1', '411323 a 2']);
    await feed.close();
    const again = recorder('one');
    const next = open([again.subscriber]);
    await next.drain();
    expect(again.taken).toEqual([]);
    await next.close();
  });

  it('keeps what is new behind what was left of the same stream', async () => {
    await appendMany(log, 'a', 3);
    appendFileSync(join(folder, 'intents.jsonl'), '[7,"411323#case#a",1]\n');
    const { subscriber, taken } = recorder('one');
    const feed = open([subscriber]);
    const last = (await log.for(XIXIA).read(stream('a'))).at(-1)!;
    await feed.log.for(XIXIA).append(stream('a'), last, newCommit('new'));
    await feed.drain();
    expect(taken).toEqual(['411323 a 1', '411323 a 2', '411323 a 3']);
    await feed.close();
  });

  it('keeps the order when a later append of a stream is answered first', async () => {
    let release: () => void = () => undefined;
    const isHeld = new Promise<void>((resolve) => (release = resolve));
    const slow: EventLog = {
      for: (tenant) => ({
        ...log.for(tenant),
        append: async (id, after, commit) => {
          const appended = await log.for(tenant).append(id, after, commit);
          if (commit.key === 'slow') await isHeld;
          return appended;
        },
      }),
    };
    const { subscriber, taken } = recorder('one');
    const feed = open([subscriber], { log: slow });
    const first = feed.log.for(XIXIA).append(stream('a'), START, newCommit('slow'));
    await sleep(5);
    const [seen] = await log.for(XIXIA).read(stream('a'));
    await feed.log.for(XIXIA).append(stream('a'), seen!, newCommit('quick'));
    await sleep(20);
    expect(taken).toEqual(['411323 a 0', '411323 a 1']);
    release();
    await first;
    await feed.drain();
    expect(taken).toEqual(['411323 a 0', '411323 a 1']);
    await feed.close();
  });

  it('has nothing to deliver for a conflict and does not hold it open', async () => {
    const { subscriber, taken } = recorder('one');
    const feed = open([subscriber]);
    await appendMany(feed.log, 'a', 1);
    await expect(feed.log.for(XIXIA).append(stream('a'), START, newCommit('late'))).rejects.toThrow(
      VersionConflictError,
    );
    await feed.close();
    expect(taken).toEqual(['411323 a 0']);
    expect(intentsFile().trim().split('\n')).toHaveLength(4);
  });

  it('delivers a commit whose append seemed to fail but did not', async () => {
    const lossy: EventLog = {
      for: (tenant) => ({
        ...log.for(tenant),
        append: async (...args) => {
          await log.for(tenant).append(...args);
          throw new Error('socket hang up');
        },
      }),
    };
    const { subscriber, taken } = recorder('one');
    const feed = open([subscriber], { log: lossy });
    await expect(feed.log.for(XIXIA).append(stream('a'), START, newCommit('k'))).rejects.toThrow('hang up');
    await feed.drain();
    expect(taken).toEqual(['411323 a 0']);
    await feed.close();
  });

  it('repeats a delivery that failed, without touching the order or other subscribers', async () => {
    let failures = 2;
    const shaky = recorder('shaky', ({ version }) => version === 0 && failures-- > 0);
    const steady = recorder('steady');
    const feed = open([shaky.subscriber, steady.subscriber]);
    await appendMany(feed.log, 'a', 3);
    await feed.drain();
    expect(shaky.taken).toEqual(['411323 a 0', '411323 a 1', '411323 a 2']);
    expect(steady.taken).toEqual(['411323 a 0', '411323 a 1', '411323 a 2']);
    expect(feed.deadLetters()).toEqual([]);
    await feed.close();
  });

  it('puts aside what is never taken, goes on, shows it and delivers it when told to', async () => {
    let isBroken = true;
    const { subscriber, taken } = recorder('one', ({ version }) => isBroken && version === 1);
    const feed = open([subscriber]);
    await appendMany(feed.log, 'a', 3);
    await feed.drain();
    const letter = {
      subscriber: 'one',
      partition: '411323#case#a',
      version: 1,
      tries: 3,
      error: 'Error: not today',
    };
    expect(taken).toEqual(['411323 a 0', '411323 a 2']);
    expect(feed.deadLetters()).toEqual([letter]);
    expect(await feed.redrive()).toBe(0);
    expect(feed.deadLetters()).toEqual([letter]);
    await feed.close();

    isBroken = false;
    const next = open([subscriber]);
    expect(next.deadLetters()).toEqual([letter]);
    expect(await next.redrive()).toBe(1);
    expect(next.deadLetters()).toEqual([]);
    expect(taken).toEqual(['411323 a 0', '411323 a 2', '411323 a 1']);
    await next.close();
  });

  it('drains what subscribers append in turn', async () => {
    const taken: string[] = [];
    const echo: Subscriber = {
      name: 'echo',
      take: async ({ tenant, stream: { id }, version }) => {
        taken.push(`${tenant} ${id} ${version}`);
        if (tenant === XIXIA)
          await feed.log.for(NEIXIANG).append(stream(`echo-${id}`), START, newCommit('echo'));
      },
    };
    const feed: Feed = open([echo]);
    await feed.log.for(XIXIA).append(stream('a'), START, newCommit('k'));
    await feed.drain();
    expect(taken).toEqual(['411323 a 0', '411325 echo-a 0']);
    await feed.close();
  });

  it('leaves the intent for the next start when the log cannot be read', async () => {
    await appendMany(log, 'a', 1);
    appendFileSync(join(folder, 'intents.jsonl'), '[1,"411323#case#a",0]\n');
    const faults: unknown[] = [];
    const unreadable: EventLog = {
      for: (tenant) => ({ ...log.for(tenant), read: () => Promise.reject(new Error('store is down')) }),
    };
    const first = recorder('one');
    const feed = open([first.subscriber], { log: unreadable, onFault: (error) => faults.push(error) });
    await feed.close();
    expect([first.taken, faults.length]).toEqual([[], 1]);
    const second = recorder('one');
    const next = open([second.subscriber]);
    await next.close();
    expect(second.taken).toEqual(['411323 a 0']);
  });

  it('delivers a few at a time', async () => {
    let running = 0;
    let most = 0;
    const take = async () => {
      running += 1;
      most = Math.max(most, running);
      await sleep(1);
      running -= 1;
    };
    const feed = open([{ name: 'one', take }], { width: 3 });
    await Promise.all(Array.from({ length: 30 }, (_, n) => appendMany(feed.log, `s${n}`, 1)));
    await feed.close();
    expect(most).toBe(3);
  });

  it('empties a long file when nothing is open', async () => {
    const feed = open([]);
    const long = 'x'.repeat(400);
    for (let n = 0; n < 2_600; n += 1) await appendMany(feed.log, `${long}${n}`, 1);
    await feed.close();
    expect(statSync(join(folder, 'intents.jsonl')).size).toBeLessThan(400_000);
  });
});
