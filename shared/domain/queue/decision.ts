import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import type { QueueCommand, QueueContext } from './commands.ts';
import type { QueueEvent } from './events.ts';

/** Stable slugs of what the queue's rules may refuse. */
export type QueueRefusal = Refusal<
  | 'not-found'
  | 'not-allowed'
  | 'bad-input'
  | 'wrong-status'
  | 'window-not-open'
  | 'calls-used'
  | 'number-used'
  | 'appointment-used'
  | 'not-leased'
>;
export type Decision = Result<readonly QueueEvent[], QueueRefusal>;
export type CommandOf<Type extends QueueCommand['type']> = Extract<QueueCommand, { type: Type }>;

export const emit = (...events: readonly QueueEvent[]): Decision => ok(events);
export const nothing: Decision = ok([]);
export const badInput = (path: string, message: string): Decision =>
  refuse('bad-input', message, [{ path, message }]);

export const hasService = ({ zone }: QueueContext, service: string): boolean =>
  zone.services.some(({ code }) => code === service);
