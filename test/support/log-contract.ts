import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Subject, TenantCode } from '../../shared/kernel/ids.ts';
import { instantOf } from '../../shared/kernel/instant.ts';
import { firstBroken, START } from '../../shared/ports/chain.ts';
import {
  VersionConflictError,
  type EventLog,
  type NewCommit,
  type Position,
  type StreamId,
} from '../../shared/ports/event-log.ts';

export interface LogUnderTest {
  readonly log: EventLog;
  stop(): Promise<void>;
}

export const XIXIA = '411323' as TenantCode;
export const NEIXIANG = '411325' as TenantCode;

let serial = 0;
/** A stream that no other test has used. */
export const freshStream = (aggregate: StreamId['aggregate'] = 'case'): StreamId => ({
  aggregate,
  id: `${process.pid}-${(serial += 1)}`,
});

export const newCommit = (key: string, data: Readonly<Record<string, unknown>> = {}): NewCommit => ({
  at: instantOf(1_795_311_000_000),
  actor: { sub: 'u-1' as Subject, roles: ['clerk'], tenant: XIXIA, name: '李窗口', department: '县民政局' },
  key,
  digest: `digest of ${key}`,
  events: [{ type: 'ThingHappened', data }],
});

const appendMany = async (log: EventLog, stream: StreamId, count: number, data: Record<string, unknown>) => {
  let position: Position = START;
  for (let n = 0; n < count; n += 1) {
    position = await log.for(XIXIA).append(stream, position, newCommit(`k${n}`, { n, ...data }));
  }
  return position;
};

