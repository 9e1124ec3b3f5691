import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Commit, NewCommit, Position, StreamId } from './event-log.ts';
import type { TenantCode } from '../kernel/ids.ts';

const ZERO_HASH = '0'.repeat(64);

/** Where a stream stands before its first commit. */
export const START: Position = { version: -1, hash: ZERO_HASH };

/** SHA-256 over the canonical JSON (RFC 8785) of the commit with its `prev`, as 64 hex digits. */
export const hashOf = (commit: Omit<Commit, 'hash'>): string =>
  createHash('sha256')
    .update(canonicalize(commit) ?? '')
    .digest('hex');

/** Gives a new commit its place in the chain: version, `prev` and `hash`. */
export const chain = (tenant: TenantCode, stream: StreamId, after: Position, commit: NewCommit): Commit => {
  const linked = { ...commit, tenant, stream, version: after.version + 1, prev: after.hash };
  return { ...linked, hash: hashOf(linked) };
};

/** The first commit of a stream that breaks the chain, or none. `commits` begins at version 0. */
export const firstBroken = (commits: readonly Commit[]): { version: number; why: string } | undefined => {
  let prev = START;
  for (const commit of commits) {
    const { hash, ...rest } = commit;
    if (commit.version !== prev.version + 1) return { version: prev.version + 1, why: 'missing' };
    if (commit.prev !== prev.hash) return { version: commit.version, why: 'prev does not match' };
    if (hashOf(rest) !== hash) return { version: commit.version, why: 'content does not match its hash' };
    prev = commit;
  }
  return undefined;
};
