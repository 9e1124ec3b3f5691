import type { BundleCase, OpenedBundle } from '../../shared/domain/bundle/state.ts';
import { caseNamed } from '../../shared/domain/bundle/state.ts';
import type { PlannedPaper } from '../../shared/domain/bundle/events.ts';
import type { CaseReceived, SubmittedMaterial } from '../../shared/domain/case/events.ts';
import type { MatterVersion } from '../../shared/domain/matter/matter.ts';
import { versionOf } from '../../shared/domain/matter/state.ts';
import type { TenantCode, VaultRef } from '../../shared/kernel/ids.ts';
import type { Refusal } from '../../shared/kernel/result.ts';
import { dayOf, type Day } from '../../shared/kernel/instant.ts';
import { disclose } from '../../shared/ports/disclose.ts';
import type { Deps } from '../runtime/deps.ts';
import { delegationFor } from '../runtime/hall.ts';
import { loadMatter } from '../runtime/matters.ts';
import { RefusedError } from '../runtime/problems.ts';
import { actOnCase, hallOf } from './case-of-bundle.ts';

/** Channels at which the applicant stands at the counter: a complete case is accepted as it is opened. */
const AT_COUNTER = new Set(['window', 'agent']);

const refuse = (code: string, message: string): RefusedError => new RefusedError({ code, message });

/** The version that the applicant was told of, as long as the matter is in use. */
const matterOf = async (
  deps: Deps,
  tenant: TenantCode,
  { matter, name }: BundleCase,
): Promise<MatterVersion> => {
  const state = await loadMatter(deps, tenant, matter.code);
  const found = versionOf(state, matter.version)?.matter;
  if (state.status !== '在用' || !found) throw refuse('matter-not-in-use', `“${name}”已不在用`);
  return found;
};

/** A file stays with the hall that took it in; a case of another hall says so, and is read from there. */
const keptAt = (
  tenant: TenantCode,
  each: BundleCase,
  { file }: SubmittedMaterial,
): Pick<SubmittedMaterial, 'file'> =>
  file && hallOf(tenant, each) !== tenant ? { file: { hall: tenant, ...file } } : {};

/** The hall that leads the bundle, and the case that its papers are for. */
interface Asked {
  readonly tenant: TenantCode;
  readonly state: OpenedBundle;
  readonly each: BundleCase;
  readonly today: Day;
}

/** C29: what an earlier case issued is shared, what the applicant brought once serves every case. */
const materialOf = (
  { tenant, state, each, today }: Asked,
  { as, paper, from, by, required }: PlannedPaper,
): readonly SubmittedMaterial[] => {
  if (from === 'form') return [{ name: as, provided: true }];
  if (from === 'issued') {
    const issuer = by === undefined ? undefined : caseNamed(state, by);
    return issuer?.caseNo ? [{ name: as, provided: true, reusedFrom: issuer.caseNo }] : [];
  }
  const brought = state.materials.find(({ name }) => name === paper);
  if (brought?.provided) return [{ ...brought, ...keptAt(tenant, each, brought), name: as }];
  if (!required) return [];
  const promise = brought?.promise;
  return [{ name: as, provided: false, ...(promise && promise.by >= today ? { promise } : {}) }];
};

/** What the bundle has of the papers of a case, by the names of its matter; a promise counts until its day is over. */
export const materialsFor = (asked: Asked): readonly SubmittedMaterial[] =>
  asked.each.papers.flatMap((paper) => materialOf(asked, paper));

/** A case of another hall needs its delegation (C32, C68), and the person in that hall's own vault. */
const elsewhere = async (
  deps: Deps,
  tenant: TenantCode,
  state: OpenedBundle,
  { hall, matter, name }: BundleCase,
): Promise<{ person: VaultRef; receivedBy?: NonNullable<CaseReceived['receivedBy']> }> => {
  const { person, bundleNo } = state.opened;
  if (hall === undefined || hall === tenant) return { person };
  const delegation = await delegationFor(deps, hall, tenant, matter.code);
  if (delegation === undefined) throw refuse('not-delegated', `该大厅未委托本大厅受理“${name}”`);
  const at = deps.clock.now();
  const content = await disclose(deps, tenant, person, {
    reader: state.openedBy,
    purpose: 'bundle:share',
    at,
  });
  await deps.vault.for(hall).putOnce(person, content, { no: bundleNo });
  return { person, receivedBy: { tenant, delegation } };
};

/** Opens a numbered case in the name of whoever handed the bundle in; again is nothing. Says what rule is against it. */
export const openCase = async (
  deps: Deps,
  tenant: TenantCode,
  state: OpenedBundle,
  each: BundleCase,
): Promise<Refusal | undefined> => {
  const { opened, openedBy } = state;
  const { caseNo } = each;
  if (caseNo === undefined) return undefined;
  try {
    const matter = await matterOf(deps, hallOf(tenant, each), each);
    const place = await elsewhere(deps, tenant, state, each);
    const done = await actOnCase(deps, {
      tenant,
      no: opened.bundleNo,
      each,
      by: openedBy,
      purpose: 'open',
      command: {
        type: 'receive',
        atCounter: AT_COUNTER.has(opened.channel),
        caseNo,
        matter,
        applicant: opened.applicant,
        ...(opened.agent ? { agent: opened.agent } : {}),
        ...place,
        materials: materialsFor({ tenant, state, each, today: dayOf(deps.clock.now()) }),
        channel: 'bundle',
        bundle: { no: opened.bundleNo, tenant },
      },
    });
    return 'refusal' in done ? done.refusal : undefined;
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal;
    throw error;
  }
};