/** What every event log must do, whatever it stands on. */
export const describeLog = (name: string, start: () => Promise<LogUnderTest>): void => {
  describe(`event log on ${name}`, () => {
    let under: LogUnderTest;
    beforeAll(async () => {
      under = await start();
    }, 60_000);
    afterAll(() => under.stop());

    it('gives back what was appended, in order and with nothing added', async () => {
      const stream = freshStream();
      const first = await under.log.for(XIXIA).append(stream, START, newCommit('a', { n: 1 }));
      const second = await under.log.for(XIXIA).append(stream, first, newCommit('b', { n: 2 }));
      expect(first).toMatchObject({ tenant: XIXIA, stream, version: 0, key: 'a' });
      expect(await under.log.for(XIXIA).read(stream)).toEqual([first, second]);
      expect(await under.log.for(XIXIA).read(stream, 1)).toEqual([second]);
      expect(await under.log.for(XIXIA).read(stream, 2)).toEqual([]);
    });

    it('is empty for a stream that never was', async () => {
      expect(await under.log.for(XIXIA).read(freshStream())).toEqual([]);
    });

    it('refuses a second commit at a place and keeps the first', async () => {
      const stream = freshStream();
      const first = await under.log.for(XIXIA).append(stream, START, newCommit('first'));
      await expect(under.log.for(XIXIA).append(stream, START, newCommit('second'))).rejects.toThrow(
        VersionConflictError,
      );
      expect(await under.log.for(XIXIA).read(stream)).toEqual([first]);
    });

    it('lets exactly one of 64 racers win', async () => {
      const stream = freshStream();
      const tries = Array.from({ length: 64 }, (_, n) =>
        under.log.for(XIXIA).append(stream, START, newCommit(`r${n}`)),
      );
      const settled = await Promise.allSettled(tries);
      const winners = settled.filter((result) => result.status === 'fulfilled');
      const losers = settled.filter((result) => result.status === 'rejected');
      expect(winners).toHaveLength(1);
      for (const { reason } of losers) expect(reason).toBeInstanceOf(VersionConflictError);
      expect(await under.log.for(XIXIA).read(stream)).toEqual([winners[0]!.value]);
    });

    it('reads streams of more than one megabyte to the end', async () => {
      const stream = freshStream();
      await appendMany(under.log, stream, 30, { text: '受'.repeat(15_000) });
      const commits = await under.log.for(XIXIA).read(stream);
      expect(commits.map(({ version }) => version)).toEqual(Array.from({ length: 30 }, (_, n) => n));
      expect(commits.at(-1)?.events[0]?.data['text']).toHaveLength(15_000);
      expect(await under.log.for(XIXIA).read(stream, 28)).toEqual(commits.slice(28));
    });

    it('keeps more than ten versions in the order of numbers', async () => {
      const stream = freshStream();
      await appendMany(under.log, stream, 12, {});
      expect((await under.log.for(XIXIA).read(stream, 9)).map(({ version }) => version)).toEqual([9, 10, 11]);
    });

    it('keeps tenants apart', async () => {
      const stream = freshStream();
      const ours = await under.log.for(XIXIA).append(stream, START, newCommit('ours'));
      expect(await under.log.for(NEIXIANG).read(stream)).toEqual([]);
      const theirs = await under.log.for(NEIXIANG).append(stream, START, newCommit('theirs'));
      expect(theirs.hash).not.toBe(ours.hash);
      expect(await under.log.for(XIXIA).read(stream)).toEqual([ours]);
    });

    it('keeps streams apart whose names begin alike', async () => {
      const stream = freshStream();
      const longer = { ...stream, id: `${stream.id}#1` };
      const other = { ...stream, aggregate: 'bundle' as const };
      await under.log.for(XIXIA).append(longer, START, newCommit('longer'));
      expect(await under.log.for(XIXIA).read(stream)).toEqual([]);
      expect(await under.log.for(XIXIA).read(other)).toEqual([]);
      expect((await under.log.for(XIXIA).read(longer))[0]?.stream).toEqual(longer);
    });

    it('leaves an unbroken chain', async () => {
      const stream = freshStream();
      await appendMany(under.log, stream, 5, {
        at: { place: '西峡县', floor: 3 },
        list: [1, 'two', null, true, {}],
      });
      const commits = await under.log.for(XIXIA).read(stream);
      expect(firstBroken(commits)).toBeUndefined();
      expect(commits[0]?.prev).toBe(START.hash);
      expect(commits[4]?.prev).toBe(commits[3]?.hash);
    });

    it('keeps every text, with rare characters and emoji, and empty ones', async () => {
      const stream = freshStream();
      const texts = {
        rare: '㐂𠮷𬳽',
        emoji: '👨‍👩‍👧',
        controls: 'a\u0000b\u001f\n',
        empty: '',
        键: '值',
        combining: 'é vs é',
      };
      const commit = await under.log.for(XIXIA).append(stream, START, newCommit('幂等键 #1', texts));
      const [read] = await under.log.for(XIXIA).read(stream);
      expect(read).toEqual(commit);
      expect(read?.events[0]?.data).toEqual(texts);
    });

    it('keeps numbers to the last digit', async () => {
      const stream = freshStream();
      const numbers = [
        0,
        0.1,
        0.1 + 0.2,
        1 / 3,
        -1.5e-7,
        2 ** 53 - 1,
        2 ** 53,
        1e21,
        -123_456_789.123_456_78,
        5e-100,
        1.7e100,
      ];
      await under.log.for(XIXIA).append(stream, START, newCommit('numbers', { numbers }));
      const [read] = await under.log.for(XIXIA).read(stream);
      expect(read?.events[0]?.data['numbers']).toEqual(numbers);
    });

    it('keeps any JSON that an event may hold, and its hash (property)', async () => {
      const value = fc.letrec<{ json: unknown }>((tie) => ({
        json: fc.oneof(
          { maxDepth: 3 },
          fc.string({ unit: 'grapheme' }),
          fc.integer(),
          fc
            .double({ noNaN: true, noDefaultInfinity: true, min: -1e90, max: 1e90 })
            .map((n) => (Math.abs(n) < 1e-90 ? 0 : n)),
          fc.boolean(),
          fc.constant(null),
          fc.array(tie('json'), { maxLength: 4 }),
          fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1 }), tie('json'), {
            maxKeys: 4,
            noNullPrototype: true,
          }),
        ),
      })).json;
      await fc.assert(
        fc.asyncProperty(value, async (json) => {
          const stream = freshStream();
          const commit = await under.log.for(XIXIA).append(stream, START, newCommit('any', { json }));
          const read = await under.log.for(XIXIA).read(stream);
          expect(read).toEqual([commit]);
          expect(firstBroken(read)).toBeUndefined();
        }),
        { numRuns: 60 },
      );
    });
  });
};
