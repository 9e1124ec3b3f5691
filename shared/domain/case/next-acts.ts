import type { Actor } from '../../kernel/actor.ts';
import type { CaseAct } from './commands.ts';
import { CASE_ACTS, guard } from './guards.ts';
import type { CaseState } from './state.ts';

/**
 * The acts this caller may do now (`next` of the contract), from the very guards that decide: an act that is missing
 * here is refused; one that is here can only fail for its body, the hour or a missing authorisation.
 */
export const nextActs = (state: CaseState, actor: Actor): readonly CaseAct[] =>
  state.status === 'none' ? [] : CASE_ACTS.filter((act) => guard(act, state, actor) === undefined);
