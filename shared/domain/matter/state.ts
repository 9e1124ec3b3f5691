import type { MatterCode } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CommitMeta } from '../decider.ts';
import { evolveChange, followedInHall, isOfChange, type ChangeEvent, type GuideChange } from './change.ts';
import type { MatterEvent, MatterPublished } from './events.ts';
import type { MatterState as MatterStatus } from './matter.ts';

/** One published version of a matter, from the moment it stands in the catalogue. */
export interface PublishedVersion extends MatterPublished {
  readonly at: Instant;
}

export interface KnownMatter {
  readonly status: MatterStatus;
  /** All versions, the oldest first: a case keeps the one it began with. */
  readonly versions: readonly PublishedVersion[];
  readonly current: PublishedVersion;
  /** The matter this one was merged into. */
  readonly into?: MatterCode;
  /** The last change that was announced. */
  readonly change?: GuideChange;
}

/** A matter may be announced before it stands in the catalogue (新增). */
export type MatterStream = { readonly status: 'none'; readonly change?: GuideChange } | KnownMatter;

export const initialMatter: MatterStream = { status: 'none' };

const withVersion = (state: MatterStream, data: MatterPublished, { at }: CommitMeta): KnownMatter => {
  const current = { ...data, at };
  const change = followedInHall(state.change);
  return {
    ...(state.status === 'none'
      ? { status: '在用', versions: [current] }
      : { ...state, versions: [...state.versions, current] }),
    current,
    ...(change && { change }),
  };
};

const over = (state: KnownMatter, status: '合并' | '取消'): KnownMatter => {
  const change = followedInHall(state.change);
  return { ...state, status, ...(change && { change }) };
};

const withChange = <State extends MatterStream>(
  state: State,
  event: ChangeEvent,
  meta: CommitMeta,
): State => {
  const change = evolveChange(state.change, event, meta);
  return { ...state, ...(change && { change }) };
};

export const evolveMatter = (state: MatterStream, event: MatterEvent, meta: CommitMeta): MatterStream => {
  if (event.type === 'MatterPublished') return withVersion(state, event.data, meta);
  if (isOfChange(event)) return withChange(state, event, meta);
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'MatterFrozen':
      return { ...state, status: '冻结' };
    case 'MatterUnfrozen':
      return { ...state, status: '在用' };
    case 'MatterMerged':
      return { ...over(state, '合并'), into: event.data.into };
    case 'MatterRetired':
      return over(state, '取消');
    default:
      return event satisfies never;
  }
};

/** The version with this number (from 1), or none. */
export const versionOf = (state: MatterStream, version: number): PublishedVersion | undefined =>
  state.status === 'none' ? undefined : state.versions[version - 1];

/** The matter's own stream, or the county's when this hall has none of its own (C69). */
export const inForce = (own: MatterStream, parent: MatterStream): MatterStream =>
  own.status === 'none' ? parent : own;
