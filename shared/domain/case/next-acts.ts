import type { Actor } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CaseAct } from './commands.ts';
import { CASE_ACTS, guard } from './guards.ts';
import type { CaseState } from './state.ts';

/**
 * The acts this caller may do now (`next` of the contract), from the very guards that decide: an act that is missing
 * here is refused; one that is here can only fail for its body, a missing authorisation or the hall's close of business.
 */
export const nextActs = (state: CaseState, actor: Actor, now: Instant): readonly CaseAct[] =>
  state.status === 'none' ? [] : CASE_ACTS.filter((act) => guard(act, state, actor, now) === undefined);
