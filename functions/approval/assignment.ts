import type { AuthorisationFact } from '../../shared/domain/case/commands.ts';
import { postingAggregate } from '../../shared/domain/posting/posting.ts';
import { isPosted } from '../../shared/domain/posting/staff.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { Subject } from '../../shared/kernel/ids.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import { authorisationFor } from '../runtime/authorisation.ts';
import type { ActInput } from '../runtime/case-acts.ts';
import type { Deps } from '../runtime/deps.ts';
import { KEPT_FACTS_MS } from '../runtime/hall.ts';

interface Assignment {
  readonly to: Subject;
  readonly colleague?: Actor;
  readonly authorisation?: AuthorisationFact;
}

/** Who is to have the case, if the directory says that he or she is in the hall today; and the caller's own letter. */
export const assignmentOf = async (
  deps: Deps,
  { body, actor, tenant, state }: Omit<ActInput<'assign'>, 'texts'>,
): Promise<Assignment> => {
  const to = body.to as Subject;
  const [posting, letter] = await Promise.all([
    deps.streams.load(tenant, postingAggregate, to, KEPT_FACTS_MS),
    authorisationFor(deps, actor, state),
  ]);
  const { member } = posting.state;
  if (!member || !isPosted(member, dayOf(deps.clock.now()))) return { to, ...letter };
  const { name, roles, department } = member;
  return { to, colleague: { sub: to, tenant, name, roles, ...(department && { department }) }, ...letter };
};
