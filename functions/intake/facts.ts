import type { CaseApplication, Party } from '../../shared/contracts/cases.ts';
import type { CaseReceived, MaskedParty, SubmittedMaterial } from '../../shared/domain/case/events.ts';
import type { MatterVersion } from '../../shared/domain/matter/matter.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { isTenantCode, type MatterCode, type TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import type { Refusal } from '../../shared/kernel/result.ts';
import type { Deps } from '../runtime/deps.ts';
import { delegationFor, loadHall, type Hall } from '../runtime/hall.ts';
import { findMatterInUse } from '../runtime/matters.ts';
import { maskParty, partyErrors } from '../runtime/party.ts';
import { RefusedError } from '../runtime/problems.ts';
import { submittedMaterials } from './materials.ts';

/** What an application rests on besides its own words. */
export interface ApplicationFacts {
  /** The hall that handles the case. */
  readonly tenant: TenantCode;
  readonly hall: Hall;
  readonly matter: MatterVersion;
  readonly applicant: MaskedParty;
  readonly agent?: NonNullable<CaseReceived['agent']>;
  readonly materials: readonly SubmittedMaterial[];
  readonly receivedBy?: NonNullable<CaseReceived['receivedBy']>;
}

const badInput = (errors: NonNullable<Refusal['errors']>) =>
  new RefusedError({ code: 'bad-input', message: '填写有误', errors });

/** 通办 (C68): this hall receives for another one only under a recorded delegation. */
const handlingHall = async (deps: Deps, actor: Actor, { handledBy, matter }: CaseApplication) => {
  if (handledBy === undefined || handledBy === actor.tenant) return { tenant: actor.tenant };
  if (!isTenantCode(handledBy)) throw badInput([{ path: 'handledBy', message: '不是行政区划代码' }]);
  const delegation = await delegationFor(deps, handledBy, actor.tenant, matter);
  if (delegation === undefined) {
    throw new RefusedError({ code: 'not-delegated', message: '该大厅未委托本大厅受理此事项' });
  }
  return { tenant: handledBy, receivedBy: { tenant: actor.tenant, delegation } };
};

const agentOf = async (deps: Deps, tenant: TenantCode, agent: Party & { entrustment: string }) => {
  const file = await deps.files.for(tenant).find(agent.entrustment);
  if (!file) throw badInput([{ path: 'agent.entrustment', message: '授权委托书尚未上传' }]);
  return { ...maskParty(agent, deps.secret), entrustment: file.id };
};

/** Looks up hall, matter, files and earlier cases; checks the parties' numbers. Refuses what does not hold. */
export const applicationFacts = async (
  deps: Deps,
  actor: Actor,
  body: CaseApplication,
): Promise<ApplicationFacts> => {
  const { tenant, receivedBy } = await handlingHall(deps, actor, body);
  const [hall, matter] = await Promise.all([
    loadHall(deps, tenant),
    findMatterInUse(deps, tenant, body.matter as MatterCode),
  ]);
  const today = dayOf(deps.clock.now());
  const errors = [
    ...partyErrors(body.applicant, 'applicant', today),
    ...(body.agent ? partyErrors(body.agent, 'agent', today) : []),
  ];
  if (errors.length > 0) throw badInput(errors);
  const applicant = maskParty(body.applicant, deps.secret);
  return {
    tenant,
    hall,
    matter,
    applicant,
    ...(body.agent ? { agent: await agentOf(deps, tenant, body.agent) } : {}),
    materials: await submittedMaterials(deps, tenant, body.materials, applicant.personKey),
    ...(receivedBy ? { receivedBy } : {}),
  };
};
