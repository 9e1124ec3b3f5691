import type { Limit } from '../../time/limits.ts';
import type { CaseClock } from './state.ts';

type ClockOfLimits = Pick<
  CaseClock,
  'startedAt' | 'promisedDays' | 'statutoryDays' | 'extendedDays' | 'pauses'
>;

/** Both limits of a running case, for the arithmetic of `shared/time`. */
export const limitsOf = ({
  startedAt: start,
  promisedDays,
  statutoryDays,
  extendedDays: extension,
  pauses,
}: ClockOfLimits): { readonly promised: Limit; readonly statutory: Limit } => ({
  promised: { start, days: promisedDays, pauses, extension },
  statutory: { start, days: statutoryDays, pauses, extension },
});
