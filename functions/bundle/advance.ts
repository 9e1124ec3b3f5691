import { formatCaseNo } from '../../shared/codes/case-no.ts';
import { bundleAggregate } from '../../shared/domain/bundle/decide.ts';
import {
  hasEnded,
  isCalledOff,
  isReady,
  isStuck,
  type BundleCase,
  type OpenedBundle,
} from '../../shared/domain/bundle/state.ts';
import { awaitedMaterials, isProvided, missingMaterials } from '../../shared/domain/case/materials.ts';
import type { OpenedCase } from '../../shared/domain/case/state.ts';
import type { BundleNo, TenantCode } from '../../shared/kernel/ids.ts';
import { dayOf } from '../../shared/kernel/instant.ts';
import type { Refusal } from '../../shared/kernel/result.ts';
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

const noteFailure = async (
  { deps, tenant, no }: Turn,
  { name, failures }: BundleCase,
  { code, message }: Pick<Refusal, 'code' | 'message'>,
): Promise<void> => {
  const failure = { type: 'record-failure', name, code, message } as const;
  await recordFact(deps, tenant, no, failure, `${name} ${failures}`);
};

const noteOpened = async ({ deps, tenant, no }: Turn, { name }: BundleCase): Promise<void> => {
  await recordFact(deps, tenant, no, { type: 'record-opened', name }, name);
};

const UNREACHABLE = { code: 'opening-failed', message: '系统或办理此件的大厅暂时不能办理，请稍后重新开办' };

/** A fault counts as a failed opening like a rule against it: after some of them somebody has to look into it. */
const attempt = async (
  turn: Turn,
  each: BundleCase,
  opening: () => Promise<Refusal | undefined>,
): Promise<void> => {
  const refusal = await opening().catch(async (error: unknown) => {
    await noteFailure(turn, each, UNREACHABLE);
    throw error;
  });
  if (refusal) await noteFailure(turn, each, refusal);
};

const open = (turn: Turn, state: OpenedBundle, each: BundleCase): Promise<void> =>
  attempt(turn, each, async () => {
    const refusal = await openCase(turn.deps, turn.tenant, state, each);
    if (!refusal) await noteOpened(turn, each);
    return refusal;
  });

/** Gives the case its number: whoever is first gives it, and everybody opens it under that one. */
const numberCase = (turn: Turn, each: BundleCase): Promise<void> =>
  attempt(turn, each, async () => {
    const { deps, tenant, no } = turn;
    const hall = hallOf(tenant, each);
    const day = dayOf(deps.clock.now());
    const serial = await deps.numbers.for(hall).lease(`case:${day}`, 1);
    const caseNo = formatCaseNo({ tenant: hall, day, serial });
    await recordFact(deps, tenant, no, { type: 'number-case', name: each.name, caseNo }, each.name);
    return undefined;
  });

/** An opening that was thought to have failed may have come about all the same; one that nobody wants any more is given up. */
const lookAgain = async (turn: Turn, state: OpenedBundle, each: BundleCase): Promise<void> => {
  if (each.caseNo === undefined) return;
  const found = await loadCaseOf(turn.deps, turn.tenant, each);
  if (found.status !== 'none') await noteOpened(turn, each);
  else if (isCalledOff(state)) await noteFailure(turn, each, UNREACHABLE);
};

const BEFORE_DECISION = ['received', 'supplement-requested', 'accepted', 'in-review', 'in-procedure'];

/** The papers that have come to the bundle, or, before the acceptance, been promised, since the case asked for them. */
const broughtFor = ({ deps, tenant }: Turn, state: OpenedBundle, each: BundleCase, found: OpenedCase) => {
  const today = dayOf(deps.clock.now());
  const awaited = found.accepted ? awaitedMaterials(found) : undefined;
  return materialsFor({ tenant, state, each, today }).filter(
    ({ name, provided, promise }) =>
      !isProvided(found, name) &&
      (awaited === undefined ? provided || promise !== undefined : provided && awaited.includes(name)),
  );
};

/** One supplement serves every case that needs it; a clerk's completes the acceptance as at the counter. */
const supplement = async (
  turn: Turn,
  state: OpenedBundle,
  each: BundleCase,
  found: OpenedCase,
): Promise<void> => {
  const { added } = state;
  if (!added) return;
  const { deps, tenant, no } = turn;
  const { by, times } = added;
  const materials = broughtFor(turn, state, each, found);
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

/** A case that was given up as not to be opened, and that came about after all, is not left lying. */
const takeBack = async ({ deps, tenant, no }: Turn, state: OpenedBundle, each: BundleCase): Promise<void> => {
  if (each.caseNo === undefined) return;
  const found = await loadCaseOf(deps, tenant, each);
  if (!BEFORE_DECISION.includes(found.status)) return;
  const act = { tenant, no, each, by: state.openedBy, purpose: 'withdraw' } as const;
  await actOnCase(deps, { ...act, command: { type: 'withdraw' } });
};

const step = async (turn: Turn, state: OpenedBundle, each: BundleCase): Promise<void> => {
  if (isStuck(each)) return lookAgain(turn, state, each);
  if (isReady(state, each)) return numberCase(turn, each);
  if (each.status === 'opening') return open(turn, state, each);
  if (each.status === 'open') return follow(turn, state, each);
  if (each.status === 'dropped') return takeBack(turn, state, each);
  return hasEnded(each) ? deliver(turn, state, each) : undefined;
};

/** More turns than a bundle can take: sixty cases, each numbered, opened and ended. */
const MAX_TURNS = 400;

/** A bundle that never comes to rest: something undoes what the clockwork does. */
export class RestlessBundleError extends Error {
  override readonly name = 'RestlessBundleError';
}

/** What went wrong with one case while the others went on; whoever called tries again. */
export class BundleFaultError extends Error {
  override readonly name = 'BundleFaultError';
}

/** Moves every case on; the fault of one, such as a hall that does not answer, does not hold up the others. */
const moveAll = async (turn: Turn, state: OpenedBundle): Promise<readonly unknown[]> => {
  const faults: unknown[] = [];
  for (const each of state.cases) {
    await step(turn, state, each).catch((error: unknown) => faults.push(error));
  }
  return faults;
};

/**
 * Does what the bundle waits for now: numbers and opens what is ready, notes what has ended, hands supplements,
 * withdrawals and deliveries on to the cases. May be called at any time, by anybody, any number of times; what it did
 * before it does not do again. Throws after everything that could be done: a refused opening is noted, a fault told.
 */
export const advanceBundle = async (deps: Deps, tenant: TenantCode, no: BundleNo): Promise<void> => {
  const turn = { deps, tenant, no };
  let seen = -1;
  for (let turns = 0; turns < MAX_TURNS; turns += 1) {
    const { state, position } = await deps.streams.load(tenant, bundleAggregate, no);
    if (state.status === 'none' || position.version === seen) return;
    seen = position.version;
    const faults = await moveAll(turn, state);
    if (faults.length > 0) throw new BundleFaultError(no, { cause: faults });
  }
  throw new RestlessBundleError(no);
};
