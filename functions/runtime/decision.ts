import type { z } from 'zod';
import type { ActBodies } from '../../shared/contracts/cases.ts';
import type { AuthorisationFact } from '../../shared/domain/case/commands.ts';
import type { WrittenText } from '../../shared/domain/text.ts';
import { authorisationFor } from './authorisation.ts';
import type { ActInput } from './case-acts.ts';
import type { Deps } from './deps.ts';
import { sealFor } from './hall.ts';

interface DecisionData {
  readonly outcome: z.infer<(typeof ActBodies)['decide']>['outcome'];
  readonly opinion: WrittenText;
  readonly reasons?: WrittenText;
  readonly authorisation?: AuthorisationFact;
  readonly seal: string;
}

/** The decision that the body asks for: its texts, the letter it rests on, and the seal in use. */
export const decisionOf = async (
  deps: Deps,
  { body: { outcome, opinion, reasons }, texts, actor, state }: Omit<ActInput<'decide'>, 'tenant'>,
): Promise<DecisionData> => ({
  outcome,
  opinion: texts.written('opinion', opinion),
  ...(reasons ? { reasons: texts.written('reasons', reasons) } : {}),
  ...(await authorisationFor(deps, actor, state)),
  seal: await sealFor(deps, actor.tenant, state.received.matter),
});
