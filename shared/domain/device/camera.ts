import type { Subject } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CommitMeta } from '../decider.ts';
import type { CameraWatched } from './events.ts';

/** Who looked at a camera, when and why (B18). */
export interface Viewing extends CameraWatched {
  readonly at: Instant;
  readonly by: Subject;
}

/** Those that are listed; the log has them all. */
const MOST_VIEWINGS = 200;

export const viewingsAfter = (
  viewings: readonly Viewing[] = [],
  watched: CameraWatched,
  { at, actor }: CommitMeta,
): readonly Viewing[] => [...viewings, { ...watched, at, by: actor.sub }].slice(-MOST_VIEWINGS);
