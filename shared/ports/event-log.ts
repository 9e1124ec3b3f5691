import type { ActorRecord } from '../kernel/actor.ts';
import type { TenantCode } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';

export const AGGREGATES = [
  'matter',
  'theme',
  'case',
  'bundle',
  'queue',
  'slots',
  'assistance',
  'window',
  'device',
  'evaluation',
  'grievance',
  'consultation',
  'posting',
  'tenant',
  'person',
  'notice',
] as const;
export type Aggregate = (typeof AGGREGATES)[number];

/** A stream of one tenant: its partition key is `<tenant>#<aggregate>#<id>`. */
export interface StreamId {
  readonly aggregate: Aggregate;
  readonly id: string;
}

/** A fact as it is stored: `v` is the version of the event's shape (absent means 1), `data` holds no personal data. */
export interface StoredEvent {
  readonly type: string;
  readonly v?: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What one command appends, before the log gives it its place in the chain. */
export interface NewCommit {
  readonly at: Instant;
  readonly actor: ActorRecord;
  /** Idempotency key, scoped to the stream. */
  readonly key: string;
  /** Keyed digest of the request, so that the same key with another body is noticed. */
  readonly digest: string;
  readonly events: readonly StoredEvent[];
}

/** One item of the log: one command, one conditional `PutItem`. */
export interface Commit extends NewCommit {
  readonly tenant: TenantCode;
  readonly stream: StreamId;
  /** From 0, without holes. */
  readonly version: number;
  /** Hash of the commit before, or 64 zeros for the first. */
  readonly prev: string;
  /** SHA-256 over the canonical JSON (RFC 8785) of the commit with `prev`. */
  readonly hash: string;
}

/** Place of a commit in its chain: version and hash of the last commit seen, or the start of a new stream. */
export interface Position {
  readonly version: number;
  readonly hash: string;
}

/** The log of one tenant. There is no update and no delete. */
export interface TenantLog {
  /**
   * Appends one commit right after `after`.
   * @throws VersionConflictError when somebody else appended first.
   */
  append(stream: StreamId, after: Position, commit: NewCommit): Promise<Commit>;
  /** All commits from `fromVersion` (default 0) on, in order, read consistently and paged to the end. */
  read(stream: StreamId, fromVersion?: number): Promise<readonly Commit[]>;
}

/** A storage object is made for a tenant: there is no call that reads without one. */
export interface EventLog {
  for(tenant: TenantCode): TenantLog;
}

/** Another commit already stands at this place of the stream. */
export class VersionConflictError extends Error {
  override readonly name = 'VersionConflictError';
}
