import type { AuthorisationFact } from '../../shared/domain/case/commands.ts';
import type { OpenedCase } from '../../shared/domain/case/state.ts';
import { authorisationInForce, postingAggregate } from '../../shared/domain/posting/posting.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { MatterCode } from '../../shared/kernel/ids.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import type { Deps } from './deps.ts';
import { KEPT_FACTS_MS } from './hall.ts';

/**
 * The caller's recorded authorisation for the matter of the case (C60, E25), to spread into the command. A revocation is
 * in force at once where it was made, and within five seconds everywhere else.
 */
export const authorisationFor = async (
  deps: Deps,
  actor: Actor,
  { received: { matter } }: OpenedCase,
): Promise<{ authorisation?: AuthorisationFact }> => {
  const { state } = await deps.streams.load(actor.tenant, postingAggregate, actor.sub, KEPT_FACTS_MS);
  const authorisation = authorisationInForce(state, dayOf(deps.clock.now()), matter);
  return authorisation ? { authorisation } : {};
};

/** The caller's letter for all matters of his or her own unit: what the unit as such is bound by (会审, joint limits). */
export const departmentAuthorisation = async (
  deps: Deps,
  { tenant, sub, department }: Actor,
): Promise<{ authorisation?: AuthorisationFact }> => {
  if (department === undefined) return {};
  const { state } = await deps.streams.load(tenant, postingAggregate, sub, KEPT_FACTS_MS);
  const whole = { code: '' as MatterCode, department };
  const authorisation = authorisationInForce(state, dayOf(deps.clock.now()), whole);
  return authorisation ? { authorisation } : {};
};
