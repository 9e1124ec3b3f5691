import { refuse } from '../../kernel/result.ts';
import { emit, type CommandOf, type Decision } from './decision.ts';
import type { QueueEvent } from './events.ts';
import type { QueueState } from './state.ts';
import type { Tide } from './tide.ts';
import { watch } from './tide-watch.ts';
import { closing } from './window-acts.ts';

export const watchTide = ({ zone, tide, now }: CommandOf<'watch-tide'>, state: QueueState): Decision =>
  emit(...watch(zone, state, tide, now));

const pendingOf = ({ tides }: QueueState, id: string): Tide | Decision => {
  const known = tides.get(id);
  if (!known) return refuse('not-found', '没有这条建议');
  return known.status === 'pending' ? known : refuse('wrong-status', '这条建议已经处理或已失效');
};

const isRefused = (found: Tide | Decision): found is Decision => 'ok' in found;

/** What an accepted proposal does at the window; nothing when that is not as it was, or somebody stands there. */
const effectOf = (
  { clerk, services }: CommandOf<'accept-tide'>,
  state: QueueState,
  { kind, window, services: proposed }: Tide,
): readonly QueueEvent[] | undefined => {
  const known = state.windows.get(window);
  if ((known?.status ?? 'closed') !== (kind === 'open' ? 'closed' : 'open')) return undefined;
  if (kind === 'close') return known && known.current === undefined ? closing(state, known) : undefined;
  const data = { window, services: services ?? proposed, ...(clerk === undefined ? {} : { clerk }) };
  return [{ type: 'WindowOpened', data }];
};

/** The window is opened, closed, or serves more, in the same commit. */
export const acceptTide = (command: CommandOf<'accept-tide'>, state: QueueState): Decision => {
  const found = pendingOf(state, command.id);
  if (isRefused(found)) return found;
  const effect = effectOf(command, state, found);
  if (!effect) return refuse('wrong-status', '窗口正在办理或已经变动，请稍后再试');
  const { id, clerk } = command;
  return emit({ type: 'TideAccepted', data: { id, ...(clerk === undefined ? {} : { clerk }) } }, ...effect);
};

export const declineTide = ({ id, reason }: CommandOf<'decline-tide'>, state: QueueState): Decision => {
  const found = pendingOf(state, id);
  if (isRefused(found)) return found;
  return emit({ type: 'TideDeclined', data: { id, ...(reason === undefined ? {} : { reason }) } });
};
