import { expect, test } from 'vitest';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import { reactAll, ReactionError, type ReactionDeps } from './reaction.ts';

const COMMIT: Commit = {
  tenant: '411323' as TenantCode,
  stream: { aggregate: 'case', id: 'c1' },
  version: 0,
  at: '2026-11-23T01:00:00.000Z' as Instant,
  actor: { sub: 's' as never, roles: [], tenant: '411323' as TenantCode },
  key: 'k',
  digest: 'd',
  events: [],
  prev: '',
  hash: '',
};
const NOTHING = {} as ReactionDeps;

test('a reaction that fails is named, and keeps no other from its work', async () => {
  const done: string[] = [];
  const works = (name: string) => ({
    name,
    react:
      () =>
      ({ stream }: Commit) => {
        done.push(`${name} ${stream.id}`);
        return Promise.resolve();
      },
  });
  const fails = { name: 'clock', react: () => () => Promise.reject(new Error('no machine')) };
  const taken = reactAll([works('first'), fails, works('last')], NOTHING)(COMMIT);
  await expect(taken).rejects.toThrow(ReactionError);
  await expect(taken).rejects.toThrow('clock: Error: no machine');
  expect(done).toEqual(['first c1', 'last c1']);
});

test('a commit that every reaction took is taken', async () => {
  const quiet = { name: 'quiet', react: () => () => Promise.resolve() };
  await expect(reactAll([quiet, quiet], NOTHING)(COMMIT)).resolves.toBeUndefined();
});
