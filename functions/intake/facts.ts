import type { CaseApplication } from '../../shared/contracts/cases.ts';
import type { CaseReceived, MaskedParty, SubmittedMaterial } from '../../shared/domain/case/events.ts';
import type { MatterVersion } from '../../shared/domain/matter/matter.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import { isTenantCode, type MatterCode, type TenantCode } from '../../shared/kernel/ids.ts';
import type { Refusal } from '../../shared/kernel/result.ts';
import type { Deps } from '../runtime/deps.ts';
import { delegationFor, loadHall, type Hall } from '../runtime/hall.ts';
import { findMatterInUse } from '../runtime/matters.ts';
import { maskedParties } from '../runtime/parties.ts';
import { RefusedError } from '../runtime/problems.ts';
import { submittedMaterials } from '../runtime/submitted-materials.ts';

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
  const parties = await maskedParties(deps, actor.tenant, body);
  return {
    tenant,
    hall,
    matter,
    ...parties,
    materials: await submittedMaterials(deps, tenant, body.materials, {
      personKey: parties.applicant.personKey,
      receivedAt: actor.tenant,
    }),
    ...(receivedBy ? { receivedBy } : {}),
  };
};
