import { formatCaseNo } from '../../shared/codes/case-no.ts';
import { bundleAggregate } from '../../shared/domain/bundle/decide.ts';
import {
  hasEnded,
  isReady,
  isStuck,
  type BundleCase,
  type OpenedBundle,
} from '../../shared/domain/bundle/state.ts';
import { awaitedMaterials, isProvided, missingMaterials } from '../../shared/domain/case/materials.ts';
import type { OpenedCase } from '../../shared/domain/case/state.ts';
import type { BundleNo, TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import type { Deps } from '../runtime/deps.ts';
import { recordFact } from './bookkeeping.ts';
import { actOnCase, endOf, hallOf, loadCaseOf } from './case-of-bundle.ts';
import { materialsFor, openCase } from './open-case.ts';

/** One bundle as its clockwork sees it. */
interface Turn {
  readonly deps: Deps;
  readonly tenant: TenantCode;
  readonly no: BundleNo;
}

/** Gives the case its number: whoever is first gives it, and everybody opens it under that one. */
const numberCase = async ({ deps, tenant, no }: Turn, each: BundleCase): Promise<void> => {
  const hall = hallOf(tenant, each);
  const day = dayOf(deps.clock.now());
  const serial = await deps.numbers.for(hall).lease(`case:${day}`, 1);
  const caseNo = formatCaseNo({ tenant: hall, day, serial });
  await recordFact(deps, tenant, no, { type: 'number-case', name: each.name, caseNo }, each.name);
};

const open = async (turn: Turn, state: OpenedBundle, each: BundleCase): Promise<void> => {
  const { deps, tenant, no } = turn;
  const { name, attempts } = each;
  const refusal = await openCase(deps, tenant, state, each);
  if (!refusal) {
    await recordFact(deps, tenant, no, { type: 'record-opened', name }, name);
    return;
  }
  const { code, message } = refusal;
  const failure = { type: 'record-failure', name, code, message } as const;
  await recordFact(deps, tenant, no, failure, `${name} ${each.failure?.at ?? ''} ${attempts}`);
};

const BEFORE_DECISION = ['received', 'supplement-requested', 'accepted', 'in-review', 'in-procedure'];

/** The papers that have come to the bundle since the case asked for them. */
const broughtFor = (state: OpenedBundle, each: BundleCase, found: OpenedCase) => {
  const awaited = found.accepted ? awaitedMaterials(found) : undefined;
  return materialsFor(state, each).filter(
    ({ name, provided }) =>
      provided && !isProvided(found, name) && (awaited === undefined || awaited.includes(name)),
  );
};

/** One supplement serves every case that needs it; a clerk's completes the acceptance as at the counter. */
const supplement = async (
  { deps, tenant, no }: Turn,
  state: OpenedBundle,
  each: BundleCase,
  found: OpenedCase,
): Promise<void> => {
  const { added } = state;
  if (!added) return;
  const { by, times } = added;
  const materials = broughtFor(state, each, found);
  const act = { tenant, no, each, by };
  const supplied =
    materials.length === 0
      ? { state: found }
      : await actOnCase(deps, {
          ...act,
          purpose: `supplement-${times}`,
          command: { type: 'supplement', materials },
        });
  if ('refusal' in supplied || supplied.state.status !== 'received' || !by.roles.includes('clerk')) return;
  const { received, materials: there } = supplied.state;
  if (missingMaterials(received.matter, there, dayOf(deps.clock.now())).length > 0) return;
  await actOnCase(deps, { ...act, purpose: `accept-${times}`, command: { type: 'accept' } });
};

/** What became of the bundle becomes of its open case; what became of the case is noted in the bundle. */
const follow = async (turn: Turn, state: OpenedBundle, each: BundleCase): Promise<void> => {
  const { deps, tenant, no } = turn;
  const found = await loadCaseOf(deps, tenant, each);
  if (found.status === 'none') return;
  const end = endOf(found);
  if (end) {
    await recordFact(deps, tenant, no, { type: 'record-end', name: each.name, ...end }, each.name);
  } else if (!BEFORE_DECISION.includes(found.status)) {
    return;
  } else if (state.withdrawn) {
    const act = { tenant, no, each, by: state.withdrawn.by, purpose: 'withdraw' } as const;
    await actOnCase(deps, { ...act, command: { type: 'withdraw' } });
  } else {
    await supplement(turn, state, each, found);
  }
};

/** 一次送达: each decided case notes that it was handed over. */
const deliver = async ({ deps, tenant, no }: Turn, state: OpenedBundle, each: BundleCase): Promise<void> => {
  const { delivered } = state;
  if (!delivered || (each.status !== 'approved' && each.status !== 'refused')) return;
  const { by, method, signedBy, tracking } = delivered;
  const how = {
    method,
    ...(signedBy ? { signedBy } : {}),
    ...(tracking === undefined ? {} : { tracking }),
  };
  await actOnCase(deps, { tenant, no, each, by, purpose: 'deliver', command: { type: 'deliver', ...how } });
};

const step = async (turn: Turn, state: OpenedBundle, each: BundleCase): Promise<void> => {
  if (isReady(state, each)) return numberCase(turn, each);
  if (each.status === 'opening') return isStuck(each) ? undefined : open(turn, state, each);
  if (each.status === 'open') return follow(turn, state, each);
  return hasEnded(each) ? deliver(turn, state, each) : undefined;
};

/** More turns than a bundle can take: sixty cases, each numbered, opened and ended. */
const MAX_TURNS = 400;

/** A bundle that never comes to rest: something undoes what the clockwork does. */
export class RestlessBundleError extends Error {
  override readonly name = 'RestlessBundleError';
}

/**
 * Does what the bundle waits for now: numbers and opens what is ready, notes what has ended, hands supplements,
 * withdrawals and deliveries on to the cases. May be called at any time, by anybody, any number of times; what it did
 * before it does not do again.
 */
export const advanceBundle = async (deps: Deps, tenant: TenantCode, no: BundleNo): Promise<void> => {
  const turn = { deps, tenant, no };
  let seen = -1;
  for (let turns = 0; turns < MAX_TURNS; turns += 1) {
    const { state, position } = await deps.streams.load(tenant, bundleAggregate, no);
    if (state.status === 'none' || position.version === seen) return;
    seen = position.version;
    for (const each of state.cases) await step(turn, state, each);
  }
  throw new RestlessBundleError(no);
};
