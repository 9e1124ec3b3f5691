import type { Agent, Party } from '../../shared/contracts/cases.ts';
import type { CaseReceived, MaskedParty } from '../../shared/domain/case/events.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import type { Refusal } from '../../shared/kernel/result.ts';
import type { z } from 'zod';
import type { Deps } from './deps.ts';
import { maskParty, partyErrors } from './party.ts';
import { RefusedError } from './problems.ts';

const badInput = (errors: NonNullable<Refusal['errors']>) =>
  new RefusedError({ code: 'bad-input', message: '填写有误', errors });

const agentOf = async (deps: Deps, tenant: TenantCode, agent: z.infer<typeof Agent>) => {
  const file = await deps.files.for(tenant).find(agent.entrustment);
  if (!file) throw badInput([{ path: 'agent.entrustment', message: '授权委托书尚未上传' }]);
  return { ...maskParty(agent, deps.secret), entrustment: file.id };
};

/** Applicant and agent as the log may know them; their numbers are checked, and the entrustment is really there, in the hall that receives. */
export const maskedParties = async (
  deps: Deps,
  tenant: TenantCode,
  { applicant, agent }: { readonly applicant: Party; readonly agent?: z.infer<typeof Agent> | undefined },
): Promise<{ applicant: MaskedParty; agent?: NonNullable<CaseReceived['agent']> }> => {
  const today = dayOf(deps.clock.now());
  const errors = [
    ...partyErrors(applicant, 'applicant', today),
    ...(agent ? partyErrors(agent, 'agent', today) : []),
  ];
  if (errors.length > 0) throw badInput(errors);
  return {
    applicant: maskParty(applicant, deps.secret),
    ...(agent ? { agent: await agentOf(deps, tenant, agent) } : {}),
  };
};
