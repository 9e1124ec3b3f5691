import type { CommitMeta } from '../decider.ts';
import type { CaseEvent } from './events.ts';
import type { OpenedCase } from './state.ts';

export type DataOf<Type extends CaseEvent['type']> = Extract<CaseEvent, { type: Type }>['data'];

/** What one type of event makes of a case. */
export type Fold<Type extends CaseEvent['type']> = (
  state: OpenedCase,
  data: DataOf<Type>,
  meta: CommitMeta,
) => OpenedCase;
