import type { QueueState } from '../../shared/domain/queue/state.ts';
import type { Subject } from '../../shared/kernel/ids.ts';

/** For a tide somebody may be sent to another window than his or her own, until it closes. */
export const isSentTo = ({ windows }: QueueState, id: string, sub: Subject): boolean => {
  const window = windows.get(id);
  return window?.clerk === sub && window.status !== 'closed';
};
